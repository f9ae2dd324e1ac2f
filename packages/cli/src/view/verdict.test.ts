import { explain, trace } from '@hearback/bounce';
import { expect, test } from 'vitest';
import { painter } from './paint.ts';
import { traceText } from './trace.ts';
import { verdictText } from './verdict.ts';

const reply = '550 5.1.1 No such user';
const longest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

test('what is said of a reply fits into a narrow terminal, and further lines stand below the first', () => {
  const surface = { paint: painter(false), width: 60 };
  const text = verdictText(reply, explain(reply), surface);
  expect(longest(text)).toBeLessThanOrEqual(60);
  expect(text).toMatch(/^ {2}do {9}stop mailing this address[^\n]*\n {13}\S/m);
  const why = traceText(trace(reply), surface)
    .split('\n')
    .filter((line) => line.startsWith('    '));
  expect(longest(why.join('\n'))).toBeLessThanOrEqual(60);
});

test('in a pipe every answer stays on its line', () => {
  const text = verdictText(reply, explain(reply), { paint: painter(false), width: Number.POSITIVE_INFINITY });
  expect(text).toMatch(/^ {2}do .*stop mailing this address.*a day later confirms it\)$/m);
});
