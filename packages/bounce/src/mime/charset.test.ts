import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCharset } from './charset.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('charsets', () => {
  test.each([
    ['shift_jis', bytes(0x93, 0xfa), '日'],
    ['Shift-JIS', bytes(0x93, 0xfa), '日'],
    ['CP932', bytes(0x93, 0xfa), '日'],
    ['windows-31j', bytes(0x93, 0xfa), '日'],
    ['euc-jp', bytes(0xc6, 0xfc), '日'],
    ['gb2312', bytes(0xc8, 0xd5), '日'],
    ['cp936', bytes(0xc8, 0xd5), '日'],
    ['gb18030', bytes(0xc8, 0xd5), '日'],
    ['big5', bytes(0xa4, 0xe9), '日'],
    ['ks_c_5601-1987', bytes(0xec, 0xed), '日'],
    ['koi8-r', bytes(0xf0), 'П'],
    ['cp1251', bytes(0xcf), 'П'],
    ['windows1251', bytes(0xcf), 'П'],
    ['ISO_8859_5', bytes(0xbf), 'П'],
    ['8859-2', bytes(0xb3), 'ł'],
    ['iso-8859-15', bytes(0xa4), '€'],
    ['windows-1252', bytes(0x80, 0x93, 0x9f), '€“Ÿ'],
    ['iso-8859-1', bytes(0x80, 0xe9), '€é'],
    ['ansi_x3.110-1983', bytes(0xe9), 'é'],
    ['ansi_x3.4-1968', bytes(0xe9), 'é'],
    ['utf8mb4', utf8('é日'), 'é日'],
    ['UTF_8', utf8('é日'), 'é日'],
    ['unicode-1-1-utf-7', utf8('+APw-ber, +ZeU. 1+-1'), 'über, 日. 1+1'],
    ['UTF-7', utf8('ann+news@ a+b +'), 'ann+news@ a+b +'],
    ['x-unknown', utf8('é日'), 'é日'],
    ['unknown-8bit', bytes(0xe9), 'é'],
    ['us-ascii', utf8('é'), 'é'],
    ['', utf8('é'), 'é'],
    ['iso-2022-kr', utf8('é'), 'é'],
  ])('%s', (charset, written, text) => {
    expect(decodeCharset(written, charset)).toBe(text);
  });

  test('iso-2022-jp that is eight bits wide is something else', () => {
    expect(decodeCharset(utf8('日本'), 'iso-2022-jp')).toBe('日本');
    expect(decodeCharset(bytes(0xc6, 0xfc, 0xcb, 0xdc), 'iso-2022-jp')).toBe('日本');
    expect(decodeCharset(bytes(0x93, 0xfa, 0x96, 0x7b), 'iso-2022-jp')).toBe('日本');
  });

  test('UTF-8 cut in the middle of a character stays UTF-8', () => {
    expect(decodeCharset(utf8('Grüße é').subarray(0, -1), 'utf-8')).toBe('Grüße \ufffd');
  });

  test('what is not UTF-8 at all is read as windows-1252', () => {
    expect(decodeCharset(bytes(0x47, 0x72, 0xfc, 0xdf, 0x65), 'utf-8')).toBe('Grüße');
  });

  test('any name, any bytes: text', () => {
    fc.assert(fc.property(fc.uint8Array(), fc.string(), (all, name) => typeof decodeCharset(all, name) === 'string'));
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => decodeCharset(utf8(text), null) === text));
  });
});
