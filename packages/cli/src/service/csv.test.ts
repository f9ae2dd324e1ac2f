import { expect, it } from 'vitest';
import { csvCells, csvLine } from './csv.ts';

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', 'a,b', 'say "no"', "o'neil@a.example", '', 'jo@there.example'])(
  'a cell %j comes back as it was, and never is a formula',
  (text) => {
    const line = csvLine(['first', text, 'last']).trimEnd();
    expect(csvCells(line)).toEqual(['first', text, 'last']);
    expect(line).not.toMatch(/(^|,)"?[=+@-]/);
  },
);

it('reads lines as people write them', () => {
  expect(csvCells('')).toEqual(['']);
  expect(csvCells(',b')).toEqual(['', 'b']);
  expect(csvCells('a,')).toEqual(['a', '']);
  expect(csvCells(' a , "b" x')).toEqual(['a', '"b" x']);
  expect(csvCells('"never closed')).toEqual(['"never closed']);
});
