/** Rates say what they rest on, and cry only when it is sure. */
import { expect, test } from 'vitest';
import type { RollUp, Store } from '../store/store.ts';
import { day, hour } from './contributions.ts';
import { rateOf, ratesOf } from './rates.ts';

test.each([
  [0, 0, null, 'not_enough_mail'],
  // All of them failed, and still nobody can tell.
  [199, 199, 1, 'not_enough_mail'],
  [10, 200, 0.05, 'ok'],
  // Above the threshold, but the interval reaches below it.
  [12, 200, 0.06, 'watch'],
  [18, 200, 0.09, 'breached'],
  [510, 10_000, 0.051, 'watch'],
  [550, 10_000, 0.055, 'breached'],
] as const)('%i of %i', (count, n, rate, state) => {
  expect(rateOf(count, n, 0.05, 200)).toMatchObject({ rate, n, state });
});

test.each([
  [10, 100, 0.0552, 0.1744],
  [0, 50, 0, 0.0713],
  [50, 50, 0.9287, 1],
])('the Wilson interval of %i in %i as published tables have it', (count, n, low, high) => {
  const { interval } = rateOf(count, n, 0.05, 200);
  expect(interval[0]).toBeCloseTo(low, 4);
  expect(interval[1]).toBeCloseTo(high, 4);
});

const counts = { attempted: 300, delivered: 250, soft: 30, recovered: 20, softFinal: 10, hard: 40, complaints: 1 };

function storeOf(rows: readonly RollUp[]) {
  const asked: string[] = [];
  const store: Pick<Store, 'rollUps'> = {
    rollUps: async ({ grain, dimension }) => {
      asked.push(`${grain} ${dimension}`);
      return rows;
    },
  };
  return { store, asked };
}

test('hours are added up by key, the most mail first, keys without mail left out', async () => {
  const none = { attempted: 0, delivered: 0, soft: 0, recovered: 0, softFinal: 0, hard: 0, complaints: 0 };
  const { store, asked } = storeOf([
    { key: 'a', at: 0, counts },
    { key: 'b', at: 0, counts },
    { key: 'b', at: hour, counts },
    { key: 'c', at: 0, counts: none },
  ]);
  const rates = await ratesOf(store, 'list', null, { from: 0, to: day });
  expect(asked).toEqual(['hourly list']);
  expect(rates.map(({ key, hard }) => [key, hard.count, hard.n, hard.state])).toEqual([
    ['b', 80, 600, 'breached'],
    ['a', 40, 300, 'breached'],
  ]);
});

test('long windows, and what is counted by the day only, are read by the day', async () => {
  const { store, asked } = storeOf([]);
  await ratesOf(store, 'list', 'a', { from: 0, to: 30 * day });
  await ratesOf(store, 'domain', null, { from: 0, to: hour });
  expect(asked).toEqual(['daily list', 'daily domain']);
});
