/** `hearback send` */
import { buildCommand } from '@stricli/core';
import type { Io } from '../io.ts';
import { json, target, text, texts } from './flags.ts';
import type { SendFlags } from './send.ts';

export const send = buildCommand<SendFlags, string[], Io>({
  loader: async () => (await import('./send.ts')).sendCommand,
  parameters: {
    flags: {
      ...target,
      json,
      from: text('address', 'Envelope sender; by default the author'),
      stream: text('name', 'Stream'),
      list: text('name', 'List'),
      campaign: text('name', 'Campaign'),
      tag: texts('tag', 'Tag'),
      idempotencyKey: text('key', 'The same message under the same key is taken once'),
    },
    aliases: { f: 'from' },
    positional: { kind: 'array', minimum: 1, parameter: { parse: String, placeholder: 'recipient', brief: 'Address' } },
  },
  docs: {
    brief: 'Hand in a message from standard input',
    customUsage: ['-f news@example.com jo@example.net < message.eml'],
  },
});
