import { expect, test } from 'vitest';
import { asksFor, hasField, hasWords, termOf, termsOf, toggled } from './query.ts';

test.each([
  ['', []],
  ['class:soft', [['class', 'soft']]],
  [
    '  class:soft   list:news ',
    [
      ['class', 'soft'],
      ['list', 'news'],
    ],
  ],
  [
    'no such user',
    [
      [null, 'no'],
      [null, 'such'],
      [null, 'user'],
    ],
  ],
  ['"no such user"', [[null, 'no such user']]],
  [
    'list:"my \\"best\\" list" code:550',
    [
      ['list', 'my "best" list'],
      ['code', '550'],
    ],
  ],
  ['list:"never closed', [['list', 'never closed']]],
  [
    '"a"b c',
    [
      [null, '"a"b'],
      [null, 'c'],
    ],
  ],
  ['class:', [['class', '']]],
] as const)('%j', (query, expected) => {
  expect(termsOf(query).map(({ field, value }) => [field, value])).toEqual(expected);
});

test('what was written stays, a term more or less', () => {
  expect(toggled('', 'class', 'soft')).toBe('class:soft');
  expect(toggled('over quota', 'list', 'old leads')).toBe('over quota list:"old leads"');
  expect(toggled('over class:soft quota', 'class', 'soft')).toBe('over quota');
  expect(toggled('-class:soft', 'class', 'soft')).toBe('-class:soft class:soft');
});

test('any value comes back as it was', () => {
  for (const value of ['news', 'old leads', 'a"b', 'a\\b', 'a\\" b', ':', '-x', 'ü 💥'])
    expect(termsOf(termOf('list', value))).toMatchObject([{ field: 'list', value, not: false }]);
});

test('asks', () => {
  expect(asksFor('class:soft class:hard', 'class', 'hard')).toBe(true);
  expect(asksFor('-class:hard', 'class', 'hard')).toBe(false);
  expect(hasField('code:550 since:24h', 'since', 'until')).toBe(true);
  expect(['class:soft over', 'class:soft list:"over quota"', ''].map(hasWords)).toEqual([true, false, false]);
});
