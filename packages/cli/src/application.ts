/** What all commands have in common: the name, the version, how words are read and what is said of wrong ones. */
import { type Application, buildApplication, buildRouteMap, text_en } from '@stricli/core';
import { exitCodes, type Io } from './io.ts';
import { version } from './version.ts';

type Routes = Parameters<typeof buildRouteMap<string, Io>>[0]['routes'];

/** The modules of the service are opened all at once. */
const enoughFiles = 512;

const isOutOfFiles = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EMFILE';

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
        exceptionWhileRunningCommand(error, colour) {
          return isOutOfFiles(error)
            ? `hearback: this process may not open so many files as it needs: raise the limit (ulimit -n, LimitNOFILE) to ${enoughFiles} at least, and for each connection one`
            : text_en.exceptionWhileRunningCommand.call(this, error, colour);
        },
      },
    },
    determineExitCode: (error) => (isOutOfFiles(error) ? exitCodes.unavailable : exitCodes.software),
  });
