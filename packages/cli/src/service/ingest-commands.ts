/** `hearback ingest` */
import { buildCommand } from '@stricli/core';
import type { Io } from '../io.ts';
import { json, target, text } from './flags.ts';
import type { IngestFlags } from './ingest.ts';

export const ingest = buildCommand<IngestFlags, string[], Io>({
  loader: async () => (await import('./ingest.ts')).ingestCommand,
  parameters: {
    flags: {
      ...target,
      json,
      source: text('name', 'Name of the source; pipe or file by default'),
      recipient: text('address', 'Address that the mail came to; by default what the mail server or the mail says'),
    },
    positional: {
      kind: 'array',
      parameter: {
        parse: String,
        placeholder: 'path',
        brief: 'Mail, folder, Maildir or mbox; standard input by default',
      },
    },
  },
  docs: {
    brief: 'Hand in mails that report something; exits with 0, 65 or 75 for the mail server that runs it',
    customUsage: ['< bounce.eml', 'Maildir/ old-bounces.mbox'],
  },
});
