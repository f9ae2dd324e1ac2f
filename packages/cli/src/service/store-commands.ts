/** `hearback backup`, `restore`, `verify` and `move` */
import { buildCommand } from '@stricli/core';
import type { Io } from '../io.ts';
import { flag, json, local, one } from './flags.ts';
import type { StoreFlags } from './store.ts';

export const backup = buildCommand<StoreFlags, [string], Io>({
  loader: async () => (await import('./store.ts')).backup,
  parameters: { flags: { ...local, json }, positional: one('file', 'File to write') },
  docs: { brief: 'Write a consistent copy of the store, while the service runs' },
});

export const restore = buildCommand<StoreFlags & { readonly force?: boolean }, [string], Io>({
  loader: async () => (await import('./restore.ts')).restore,
  parameters: {
    flags: { ...local, json, force: flag('Put the present store aside') },
    positional: one('file', 'A backup'),
  },
  docs: { brief: 'Check a backup and put it in the place of the store; the service must not run' },
});

export const verify = buildCommand<StoreFlags & { readonly deep?: boolean }, [], Io>({
  loader: async () => (await import('./store.ts')).verify,
  parameters: { flags: { ...local, json, deep: flag('Read every page and every message') } },
  docs: { brief: 'Look for damage in the store' },
});

export const move = buildCommand<StoreFlags, [], Io>({
  loader: async () => (await import('./move.ts')).move,
  parameters: { flags: { ...local, json } },
  docs: {
    brief: 'Move the store from SQLite into the empty PostgreSQL database of store.url; the service must not run',
  },
});
