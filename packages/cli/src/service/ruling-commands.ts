/** `hearback rules` of the server, beside those that need none. */
import { buildCommand } from '@stricli/core';
import type { Io } from '../io.ts';
import { one, plain, text } from './flags.ts';
import type { RulingFlags, SinceFlags } from './ruling.ts';

const why = text('text', 'For people');
const since = text('time', 'From then on: 30d, 12h, or 2026-11-28T09:00:00Z; 30d by default');
const aRun = one('id', 'Id of the run');

export const serverRules = {
  add: buildCommand<RulingFlags, [string], Io>({
    loader: async () => (await import('./ruling.ts')).addRules,
    parameters: { flags: plain, positional: one('file', 'Own rules (JSON), each with an example') },
    docs: { brief: 'Save own rules on the server: they hold for what is heard from now on' },
  }),
  rm: buildCommand<RulingFlags, [string], Io>({
    loader: async () => (await import('./ruling.ts')).removeRule,
    parameters: { flags: plain, positional: one('name', 'Of an own rule') },
    docs: { brief: 'Remove an own rule from the server' },
  }),
  own: buildCommand<RulingFlags, [], Io>({
    loader: async () => (await import('./ruling.ts')).listOwn,
    parameters: { flags: plain },
    docs: { brief: 'List the own rules of the server' },
  }),
  diff: buildCommand<Omit<SinceFlags, 'why'>, [], Io>({
    loader: async () => (await import('./ruling.ts')).diffRules,
    parameters: {
      flags: { ...plain, since, rules: text('file', 'As if these own rules (JSON) were saved') },
    },
    docs: { brief: 'What the rules would change of the past; exits with 1 when nothing would' },
  }),
  apply: buildCommand<Omit<SinceFlags, 'rules'>, [], Io>({
    loader: async () => (await import('./ruling.ts')).applyRules,
    parameters: { flags: { ...plain, since, why } },
    docs: { brief: 'Correct the past by the rules of the server, behind the command' },
  }),
  runs: buildCommand<RulingFlags, [], Io>({
    loader: async () => (await import('./ruling.ts')).listRuns,
    parameters: { flags: plain },
    docs: { brief: 'List such runs, and how far they are' },
  }),
  undo: buildCommand<Omit<SinceFlags, 'since' | 'rules'>, [string], Io>({
    loader: async () => (await import('./ruling.ts')).undoRun,
    parameters: { flags: { ...plain, why }, positional: aRun },
    docs: { brief: 'Take back whatever a run corrected' },
  }),
};
