import { expect, it } from 'vitest';
import { csvLine } from './csv.ts';

it.each(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])(
  'a cell that begins with %j is text, whatever a spreadsheet makes of it',
  (first) => {
    expect(csvLine([`${first}cmd|'/c calc'!A1`])).toMatch(/^"?'/);
  },
);

it('quotes what has commas, quotes or line ends in it, and leaves numbers and ordinary words alone', () => {
  expect(csvLine([-5, null, 'a=b', 'a,b', 'say "no"', 'two\nlines'])).toBe(
    '-5,,a=b,"a,b","say ""no""","two\nlines"\r\n',
  );
});
