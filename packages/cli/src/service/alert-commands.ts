/** `hearback alert` */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import type { ListAlertsFlags, SetRuleFlags, SilenceFlags } from './alert.ts';
import { flag, one, type Plain, plain, text, whole } from './flags.ts';

const figure = (placeholder: string, brief: string) =>
  ({ kind: 'parsed', parse: aNumber, optional: true, placeholder, brief }) as const;

function aNumber(input: string): number {
  if (!/^\d{1,15}(?:\.\d{1,10})?$/.test(input)) throw new SyntaxError(`${input} is no number such as 0.05 or 900`);
  return Number(input);
}

const onOne = (
  loader: () => Promise<(this: Io, flags: Plain, id: string) => Promise<void>>,
  placeholder: string,
  what: string,
  brief: string,
) =>
  buildCommand<Plain, [string], Io>({
    loader,
    parameters: { flags: plain, positional: one(placeholder, what) },
    docs: { brief },
  });

export const alert = buildRouteMap({
  routes: {
    ls: buildCommand<ListAlertsFlags, [], Io>({
      loader: async () => (await import('./alert.ts')).list,
      parameters: {
        flags: {
          ...plain,
          all: flag('Those that are resolved too'),
          limit: whole('count', 'Most alerts; 50 by default'),
        },
      },
      docs: { brief: 'List what is wrong; exits with 1 when an alert is open' },
    }),
    ack: onOne(
      async () => (await import('./alert.ts')).act('acknowledge'),
      'id',
      'Id of the alert',
      'Say that you are at it',
    ),
    resolve: onOne(
      async () => (await import('./alert.ts')).act('resolve'),
      'id',
      'Id of the alert',
      'End it; it opens again when its condition still stands',
    ),
    rules: buildCommand<Plain, [], Io>({
      loader: async () => (await import('./alert.ts')).rules,
      parameters: { flags: plain },
      docs: { brief: 'List the rules with their thresholds' },
    }),
    set: buildCommand<SetRuleFlags, [string], Io>({
      loader: async () => (await import('./alert.ts')).setRule,
      parameters: {
        flags: {
          ...plain,
          on: flag('Switch it on'),
          off: flag('Switch it off'),
          threshold: figure('number', 'In the unit that `alert rules` shows, such as 0.05'),
          usual: flag('The threshold as it is from the start'),
        },
        positional: one('rule', 'Name of the rule'),
      },
      docs: { brief: 'Switch a rule on or off, or set its threshold' },
    }),
    silence: buildCommand<SilenceFlags, [], Io>({
      loader: async () => (await import('./alert.ts')).silence,
      parameters: {
        flags: {
          ...plain,
          rule: text('name', 'Only alerts of this rule'),
          key: text('key', 'Only alerts about this list, source, sender ...'),
          all: flag('Every alert'),
          for: text('duration', 'How long; 1h by default'),
          until: text('instant', 'Until then, such as 2027-01-31T00:00:00Z'),
          why: text('text', 'For people'),
        },
      },
      docs: { brief: 'Tell nobody of certain alerts for a while' },
    }),
    silences: buildCommand<Plain, [], Io>({
      loader: async () => (await import('./alert.ts')).silences,
      parameters: { flags: plain },
      docs: { brief: 'List silences that have not ended' },
    }),
    unsilence: onOne(async () => (await import('./alert.ts')).unsilence, 'id', 'Id of the silence', 'End a silence'),
    test: onOne(
      async () => (await import('./alert.ts')).test,
      'channel',
      'Name of a channel of the configuration',
      'Tell a channel something harmless; exits with 1 when that fails',
    ),
  },
  docs: { brief: 'Alerts: what is wrong, and who is told' },
});
