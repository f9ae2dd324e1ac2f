/** How a rate is marked, by what it is without the bounces that incidents hold. */
import { expect, test } from 'vitest';
import { markedRates, withoutThem } from './held-apart.ts';
import { defaultThresholds, noCounts, type RateState, ratesFrom } from './rates.ts';

const of = (attempted: number, soft: number) => ratesFrom('yahoo', { ...noCounts, attempted, soft });

test.each<[string, number, number, RateState]>([
  ['nothing is held, over the limit', 100, 0, 'breached'],
  ['over the limit also without it', 100, 30, 'breached'],
  ['perhaps over the limit without it', 100, 77, 'watch'],
  ['well without it', 100, 98, 'watch'],
  ['all of it is held', 100, 100, 'watch'],
  ['well with it', 5, 5, 'ok'],
])('%s', (_what, soft, held, state) => {
  const counted = of(1000, soft);
  const marked = markedRates(counted, withoutThem(counted, held, defaultThresholds));
  expect(marked.soft.state).toBe(state);
  // The figures stay those that were counted.
  expect(marked).toEqual({ ...counted, soft: { ...counted.soft, state } });
});
