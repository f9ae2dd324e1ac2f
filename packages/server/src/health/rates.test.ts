/** Rates say what they rest on, and cry only when it is sure. */
import { expect, test } from 'vitest';
import { day, hour } from '../ledger/contributions.ts';
import type { Store, SumsAsked } from '../store/store.ts';
import { noCounts, rateOf, ratesOf } from './rates.ts';

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
  [9, 'ok'],
  [11, 'watch'],
  [31, 'watch'],
  [45, 'breached'],
] as const)('%i complaints of 10,000 mails: a look from 0.1 % on, too many from 0.3 % on', (count, state) => {
  expect(rateOf(count, 10_000, 0.003, 200, 0.001).state).toBe(state);
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

const counts = { ...noCounts, attempted: 300, delivered: 250, soft: 30, recovered: 20, softFinal: 10, hard: 40 };

function storeOf(rows: Awaited<ReturnType<Store['sums']>>) {
  const asked: SumsAsked[] = [];
  const store: Pick<Store, 'sums'> = {
    sums: async (one) => {
      asked.push(one);
      return rows.slice(0, one.limit);
    },
  };
  return { store, asked };
}

test('of tens of thousands of lists none is left out', async () => {
  const { store } = storeOf(Array.from({ length: 20_000 }, (_, n) => ({ key: `list-${n}`, counts })));
  const rates = await ratesOf(store, 'list', null, { from: 0, to: day });
  expect(rates.at(-1)?.key).toBe('list-19999');
});

test('keys without mail are left out: they have changes of mail that was counted elsewhere', async () => {
  const { store } = storeOf([
    { key: 'a', counts },
    { key: 'c', counts: { ...noCounts, delivered: 1 } },
  ]);
  const rates = await ratesOf(store, 'list', null, { from: 0, to: day });
  expect(rates.map(({ key, hard }) => [key, hard.count, hard.n, hard.state])).toEqual([['a', 40, 300, 'breached']]);
});

test('a day is read by the hour and ends with the running one; a week, and what is counted by the day, by the day', async () => {
  const { store, asked } = storeOf([]);
  const now = 100 * day + 90 * 60_000;
  await ratesOf(store, 'list', 'a', { from: now - day, to: now });
  await ratesOf(store, 'list', 'a', { from: now - 7 * day, to: now });
  await ratesOf(store, 'domain', null, { from: now - hour, to: now });
  expect(asked.map(({ grain, from, to }) => [grain, from, to])).toEqual([
    ['hourly', 99 * day + 2 * hour, 100 * day + 2 * hour],
    ['daily', 94 * day, 101 * day],
    ['daily', 100 * day, 101 * day],
  ]);
});

test.each([
  [2, 1, 1],
  [-1, 5, 0],
  [1, 0, null],
  [0, -1, null],
])('%i of %i, as it stands until a late change is folded, is a rate all the same', (count, n, rate) => {
  const told = rateOf(count, n, 0.05, 200);
  expect(told.rate).toBe(rate);
  for (const end of told.interval) expect(end >= 0 && end <= 1).toBe(true);
});
