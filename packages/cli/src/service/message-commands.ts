/** `hearback message` */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import { one, type Plain, plain, target, text, whole, word } from './flags.ts';
import type { ListFlags } from './message.ts';
import type { Action } from './queue.ts';
import { selection } from './queue-commands.ts';
import type { TargetFlags } from './target.ts';

const onMessage = (action: Action, brief: string) =>
  buildCommand<Plain, [string], Io>({
    loader: async () => (await import('./message.ts')).actOnMessage(action),
    parameters: { flags: plain, positional: one('id', 'Id of the message') },
    docs: { brief },
  });

export const message = buildRouteMap({
  routes: {
    ls: buildCommand<ListFlags, [], Io>({
      loader: async () => (await import('./message.ts')).list,
      parameters: {
        flags: {
          ...plain,
          recipient: text('address', 'To this recipient: every message, also such as other servers sent'),
          outcome: word(
            'state',
            'queued, deferred, held, delivered, bounced, complained, expired, cancelled or suppressed',
          ),
          sender: selection.sender,
          stream: selection.stream,
          campaign: selection.campaign,
          list: text('name', 'Of this list'),
          since: text('time', 'Accepted from then on: 24h, 7d, or 2026-11-28T09:00:00Z'),
          until: text('time', 'Accepted before'),
          limit: whole('count', 'Most messages; 50 by default'),
        },
      },
      docs: {
        brief: 'List messages, the newest first: to whom, and what became of them',
        customUsage: ['--recipient jo@example.net', '--outcome bounced --list news --since 24h'],
      },
    }),
    get: buildCommand<Plain, [string], Io>({
      loader: async () => (await import('./message.ts')).get,
      parameters: { flags: plain, positional: one('id', 'Id of the message') },
      docs: { brief: 'Show a message and what became of each recipient' },
    }),
    trace: buildCommand<Plain, [string], Io>({
      loader: async () => (await import('./message.ts')).trace,
      parameters: { flags: plain, positional: one('id', 'Id of the message') },
      docs: { brief: 'Show everything that happened, with the SMTP dialogues' },
    }),
    raw: buildCommand<TargetFlags, [string], Io>({
      loader: async () => (await import('./message.ts')).raw,
      parameters: { flags: target, positional: one('id', 'Id of the message') },
      docs: { brief: 'Write the message itself' },
    }),
    retry: onMessage('retry', 'Try again now'),
    hold: onMessage('hold', 'Hold back until released'),
    release: onMessage('release', 'Let go what was held'),
    cancel: onMessage('cancel', 'Take out of the queue; nobody is told'),
    expire: onMessage('expire', 'Give up now; the sender is told'),
  },
  docs: { brief: 'Look at messages and act on them' },
});
