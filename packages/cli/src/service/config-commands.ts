/** `hearback config` */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import type { ConfigFlags } from './config.ts';
import { flag, json, local } from './flags.ts';

export const config = buildRouteMap({
  routes: {
    check: buildCommand<ConfigFlags, [], Io>({
      loader: async () => (await import('./config.ts')).check,
      parameters: { flags: { ...local, json } },
      docs: { brief: 'Look for errors in the configuration' },
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
