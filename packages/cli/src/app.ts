/** All commands and their flags; each command's code is loaded when it runs. */
import { buildCommand, buildRouteMap } from '@stricli/core';
import { applicationOf } from './application.ts';
import type { RulesFlags } from './commands/rules.ts';
import { json, text, words } from './flags.ts';
import type { Io } from './io.ts';
import { readerRoutes } from './readers-app.ts';
import { serverRules } from './service/ruling-commands.ts';
import { serviceRoutes } from './service-app.ts';

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

export const app = applicationOf({ ...readerRoutes, ...serviceRoutes, rules, version: versionCommand, completion });
