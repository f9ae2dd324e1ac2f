/** `hearback bounces` and its flags */
import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Io } from '../io.ts';
import type { BouncesFlags } from './bounces.ts';
import type { CorrectionFlags } from './correction.ts';
import { flag, one, type Plain, plain, text, whole, word } from './flags.ts';

const id = one('id', 'Id of the event');
const why = text('text', 'For people');

export const bounces = buildRouteMap({
  routes: {
    ls: buildCommand<BouncesFlags, string[], Io>({
      loader: async () => (await import('./bounces.ts')).listBounces,
      parameters: {
        flags: {
          ...plain,
          class: text('class', 'hard, soft, complaint or none'),
          type: text('type', 'deferred, bounced, expired, bounce_received or feedback_received'),
          recipient: text('address', 'For this recipient'),
          reason: text('reason', 'One of docs/reasons.md'),
          provider: text('name', 'Of this receiver, such as google'),
          domain: text('domain', 'For recipients in this domain'),
          list: text('name', 'Of this list'),
          stream: text('name', 'Of this stream'),
          since: text('time', 'From then on: 24h, 7d, or 2026-11-28T09:00:00Z'),
          limit: whole('count', 'Most; 100 by default'),
        },
        positional: {
          kind: 'array',
          parameter: { parse: String, placeholder: 'query', brief: 'Such as class:soft domain:yahoo.com since:24h' },
        },
      },
      docs: {
        brief: 'List bounces, deferrals, expiries and complaints, the latest first',
        customUsage: ['class:soft domain:yahoo.com since:24h', "reason:user_unknown -list:news 'no such user'"],
      },
    }),
    get: buildCommand<Plain & { readonly raw?: boolean }, [string], Io>({
      loader: async () => (await import('./bounces.ts')).getBounce,
      parameters: {
        flags: { ...plain, raw: flag('Write the mail that it was read from') },
        positional: id,
      },
      docs: { brief: 'Show one with its verdict and what that rests on' },
    }),
    reclassify: buildCommand<CorrectionFlags, [string], Io>({
      loader: async () => (await import('./correction.ts')).reclassify,
      parameters: {
        flags: { ...plain, reason: word('reason', 'What it was, one of docs/reasons.md'), why },
        positional: id,
      },
      docs: { brief: 'Correct a verdict; counts and suppression follow' },
    }),
    undo: buildCommand<Omit<CorrectionFlags, 'reason'>, [string], Io>({
      loader: async () => (await import('./correction.ts')).undoCorrection,
      parameters: { flags: { ...plain, why }, positional: id },
      docs: { brief: 'Take its latest correction back' },
    }),
  },
  docs: { brief: 'Look at bounces, and correct their verdicts' },
});
