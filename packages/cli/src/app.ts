/**
 * The commands and their flags; each command's code is loaded when it runs.
 */
import { buildApplication, buildCommand, buildRouteMap, text_en } from '@stricli/core';
import type { ExplainFlags } from './commands/explain.ts';
import type { ParseFlags } from './commands/parse.ts';
import type { RulesFlags } from './commands/rules.ts';
import { exitCodes, type Io } from './io.ts';
import type { ReportOptions } from './report/report.ts';
import { serverRules } from './service/ruling-commands.ts';
import { serviceRoutes } from './service-app.ts';
import { version } from './version.ts';

const json = { kind: 'boolean', optional: true, withNegated: false, brief: 'Write JSON' } as const;
const text = (placeholder: string, brief: string) =>
  ({ kind: 'parsed', parse: String, optional: true, placeholder, brief }) as const;
const words = (placeholder: string, brief: string, minimum = 0) =>
  ({ kind: 'array', minimum, parameter: { parse: String, placeholder, brief } }) as const;
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

const ls = buildCommand<RulesFlags, string[], Io>({
  loader: async () => (await import('./commands/rules.ts')).list,
  parameters: {
    flags: {
      json,
      provider: text('name', 'Only rules of this provider'),
      reason: text('reason', 'Only rules with this reason'),
    },
    positional: words('word', 'Only rules with all of these words'),
  },
  docs: { brief: 'List the rules in the order they are tried' },
});
const get = buildCommand<Pick<RulesFlags, 'json'>, string[], Io>({
  loader: async () => (await import('./commands/rules.ts')).get,
  parameters: { flags: { json }, positional: words('id', 'Rule id', 1) },
  docs: { brief: 'Show rules whole: patterns, meaning, source, examples' },
});
const test = buildCommand<Pick<RulesFlags, 'json'>, string[], Io>({
  loader: async () => (await import('./commands/rules.ts')).test,
  parameters: { flags: { json }, positional: words('file', 'Own rules (JSON); without one, the shipped rules') },
  docs: { brief: 'Check that every example is decided by its own rule' },
});
const lint = buildCommand<Pick<RulesFlags, 'json'>, string[], Io>({
  loader: async () => (await import('./commands/rules.ts')).lint,
  parameters: { flags: { json }, positional: words('file', 'Own rules (JSON)', 1) },
  docs: { brief: 'Check patterns and fields of own rules' },
});

const versionCommand = buildCommand<{ json?: boolean }, [], Io>({
  loader: async () => (await import('./commands/version.ts')).versionCommand,
  parameters: { flags: { json } },
  docs: { brief: 'Print versions and the number of rules' },
});

const completion = buildCommand<Record<never, never>, [string], Io>({
  loader: async () => (await import('./commands/completion.ts')).completionCommand,
  parameters: {
    positional: { kind: 'tuple', parameters: [{ parse: String, placeholder: 'shell', brief: 'bash, zsh or fish' }] },
  },
  docs: { brief: 'Print the completion script for a shell', customUsage: ['bash > /etc/bash_completion.d/hearback'] },
});
const rules = buildRouteMap({
  routes: { ls, get, test, lint, ...serverRules },
  docs: { brief: 'List, show and check rules; correct the past by own ones' },
});

export const app = buildApplication<Io>(
  buildRouteMap({
    routes: { explain, parse, report, ...serviceRoutes, rules, version: versionCommand, completion },
    docs: { brief: 'Hears what mail servers mean.' },
  }),
  {
    name: 'hearback',
    versionInfo: { currentVersion: version },
    scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
    documentation: { disableAnsiColor: true },
    localization: {
      text: {
        ...text_en,
        noCommandRegisteredForInput: (args) => `hearback: ${text_en.noCommandRegisteredForInput(args)}`,
        exceptionWhileParsingArguments(error, colour) {
          return `hearback: ${text_en.exceptionWhileParsingArguments.call(this, error, colour)}`;
        },
      },
    },
    determineExitCode: () => exitCodes.software,
  },
);
