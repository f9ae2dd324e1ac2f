import { expect, test } from 'vitest';
import type { Happening } from '../../api/shapes.ts';
import { decidedIn, evidenceOn, linesOf } from './dialogue.ts';

const text = [
  'S: 220 mx.example ESMTP',
  'C: MAIL FROM:<a@b.example>',
  'S: 250 2.1.0 Ok',
  'C: RCPT TO:<jo@c.example>',
  'S: 452-4.2.2 The inbox is',
  'S: 452 4.2.2 out of storage space',
  'C: RCPT TO:<li@c.example>',
  'S: 250 2.1.0 Ok',
  '-: closed',
  '',
].join('\n');
const reply = '452-4.2.2 The inbox is\n452 4.2.2 out of storage space';
const words = 'inbox is\n452 4.2.2 out of storage';
const start = reply.indexOf(words);

const event = (type: Happening['type'], said: string, attempt: number): Happening =>
  ({
    type,
    attempt,
    reply: { code: 452, status: '4.2.2', text: said },
    verdict: { evidence: [{ start, end: start + words.length, text: words }] },
  }) as unknown as Happening;

test('who says what', () => {
  const lines = linesOf(text);
  expect(lines.map(({ who }) => who).join(' ')).toBe('server client server client server server client server note');
  expect(lines[1]?.text).toBe('MAIL FROM:<a@b.example>');
});

test('the reply that decided is found over its lines, and its words on each', () => {
  const lines = linesOf(text);
  const [decided] = decidedIn(lines, [event('deferred', reply, 1)], 1);
  expect(decided).toMatchObject({ from: 4, to: 6 });
  if (decided === undefined) return;
  const marked = (line: number) =>
    evidenceOn(decided, line).map((span) => lines[line]?.text.slice(span.start, span.end));
  expect(marked(4)).toEqual(['inbox is']);
  expect(marked(5)).toEqual(['452 4.2.2 out of storage']);
});

test('another attempt, or a reply that was never said, marks nothing', () => {
  expect(decidedIn(linesOf(text), [event('deferred', reply, 2)], 1)).toEqual([]);
  expect(decidedIn(linesOf(text), [event('bounced', '550 no', 1)], 1)).toEqual([]);
});

test('a delivery is the last of equal replies', () => {
  expect(decidedIn(linesOf(text), [event('delivered', '250 2.1.0 Ok', 1)], 1)).toMatchObject([{ from: 7, to: 8 }]);
});
