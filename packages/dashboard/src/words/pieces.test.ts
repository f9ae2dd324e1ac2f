import { expect, test } from 'vitest';
import { piecesOf } from './pieces.ts';

const marked = (text: string, spans: readonly (readonly [number, number])[]): string =>
  piecesOf(
    text,
    spans.map(([start, end]) => ({ start, end })),
  )
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('');

test.each([
  ['550 no such user', [[4, 16]], '550 [no such user]'],
  ['550 no such user', [], '550 no such user'],
  [
    '550 no such user',
    [
      [7, 11],
      [0, 3],
    ],
    '[550] no [such] user',
  ],
  [
    '550 no such user',
    [
      [4, 11],
      [7, 16],
    ],
    '550 [no such][ user]',
  ],
  ['550 no', [[4, 900]], '550 [no]'],
  ['550 no', [[90, 900]], '550 no'],
  [
    '550 no',
    [
      [5, 5],
      [6, 2],
    ],
    '550 no',
  ],
  ['', [[0, 4]], ''],
] as const)('%j with %j', (text, spans, expected) => {
  expect(marked(text, spans)).toBe(expected);
});

test('offsets that say nonsense lose no text', () => {
  const text = 'a 💥 b';
  for (const spans of [
    [{ start: -5, end: 3 }],
    [{ start: Number.NaN, end: 4 }],
    [{ start: 3, end: Number.POSITIVE_INFINITY }],
  ])
    expect(
      piecesOf(text, spans)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
});
