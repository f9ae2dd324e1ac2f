/** `hearback config` */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import type { CheckFlags, ConfigFlags } from './config.ts';
import { flag, json, local } from './flags.ts';

export const config = buildRouteMap({
  routes: {
    check: buildCommand<CheckFlags, [], Io>({
      loader: async () => (await import('./config.ts')).check,
      parameters: { flags: { ...local, json, textOnly: flag('Do not open the files that it names') } },
      docs: { brief: 'Look for errors in the configuration, and whether this user can open the files that it names' },
    }),
    show: buildCommand<ConfigFlags & { changed?: boolean }, [], Io>({
      loader: async () => (await import('./config.ts')).show,
      parameters: { flags: { ...local, json, changed: flag('Only what is not the default') } },
      docs: { brief: 'Print every value and where it comes from' },
    }),
    docs: buildCommand<Record<never, never>, [], Io>({
      loader: async () => (await import('./config.ts')).docs,
      parameters: {},
      docs: { brief: 'Print the documentation of every key (Markdown)' },
    }),
    password: buildCommand<Record<never, never>, [], Io>({
      loader: async () => (await import('./config.ts')).password,
      parameters: {},
      docs: { brief: 'Read a password from standard input, print its hash for [users.NAME]' },
    }),
  },
  docs: { brief: 'Check, show and explain the configuration' },
});
