/** `hearback key` */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import { one, plain, words } from './flags.ts';
import type { KeyFlags } from './key.ts';

export const key = buildRouteMap({
  routes: {
    new: buildCommand<KeyFlags, [string], Io>({
      loader: async () => (await import('./key.ts')).newKey,
      parameters: {
        flags: {
          ...plain,
          scope: words('scope', 'What it may do, such as messages:write; several may be given'),
        },
        positional: one('name', 'What it is for'),
      },
      docs: { brief: 'Make a key for the API; it is shown once' },
    }),
    ls: buildCommand<Omit<KeyFlags, 'scope'>, [], Io>({
      loader: async () => (await import('./key.ts')).listKeys,
      parameters: { flags: plain },
      docs: { brief: 'List the keys' },
    }),
    revoke: buildCommand<Omit<KeyFlags, 'scope'>, [string], Io>({
      loader: async () => (await import('./key.ts')).revokeKey,
      parameters: { flags: plain, positional: one('id', 'Id of the key') },
      docs: { brief: 'Revoke a key' },
    }),
  },
  docs: { brief: 'Keys for the API' },
});
