import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';

describe('total on any input', () => {
  test.each([
    ['nothing', ''],
    ['no header', 'just words'],
    ['a header that never ends', `From: MAILER-DAEMON\nSubject: ${'failed '.repeat(20_000)}`],
    ['control characters', '\0\x01\x02\xff\ufffe'],
    [
      'a report without fields',
      'From: <>\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\n--b--',
    ],
  ])('%s', (_, input) => {
    expect(() => parse(input)).not.toThrow();
  });

  test('random bytes', () => {
    let seed = 42;
    const next = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    for (let round = 0; round < 200; round++) {
      const bytes = Uint8Array.from({ length: 300 }, () => next() * 256);
      expect(parse(bytes).kind).toBe('other');
    }
  });

  const daemon = 'From: MAILER-DAEMON\nSubject: Undeliverable\n\n';
  test.each([
    ['at signs', `${daemon}Could not be delivered\n${'a@b.c '.repeat(11_000)}`],
    ['one endless word', `${daemon}Could not be delivered\n${'x'.repeat(64_000)}`],
    ['blanks', `${daemon}Could not be delivered\n${' \t'.repeat(32_000)}`],
    ['quotes', `${daemon}Could not be delivered\n${'> '.repeat(32_000)}\n`],
    ['open brackets', `${daemon}Could not be delivered\n${'<('.repeat(32_000)}`],
    ['empty lines', `${daemon}Could not be delivered${'\n'.repeat(64_000)}`],
    ['header-like lines', `${daemon}Could not be delivered\n${'Received: \n'.repeat(6_000)}`],
    ['codes', `${daemon}Could not be delivered\n${'550 \n\n'.repeat(10_000)}`],
    [
      'groups',
      `From: MAILER-DAEMON\nContent-Type: message/delivery-status\n\n${'Final-Recipient: rfc822;a@b.c\nAction: failed\n\n'.repeat(1_300)}`,
    ],
    ['tags', `From: MAILER-DAEMON\nContent-Type: text/html\n\n${'<p<!--<style>'.repeat(5_000)}`],
  ])('sixteen times 64 KB of %s: a step that is not linear would take minutes', (_, input) => {
    const [head = '', ...body] = input.split('\n\n');
    expect(parse(`${head}\n\n${body.join('\n\n').repeat(16)}`).kind).toMatch(/bounce|other|delayed/);
  });
});
