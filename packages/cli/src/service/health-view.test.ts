/** Health on a terminal: the sentence first, numbers with what they rest on, and nothing that a name could forge. */

import { expect, it } from 'vitest';
import { painter } from '../view/paint.ts';
import { healthLines, partsTable } from './health-view.ts';
import type { Health, Part } from './shapes.ts';

const plain = painter(false);
const counts = { attempted: 4102, delivered: 3778, soft: 20, recovered: 15, soft_final: 5, hard: 324, complaints: 0 };
const rate = (count: number, threshold: number, state: Health['state']) => ({
  ...{ rate: count / 4102, count, n: 4102, interval: [0.071, 0.088], threshold, state },
});
const rates = {
  hard: rate(324, 0.05, 'breached'),
  soft: rate(20, 0.02, 'ok'),
  complaints: rate(0, 0.003, 'ok'),
};
const health: Health = {
  window: { from: '2026-11-21T09:00:00.000Z', to: '2026-11-28T09:00:00.000Z' },
  state: 'breached',
  sentence: 'Not healthy, with one thing over its limit.',
  unknown: { count: 4, n: 344, share: 4 / 344 },
  counts,
  ...rates,
  soft_without_incidents: null,
  before: { counts, ...rates, soft: { ...rates.soft, n: 0, rate: null } },
  findings: [
    {
      ...{ severity: 'breached', kind: 'list_hard', sentence: 'Hard bounces of list news rose.', fault: 'list' },
      ...{ next_step: 'Stop mailing these addresses.', dimension: 'list', key: 'news', provider: null, reason: null },
      ...{ template: null, count: 324, incident_id: null, query: 'list:"o\'hare" class:hard' },
    },
  ],
};

it('tells the sentence, each rate with what it rests on, and each finding with its fault and next step', () => {
  expect(healthLines(health, plain)).toBe(`over the limit  Not healthy, with one thing over its limit.
2026-11-21 09:00 to 2026-11-28 09:00 UTC

hard bounces  7.90 %  n 4,102, 95 % 7.10–8.80 %, limit 5.00 %, 7.90 % before
soft bounces  0.49 %  n 4,102, 95 % 7.10–8.80 %, limit 2.00 %
complaints    0 %     n 4,102, 95 % 7.10–8.80 %, limit 0.30 %, 0 % before
delivered     3,778 of 4,102; 4 failed for a reason that no rule understands

over the limit  Hard bounces of list news rose.
  fault list   next Stop mailing these addresses.
  see   hearback bounces ls 'list:"o'\\''hare" class:hard'
`);
});

it('what an incident holds is told beside the rate, and leads to the incident', () => {
  const [finding] = health.findings;
  if (finding === undefined) throw new Error('there is one');
  const told = healthLines(
    {
      ...health,
      soft: rate(420, 0.02, 'watch'),
      soft_without_incidents: rate(20, 0.02, 'ok'),
      findings: [{ ...finding, kind: 'incident', fault: 'receiver', incident_id: 'inc_1' }],
    },
    plain,
  );
  expect(told).toContain('\n              0.49 %  without the 400 of incidents\n');
  expect(told).toContain('\n  fault receiver ');
  expect(told).toMatch(/\n {2}see {3}hearback incidents get inc_1\n$/);
});

it('lists parts with their rates, whatever their names hold', () => {
  const row: Part = { key: 'a\u001b[2J\nroot', counts, ...rates, sparkline: [], top_reason: 'user_unknown' };
  const [heading, line, end] = partsTable([row], plain).split('\n');
  expect(heading).toMatch(/^name +mails +hard +soft +complaints {2}mostly$/);
  expect(line).toMatch(/4,102 +7\.90 % +0\.49 % +0 % {2}mailbox does not exist$/);
  expect(line).not.toMatch(/[\p{Cc}\p{Bidi_C}]/u);
  expect(end).toBe('');
});
