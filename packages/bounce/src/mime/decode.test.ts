import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64, decodeQuotedPrintable, transferEncoding } from './decode.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

describe('quoted-printable', () => {
  test.each([
    ['hex', 'caf=E9', 'caf\u00e9'],
    ['small hex', '=e9', '\u00e9'],
    ['soft breaks', 'a=\nb=\r\nc=\rd', 'abcd'],
    ['soft break with blanks behind it', 'a= \t\r\nb', 'ab'],
    ['soft break at the end', 'a=', 'a'],
    ['hard breaks', 'a\r\nb\n', 'a\r\nb\n'],
    ['an equals sign that means itself', 'a=b ==3D =Z1 =1', 'a=b == =Z1 =1'],
  ])('%s', (_, written, read) => {
    expect(latin1(decodeQuotedPrintable(ascii(written)))).toBe(read);
  });

  test('any bytes come back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const written = Array.from(bytes, (byte) => `=${byte.toString(16).padStart(2, '0')}`).join('=\r\n');
        expect(decodeQuotedPrintable(ascii(written))).toEqual(bytes);
      }),
    );
  });

  test('no more than asked for', () => {
    expect(latin1(decodeQuotedPrintable(ascii('=41=42=43'), 2))).toBe('AB');
  });
});

describe('base64', () => {
  test.each([
    ['padded', 'YWI=', 'ab'],
    ['not padded', 'YWI', 'ab'],
    ['in lines', 'YW\r\nJj\r\n', 'abc'],
    ['pieces joined after padding', 'YQ==YmM=', 'abc'],
    ['URL alphabet', '-_-_', '\u00fb\u00ff\u00bf'],
    ['strange characters', 'Y*W!J(j', 'abc'],
    ['one character too few', 'YWJjZ', 'abc'],
  ])('%s', (_, written, read) => {
    expect(latin1(decodeBase64(ascii(written)))).toBe(read);
  });

  test('any bytes come back, in lines of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.integer({ min: 1, max: 76 }), (bytes, width) => {
        const written = btoa(latin1(bytes)).replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n');
        expect(decodeBase64(ascii(written))).toEqual(bytes);
      }),
    );
  });

  test('no more than asked for', () => {
    expect(latin1(decodeBase64(ascii('QUJDREVG'), 4))).toBe('ABCD');
  });
});

test.each([
  [null, 'identity'],
  ['7bit', 'identity'],
  ['x-uuencode', 'identity'],
  [' BASE64 ', 'base64'],
  ['"quoted-printable"', 'quoted-printable'],
  ['quoted-printable (7-bit)', 'quoted-printable'],
])('Content-Transfer-Encoding %s is %s', (field, encoding) => {
  expect(transferEncoding(field)).toBe(encoding);
});
