import { expect, test } from 'vitest';
import { niceTicks, tickText, timeTicks } from './scale.ts';

test.each([
  [0.05, [0, 0.02, 0.04, 0.06]],
  [1, [0, 0.25, 0.5, 0.75, 1]],
  [4102, [0, 2000, 4000, 6000]],
  [0, [0, 1]],
  [Number.NaN, [0, 1]],
])('ticks up to %s', (most, expected) => {
  expect(niceTicks(most)).toEqual(expected);
});

test('instants are whole days over a week, whole hours over a day', () => {
  const start = Date.UTC(2026, 10, 21, 7);
  expect(timeTicks(start, start + 7 * 86_400_000, 8).map(tickText)).toEqual([
    ...['22 Nov', '23 Nov', '24 Nov', '25 Nov', '26 Nov', '27 Nov', '28 Nov'],
  ]);
  expect(timeTicks(start, start + 86_400_000, 8).map(tickText)).toEqual([
    ...['09:00', '12:00', '15:00', '18:00', '21:00', '22 Nov', '03:00', '06:00'],
  ]);
});
