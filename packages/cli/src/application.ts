/** What all commands have in common: the name, the version, how words are read and what is said of wrong ones. */
import { type Application, buildApplication, buildRouteMap, text_en } from '@stricli/core';
import { exitCodes, type Io } from './io.ts';
import { version } from './version.ts';

type Routes = Parameters<typeof buildRouteMap<string, Io>>[0]['routes'];

export const applicationOf = (routes: Routes): Application<Io> =>
  buildApplication<Io>(buildRouteMap({ routes, docs: { brief: 'Hears what mail servers mean.' } }), {
    name: 'hearback',
    versionInfo: { currentVersion: version },
    scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
    documentation: { disableAnsiColor: true },
    localization: {
      text: {
        ...text_en,
        noCommandRegisteredForInput: (args) =>
          args.input.startsWith('-')
            ? `hearback: \`${args.input}\` goes behind a command`
            : `hearback: ${text_en.noCommandRegisteredForInput(args)}`,
        exceptionWhileParsingArguments(error, colour) {
          return `hearback: ${text_en.exceptionWhileParsingArguments.call(this, error, colour)}`;
        },
      },
    },
    determineExitCode: () => exitCodes.software,
  });
