import { expect, test } from 'vitest';
import { plural } from './count.ts';
import { duration } from './words.ts';

test.each([
  [90, '90 s'],
  [600, '10 min'],
  [86_400, '24 h'],
  [751_301, '9 days'],
])('a time of %d seconds is told as one would say it', (seconds, told) => {
  expect(duration(seconds)).toBe(told);
});

test('one of a thing is one', () => {
  expect([1, 0, 1234].map((n) => plural(n, 'item'))).toEqual(['1 item', '0 items', '1,234 items']);
});
