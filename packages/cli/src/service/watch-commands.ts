/** `hearback top` and `hearback tail` */
import { buildCommand } from '@stricli/core';
import type { Io } from '../io.ts';
import { flag, json, target, text, whole, word } from './flags.ts';
import type { TailFlags } from './tail.ts';
import type { TopFlags } from './top.ts';

export const top = buildCommand<TopFlags, [], Io>({
  loader: async () => (await import('./top.ts')).topCommand,
  parameters: { flags: { ...target, json, once: flag('Show it once, and end') } },
  docs: { brief: 'Rates, causes, queue and lanes, live' },
});

export const tail = buildCommand<TailFlags, [], Io>({
  loader: async () => (await import('./tail.ts')).tailCommand,
  parameters: {
    flags: {
      ...target,
      json,
      type: word('type', 'Only events of this type'),
      message: text('id', 'Only events of this message'),
      since: text('instant', 'From then on, such as 2026-11-28T09:00:00Z; by default from now on'),
      limit: whole('count', 'End after so many'),
    },
  },
  docs: { brief: 'Follow the events as they happen' },
});
