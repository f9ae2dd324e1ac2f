import { expect, test } from 'vitest';
import { indexOf } from './word-index.ts';

const sets = [['unknown', 'no such'], ['user'], ['recipient address rejected'], ['邮箱', 'größe'], ['spf']];
const index = indexOf(sets.map((words) => [words]));

function found(text: string): readonly number[] {
  return [...index.found.subarray(0, index.scan(text))].sort();
}

test('finds each set once, wherever its words stand', () => {
  expect(found('user unknown: no such user')).toEqual([0, 1]);
  expect(found('')).toEqual([]);
  expect(found('spf')).toEqual([4]);
  expect(found('550 mailbox full')).toEqual([]);
});

test.each(sets.flatMap((words, number) => words.map((word) => [word, number] as const)))(
  'finds %s at every place of texts of every length',
  (word, number) => {
    for (let before = 0; before < 70; before++) {
      for (let behind = 0; behind < 70; behind++) {
        expect(found(`${'-'.repeat(before)}${word}${'é'.repeat(behind)}`)).toEqual([number]);
      }
    }
  },
);

test('a short text after a long one does not see the long one', () => {
  expect(found(`${'邮'.repeat(5000)}箱 user`)).toEqual([1, 3]);
  expect(found('us')).toEqual([]);
});

test('finds a thing of several sets where a word of each stands, in any order', () => {
  const things = indexOf([
    [
      ['user', 'mailbox'],
      ['unknown', 'not known'],
    ],
    [['user']],
    [],
  ]);
  const numbers = (text: string) => [...things.found.subarray(0, things.scan(text))].sort();
  expect(numbers('550 user unknown')).toEqual([0, 1]);
  expect(numbers('550 not known: no such mailbox')).toEqual([0]);
  expect(numbers('550 user gone')).toEqual([1]);
  expect(numbers('550 unknown')).toEqual([]);
  for (let n = 0; n < 600; n++) expect(numbers(n % 2 === 0 ? 'user' : 'unknown')).toEqual(n % 2 === 0 ? [1] : []);
});
