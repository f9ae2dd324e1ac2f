import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase32, toBase32 } from './base32.ts';

test.each([
  ['', ''],
  ['f', 'my'],
  ['fo', 'mzxq'],
  ['foo', 'mzxw6'],
  ['foob', 'mzxw6yq'],
  ['fooba', 'mzxw6ytb'],
  ['foobar', 'mzxw6ytboi'],
])('RFC 4648 §10: %j', (octets, text) => {
  expect(toBase32(new TextEncoder().encode(octets))).toBe(text);
});

test('reads back what it wrote, in any case', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (octets) => {
      expect(fromBase32(toBase32(octets))).toEqual(octets);
      expect(fromBase32(toBase32(octets).toUpperCase())).toEqual(octets);
    }),
  );
});

test.each(['0', '1', '8', 'a=', 'a b', 'ä', 'ſ', '\u212a'])('takes no foreign character: %j', (text) => {
  expect(fromBase32(text)).toBeNull();
});
