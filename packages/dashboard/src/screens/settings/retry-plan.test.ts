import { expect, test } from 'vitest';
import { durationsIn, retryPlan } from './retry-plan.ts';

const minute = 60_000;
const hour = 60 * minute;

test('durations as the configuration writes them', () => {
  expect(durationsIn('["0s", "15m", "1h30m", "2d"]')).toEqual([0, 15 * minute, 90 * minute, 48 * hour]);
  expect(durationsIn('"500ms"')).toEqual([500]);
  expect(durationsIn('not set')).toEqual([]);
});

test('the last wait repeats until the message is too old', () => {
  expect(retryPlan([0, hour, 4 * hour], 14 * hour)).toEqual([0, hour, 5 * hour, 9 * hour, 13 * hour]);
});

test('a schedule that never ends, or there is none', () => {
  expect(retryPlan([0], hour)).toEqual([0]);
  expect(retryPlan([], hour)).toEqual([]);
  expect(retryPlan([1], hour)).toHaveLength(200);
});
