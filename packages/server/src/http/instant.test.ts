/** Instants are written as `Date` writes them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant } from './instant.ts';

const furthest = 8_640_000_000_000_000;

test('every instant is written as Date writes it, before 1970, beyond the year 9999, and with parts of milliseconds', () => {
  const near = fc.integer({ min: -4_000_000_000_000, max: 4_000_000_000_000 });
  const any = fc.integer({ min: -furthest, max: furthest });
  const broken = fc.double({ min: -1e6, max: 1e13, noNaN: true });
  fc.assert(fc.property(fc.oneof(near, any, broken), (at) => instant(at) === new Date(at).toISOString()));
});

test('what is no instant is refused', () => {
  for (const at of [Number.NaN, Number.POSITIVE_INFINITY, furthest + 86_400_000])
    expect(() => instant(at)).toThrow(RangeError);
});
