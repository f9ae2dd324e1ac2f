import { describe, expect, test } from 'vitest';
import { rateOf, wilson } from './wilson.ts';

describe('Wilson interval', () => {
  // Newcombe 1998, table I, method 3 (score without continuity correction).
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (count, n, low, high) => {
    const interval = wilson(count, n);
    expect(interval[0]).toBeCloseTo(low, 4);
    expect(interval[1]).toBeCloseTo(high, 4);
  });

  test('is symmetric in hit and miss, and holds the rate', () => {
    for (const [count, n] of [
      [3, 10],
      [500, 1000],
      [10, 10],
      [0, 1],
    ] as const) {
      const [low, high] = wilson(count, n);
      const [lowMiss, highMiss] = wilson(n - count, n);
      expect(low).toBeCloseTo(1 - highMiss, 10);
      expect(high).toBeCloseTo(1 - lowMiss, 10);
      expect(low).toBeLessThanOrEqual(count / n + 1e-12);
      expect(high).toBeGreaterThanOrEqual(count / n - 1e-12);
    }
  });
});

describe('state of a rate', () => {
  test.each([
    [0, 0, 'not_enough_mail'],
    [199, 199, 'not_enough_mail'],
    [10, 200, 'ok'],
    [11, 200, 'watch'],
    [600, 10_000, 'breached'],
    [505, 10_000, 'watch'],
    [500, 10_000, 'ok'],
  ] as const)('%i of %i against 5 %%: %s', (count, n, state) => {
    expect(rateOf(count, n, 0.05).state).toBe(state);
  });

  test('nothing sent has no rate', () => {
    expect(rateOf(0, 0, 0.05)).toMatchObject({ rate: null, interval: null });
  });
});
