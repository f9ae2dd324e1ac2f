/** The commands that only read what they are given, and need no service; each command's code is loaded when it runs. */
import { buildCommand } from '@stricli/core';
import type { ExplainFlags } from './commands/explain.ts';
import type { ParseFlags } from './commands/parse.ts';
import { json, text, words } from './flags.ts';
import type { Io } from './io.ts';
import type { ReportOptions } from './report/report.ts';

const rulesFile = text('file', 'Own rules (JSON), tried before ours');

const explain = buildCommand<ExplainFlags, string[], Io>({
  loader: async () => (await import('./commands/explain.ts')).explainCommand,
  parameters: {
    flags: {
      json,
      jsonl: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'Read lines {"reply","mx","stage"} from a file or standard input, write one {"reply","verdict"} each',
      },
      trace: { kind: 'boolean', optional: true, withNegated: false, brief: 'Show every step, what lost and why' },
      mx: text('host', 'Host name of the MX that said it'),
      stage: {
        kind: 'enum',
        values: ['connect', 'ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data', 'body'],
        optional: true,
        brief: 'Where in the dialogue it was said',
      },
      rules: rulesFile,
    },
    positional: words('reply', 'A reply, a file with a reply or a mail, or - for standard input'),
  },
  docs: {
    brief: 'Say what one reply or bounce means, and why',
    customUsage: ["'550 5.1.1 User unknown'", '--trace bounce.eml', '--jsonl < replies.jsonl'],
  },
});

const parse = buildCommand<ParseFlags, string[], Io>({
  loader: async () => (await import('./commands/parse.ts')).parseCommand,
  parameters: {
    flags: { json, header: { ...text('name', 'Report this header of the original message'), variadic: true } },
    positional: words('path', 'Mail, folder of mails, Maildir, mbox, or - for standard input', 1),
  },
  docs: {
    brief: 'Read mails: bounces, auto replies, feedback reports',
    customUsage: ['--json ~/Maildir', '--json bounces.mbox | jq .kind'],
  },
});

const report = buildCommand<ReportOptions, string[], Io>({
  loader: async () => (await import('./commands/report.ts')).reportCommand,
  parameters: {
    flags: {
      format: {
        kind: 'enum',
        values: ['text', 'html', 'json'],
        optional: true,
        brief: 'By default what --output ends in, else text',
      },
      output: text('file', 'Write to this file instead of standard output'),
      problemsFirst: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'What is wrong before the overview',
      },
      since: text('time', 'Only from this time on: 2026-11-24, 2026-11-24T09:00Z, 7d, 24h'),
      until: text('time', 'Only before this time'),
    },
    positional: words('path', 'Mail log (also .gz), mbox, Maildir, folder, or - for standard input', 1),
  },
  docs: {
    brief: 'Read mail logs and mailboxes into one health report',
    customUsage: ['/var/log/mail.log*', '--output report.html /var/log/mail.log*'],
  },
});

export const readerRoutes = { explain, parse, report };
