/** `hearback queue` */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import { flag, one, type Plain, plain, text, whole } from './flags.ts';
import type { Action, SelectionFlags } from './queue.ts';

export const selection = {
  message: text('id', 'Of this message'),
  recipient: text('address', 'For this recipient'),
  domain: text('domain', 'For recipients in this domain'),
  lane: text('lane', 'In this lane'),
  stream: text('name', 'Of this stream'),
  campaign: text('name', 'Of this campaign'),
  sender: text('address', 'From this envelope sender'),
  olderThan: text('duration', 'That waits longer, such as 20m'),
  youngerThan: text('duration', 'That waits no longer'),
};

const onQueue = (action: Action, brief: string) =>
  buildCommand<SelectionFlags, [], Io>({
    loader: async () => (await import('./queue.ts')).actOnQueue(action),
    parameters: { flags: { ...plain, ...selection, all: flag('Everything that waits') } },
    docs: { brief },
  });

export const queue = buildRouteMap({
  routes: {
    shape: buildCommand<Plain & { readonly top?: number }, [], Io>({
      loader: async () => (await import('./queue.ts')).shape,
      parameters: { flags: { ...plain, top: whole('count', 'Most domains') } },
      docs: { brief: 'What waits, by domain and age, and what for' },
    }),
    ls: buildCommand<Omit<SelectionFlags, 'all'> & { limit?: number }, [], Io>({
      loader: async () => (await import('./queue.ts')).list,
      parameters: { flags: { ...plain, ...selection, limit: whole('count', 'Most recipients') } },
      docs: { brief: 'List waiting recipients' },
    }),
    lanes: buildCommand<Plain, [], Io>({
      loader: async () => (await import('./queue.ts')).lanes,
      parameters: { flags: plain },
      docs: { brief: 'Lanes that send, or are held back' },
    }),
    pause: buildCommand<Plain & { readonly for?: string; readonly why?: string }, [string], Io>({
      loader: async () => (await import('./queue.ts')).pause,
      parameters: {
        flags: {
          ...plain,
          for: text('duration', 'Until then, such as 1h; else until resumed'),
          why: text('text', 'For people'),
        },
        positional: one('lane', 'A lane, a site or a domain'),
      },
      docs: { brief: 'Send nothing more there' },
    }),
    resume: buildCommand<Plain, [string], Io>({
      loader: async () => (await import('./queue.ts')).resume,
      parameters: { flags: plain, positional: one('lane', 'A lane, a site or a domain') },
      docs: { brief: 'Send there again' },
    }),
    retry: onQueue('retry', 'Try again now'),
    hold: onQueue('hold', 'Hold back until released'),
    release: onQueue('release', 'Let go what was held'),
    cancel: onQueue('cancel', 'Take out of the queue; nobody is told'),
    expire: onQueue('expire', 'Give up now; senders are told'),
  },
  docs: { brief: 'See and steer what waits' },
});
