import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeWords } from './encoded-word.ts';
import { Reading } from './limits.ts';

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

describe('encoded words', () => {
  test.each([
    ['Q', '=?utf-8?q?Gr=C3=BC=C3=9Fe_an_alle?=', 'Grüße an alle'],
    ['B', '=?UTF-8?B?R3LDvMOfZQ==?=', 'Grüße'],
    ['B without padding', '=?UTF-8?B?R3LDvMOfZQ?=', 'Grüße'],
    ['a Latin charset', '=?iso-8859-1?Q?=A1Hola!?=', '¡Hola!'],
    ['iso-2022-jp, two words', '=?ISO-2022-JP?B?GyRCRnwbKEI=?= =?ISO-2022-JP?B?GyRCS1wbKEI=?=', '日本'],
    ['a charset by another name', '=?cp932?B?k/o=?=', '日'],
    ['an unknown charset', '=?x-unknown?Q?caf=E9?=', 'café'],
    ['a language (RFC 2231 §5)', '=?us-ascii*en-GB?Q?colour?=', 'colour'],
    ['text around it', 'Re: =?utf-8?q?=C3=A9?= (fwd)', 'Re: é (fwd)'],
    ['neighbours are joined', '=?utf-8?q?a?= \t =?utf-8?q?b?= c', 'ab c'],
    ['neighbours of different kinds too', '=?utf-8?q?a?= =?iso-8859-1?b?6Q==?=', 'aé'],
    ['a character split between words', '=?utf-8?q?=C3?= =?utf-8?q?=A9?=', 'é'],
    ['a character split, B', '=?utf-8?B?5g==?= =?utf-8?B?l6U=?=', '日'],
    ['blanks and question marks inside', '=?utf-8?q?is it? yes?=', 'is it? yes'],
    ['empty', '=?utf-8?q??=', ''],
    ['without a blank between', '=?utf-8?q?a?==?utf-8?q?b?=', 'ab'],
  ])('%s', (_, written, read) => {
    expect(decodeWords(written)).toBe(read);
  });

  test.each([
    'plain',
    '=?',
    '=?utf-8?q?never closed',
    '=?utf-8?x?what?=',
    '=?utf-8?q?=',
    'a =? b ?= c',
    `=?${'x'.repeat(200)}?q?a?=`,
  ])('left as written: %s', (text) => {
    expect(decodeWords(text)).toBe(text);
  });

  test('a word that is not closed does not swallow the next', () => {
    expect(decodeWords('=?utf-8?q?broken =?utf-8?q?ok?=')).toBe('=?utf-8?q?broken ok');
  });

  test('more than 500 words stay as they are', () => {
    const reading = new Reading();
    const text = decodeWords('=?utf-8?q?a?= '.repeat(600), reading);
    expect(text.startsWith(`${'a'.repeat(500)} =?utf-8?q?a?=`)).toBe(true);
    expect(reading.problems).toEqual(['header field with more than 500 encoded words']);
  });

  test('any text comes back, in words of any length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 1, max: 45 }), (text, size) => {
        const bytes = [...new TextEncoder().encode(text)];
        const words: string[] = [];
        for (let at = 0; at < bytes.length; at += size) {
          words.push(`=?utf-8?b?${btoa(String.fromCharCode(...bytes.slice(at, at + size)))}?=`);
        }
        expect(decodeWords(words.join('\n '))).toBe(text);
      }),
    );
  });

  test('text without words is left alone', () => {
    fc.assert(fc.property(fc.string(), (text) => text.includes('=?') || decodeWords(text) === text));
    expect(decodeWords(`=?utf-8?b?${base64('=?utf-8?q?x?=')}?=`)).toBe('=?utf-8?q?x?=');
  });
});
