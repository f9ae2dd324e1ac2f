import { expect, test } from 'vitest';
import { addressesIn } from './addresses-in.ts';

const read = (text: string) => addressesIn(text).map(({ number, entry }) => [number, ...Object.values(entry)]);

test.each([
  ['', []],
  [
    'jo@a.example\nli@b.example\n',
    [
      [1, 'jo@a.example'],
      [2, 'li@b.example'],
    ],
  ],
  [
    '\uFEFFemail,reason\r\njo@a.example,bounced\r\n\r\n"li@b.example",x',
    [
      [2, 'jo@a.example'],
      [4, 'li@b.example'],
    ],
  ],
  [
    '"a b"@x.example\n"c@x.example",1',
    [
      [1, '"a b"@x.example'],
      [2, 'c@x.example'],
    ],
  ],
  [
    'jo@a.example\nnobody',
    [
      [1, 'jo@a.example'],
      [2, 'nobody'],
    ],
  ],
  [`${'a'.repeat(64)};x`, [[1, 'a'.repeat(64)]]],
])('%j', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('what an export wrote for spreadsheets is read again', () => {
  expect(read(`"'+jo@a.example","a ""quoted"", cell",\r\n`)).toEqual([[1, '+jo@a.example']]);
});
