import { expect, test } from 'vitest';
import { tallies } from './table.ts';
import { sumOf } from './tally.ts';

test('keeps the rows that matter and folds the others into the rest', () => {
  const table = tallies(10);
  const bad = table.at('bad.example').tally;
  for (let n = 0; n < 100; n++) bad.count('hard', false, 'user_unknown', 1);
  const small = table.at('small.example').tally;
  small.count('delivered', false, null, 1);
  for (let n = 0; n < 1000; n++) table.at(`d${n}.example`).tally.count('hard', false, null, 1);
  expect(table.ranked().length).toBeLessThanOrEqual(20);
  expect(table.ranked()[0]?.tally.name).toBe('bad.example');
  // What is taken back later from a folded row is taken from the rest: the sum stays true.
  small.count('delivered', false, null, -1);
  expect(sumOf('', [table.rest, ...table.ranked().map(({ tally }) => tally)]).n).toBe(1100);
});
