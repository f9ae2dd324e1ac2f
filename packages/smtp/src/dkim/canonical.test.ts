import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { bodyHash, relaxedField } from './canonical.ts';

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');
const hashOf = (body: string): string => createHash('sha256').update(body).digest('base64');

test.each([
  // RFC 6376 §3.4.5.
  ['A: X\r\n', 'a:X'],
  ['B : Y\t\r\n\tZ  \r\n', 'b:Y Z'],
  ['Subject:\r\n', 'subject:'],
  ['Subject: \r\n \r\n', 'subject:'],
  // "à" has the octet A0, a no-break space has it, too: neither is a blank.
  ['Subject: voilà  \u00a0', 'subject:voilà \u00a0'],
  ['Subject:\u00a0\t\v x', 'subject:\u00a0 \v x'],
])('the field %j', (field, relaxed) => {
  expect(relaxedField(latin1(field))).toBe(latin1(relaxed));
});

test.each([
  // RFC 6376 §3.4.5.
  [' C \r\nD \t E\r\n\r\n\r\n', ' C\r\nD E\r\n'],
  ['', ''],
  ['\r\n\r\n', ''],
  [' \t\r\n', ''],
  ['x', 'x\r\n'],
  ['x \t', 'x\r\n'],
  ['\r\n\r\nx\r\n', '\r\n\r\nx\r\n'],
  ['à\u00a0\r\n', 'à\u00a0\r\n'],
  // Longer than what is gone through at a time.
  [`${'a  b\r\n'.repeat(30_000)}\r\n`, 'a b\r\n'.repeat(30_000)],
  [`a\r\n${' \r\n'.repeat(90_000)}b\r\n${'\r\n'.repeat(90_000)}`, `a\r\n${'\r\n'.repeat(90_000)}b\r\n`],
])('the body %#', (body, relaxed) => {
  expect(bodyHash(Buffer.from(body))).toBe(hashOf(relaxed));
});
