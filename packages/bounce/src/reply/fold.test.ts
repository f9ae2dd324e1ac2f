import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FOLD_LIMIT, fold } from './fold.ts';

describe('the folded reply', () => {
  test.each([
    ['550 5.1.1 User Unknown', '550 5.1.1 user unknown'],
    ['550-5.1.1 No such\r\n550-5.1.1 user\r\n550 5.1.1  here', '550 5.1.1 no such user here'],
    ['550-5.1.1 No such 550-5.1.1 user 550 5.1.1 here', '550 5.1.1 no such user here'],
    ['550-5.1.1 No such / 550 5.1.1 user', '550 5.1.1 no such user'],
    ['550-5.1.1 No such\\r\\n550 5.1.1 user', '550 5.1.1 no such user'],
    ['550-No such\n550 user', '550 no such user'],
    ['550 No such\n\tuser ', '550 no such user'],
    ['550-No such\n554 5.7.1 user', '550 no such 554 5.7.1 user'],
    ['550 User unknown 550 User unknown', '550 user unknown 550 user unknown'],
    ['550-a\n550\n550 b', '550 a b'],
    ['said: 550-5.1.1 No 550 5.1.1 user', 'said: 550 5.1.1 no user'],
    ['550 Doesn\u2019t exist\u00a0here', "550 doesn't exist here"],
    ['550 no\u200bspace', '550 nospace'],
    ['550 ALICE\u0130', '550 alicei'],
    ['550 no EXAMPLE\\nick', '550 no example\\nick'],
    ['550-a\u200b550 b', '550 a550 b'],
  ])('%j', (text, folded) => expect(fold(text).text).toBe(folded));

  test('is the same for every way to break the lines', () => {
    const lines = ['550-5.7.1 Your message', '550-5.7.1 was refused', '550 5.7.1 by policy'];
    const folded = ['\r\n', '\n', ' ', ' / ', '\\n'].map((end) => fold(lines.join(end)).text);
    expect(new Set(folded)).toEqual(new Set(['550 5.7.1 your message was refused by policy']));
  });

  test('is cut after its limit', () => expect(fold('x'.repeat(100_000)).text).toHaveLength(FOLD_LIMIT));
});

describe('offsets', () => {
  test('lead back to the words in the reply', () => {
    const text = '550-5.1.1 İstanbul  has\r\n550 5.1.1 NO such User';
    const folded = fold(text);
    const start = folded.text.indexOf('no such user');
    const span = folded.span(start, start + 12);
    expect(text.slice(span.start, span.end)).toBe('NO such User');
  });

  test('every word of the folded reply is found at its place', () => {
    const words = fc.constantFrom(
      '550',
      '550-',
      '5.1.1',
      ' ',
      '\r\n',
      '\\n',
      ' / ',
      'User',
      'İX',
      '\u200b',
      'ß',
      'Straße',
      '  ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(words, { maxLength: 30 }).map((all) => all.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const folded = fold(text);
          for (const match of folded.text.matchAll(/[a-z0-9]+/g)) {
            const { start, end } = folded.span(match.index, match.index + match[0].length);
            const given = text
              .slice(start, end)
              .replaceAll('İ', 'i')
              .replace(/[\s\u00ad\u200b-\u200d\ufeff]/g, '');
            expect(given.toLowerCase()).toBe(match[0]);
          }
          expect(folded.text).not.toMatch(/ {2}|^ | $/);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
