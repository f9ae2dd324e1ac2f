import { describe, expect, test } from 'vitest';
import { detectLog, logFormats } from './formats.ts';
import { readLines } from './read-lines.ts';

const pieces = [
  ': to=<',
  ': from=<a@b>, st',
  ': from=<',
  ', stat=',
  'delivery evpid=',
  'postfix',
  ': to=<a@b>, relay=c[1]',
  ' H=(',
  '"type":"Bounce",',
  ', dsn=,',
  'type,"',
  '2026-11-24 09:00:01 1tEAbc-0001Xy-2Z => ',
  ' defer (',
  'a@',
  '<',
  '[',
  '(',
];

// A step that is not linear would exceed the test's time.
describe('hostile lines cost linear time and throw nothing', () => {
  for (const format of logFormats) {
    test(format.name, () => {
      for (const piece of pieces) {
        const line = piece.repeat(Math.ceil(200_000 / piece.length));
        expect(() =>
          readLines(format, line, `type,rcpt\n${line}`, `{"type":"Bounce","recipient":"${piece}`),
        ).not.toThrow();
      }
    });
  }

  test('knowing the format', () => {
    for (const piece of pieces) {
      expect(() => detectLog(piece.repeat(Math.ceil(500_000 / piece.length)))).not.toThrow();
    }
  });

  test('bytes that are nothing', () => {
    let state = 1;
    const noise = Array.from({ length: 5000 }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return String.fromCharCode((state >>> 24) & 0xff) + (pieces[(state >>> 8) % pieces.length] ?? '');
    }).join('');
    for (const format of logFormats) expect(() => readLines(format, ...noise.split(/(?<=\n)/))).not.toThrow();
  });
});
