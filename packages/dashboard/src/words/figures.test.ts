import { expect, test } from 'vitest';
import { count, interval, octets, percent, plural, points, span } from './figures.ts';

test.each([
  [count(48210), '48,210'],
  [percent(null), '–'],
  [percent(0), '0.0 %'],
  [percent(0.0184), '1.84 %'],
  [percent(0.313), '31.3 %'],
  [interval([0.0172, 0.0196]), '1.72–1.96 %'],
  [interval([0.0172, 0.196]), '1.7–19.6 %'],
  [points(0.0191, 0.0071), '▲ 1.20'],
  [points(0.01, 0.013), '▼ 0.30'],
  [points(0.01, 0.01), '±0.00'],
  [points(null, 0.01), ''],
  [span(82), '82 ms'],
  [span(59_000), '59 s'],
  [span(90_000), '1.5 min'],
  [span(9.97 * 3_600_000), '10 h'],
  [span(2 * 86_400_000), '2 d'],
  [octets(999), '999 B'],
  [octets(18_231), '18.2 kB'],
])('%s', (text, expected) => {
  expect(text).toBe(expected);
});

test('one is not many', () => {
  expect([0, 1, 2000].map((value) => plural(value, 'delivery', 'deliveries'))).toEqual([
    '0 deliveries',
    '1 delivery',
    '2,000 deliveries',
  ]);
  expect(plural(1, 'recipient')).toBe('1 recipient');
});
