import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeXtext, encodeXtext, isXtext } from './xtext.ts';

it.each([
  ['ann@example.org', 'ann@example.org'],
  ['ann+list=x', 'ann+2Blist+3Dx'],
  ['a b\r\n', 'a+20b+0D+0A'],
  ['é', '+C3+A9'],
  ['', ''],
])('%j is written %s', (text, written) => {
  expect(encodeXtext(text)).toBe(written);
  expect(decodeXtext(written)).toBe(text);
});

it.each(['a=b', 'a b', 'a+', 'a+2', 'a+2b', 'a+GG', 'é', 'a\n'])('%j is no xtext', (text) => {
  expect(isXtext(text)).toBe(false);
  expect(decodeXtext(text)).toBeNull();
});

it('of octets that are no UTF-8 is refused', () => {
  expect(decodeXtext('+FF')).toBeNull();
  expect(decodeXtext('+C0+80')).toBeNull();
});

it('comes back as it was, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(isXtext(encodeXtext(text))).toBe(true);
      expect(decodeXtext(encodeXtext(text))).toBe(text);
    }),
  );
});
