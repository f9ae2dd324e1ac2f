/** `hearback key` */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import { one, type Plain, plain, texts, words } from './flags.ts';
import type { NewKeyFlags } from './key.ts';

export const key = buildRouteMap({
  routes: {
    new: buildCommand<NewKeyFlags, [string], Io>({
      loader: async () => (await import('./key.ts')).newKey,
      parameters: {
        flags: {
          ...plain,
          scope: words('scope', 'What it may do, such as messages:write; several may be given'),
          sender: texts(
            'sender',
            'Whom it may send as: "ann@example.com", "@example.com", "*"; by default whom its maker may',
          ),
          author: texts('author', 'Whom From and Sender of its messages may name; by default as --sender'),
        },
        positional: one('name', 'What it is for'),
      },
      docs: { brief: 'Make a key for the API; it is shown once' },
    }),
    ls: buildCommand<Plain, [], Io>({
      loader: async () => (await import('./key.ts')).listKeys,
      parameters: { flags: plain },
      docs: { brief: 'List the keys' },
    }),
    revoke: buildCommand<Plain, [string], Io>({
      loader: async () => (await import('./key.ts')).revokeKey,
      parameters: { flags: plain, positional: one('id', 'Id of the key') },
      docs: { brief: 'Revoke a key' },
    }),
  },
  docs: { brief: 'Keys for the API' },
});
