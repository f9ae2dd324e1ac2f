import { expect, test } from 'vitest';
import { AhoCorasick } from './aho-corasick.ts';

const sets = [['unknown', 'no such'], ['user'], ['recipient address rejected'], ['邮箱', 'größe'], ['spf']];
const automaton = new AhoCorasick(sets);

function found(text: string): readonly number[] {
  return [...automaton.found.subarray(0, automaton.scan(text))].sort();
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
