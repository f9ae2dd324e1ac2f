import { expect, test } from 'vitest';
import { piecesOf } from './marked.tsx';

const marked = (text: string, ...spans: readonly (readonly [number, number])[]): string =>
  piecesOf(
    text,
    spans.map(([start, end]) => ({ start, end })),
  )
    .map(({ words, isMarked }) => (isMarked ? `[${words}]` : words))
    .join('');

test('the words between the offsets are marked, and nothing is lost', () => {
  expect(marked('550 no such user', [4, 11])).toBe('550 [no such] user');
  expect(marked('550 no such user', [12, 16], [0, 3])).toBe('[550] no such [user]');
  expect(marked('550 no such user')).toBe('550 no such user');
});

test('spans that overlap or reach past the end', () => {
  expect(marked('abcdef', [1, 4], [2, 5])).toBe('a[bcd][e]f');
  expect(marked('abc', [2, 9])).toBe('ab[c]');
  expect(marked('abc', [7, 9])).toBe('abc');
});
