import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findStatus, formatStatus, parseStatus } from './enhanced-status.ts';

const part = fc.integer({ min: 0, max: 999 });
const statuses = fc.record(
  { class: fc.constantFrom(2 as const, 4 as const, 5 as const), subject: part, detail: part },
  { noNullPrototype: true },
);

const found = (text: string): string | null => {
  const at = findStatus(text, 0, text.length);
  return at < 0 ? null : (/^[\d.]*\d/.exec(text.slice(at))?.[0] ?? null);
};

describe('an enhanced status', () => {
  test('is written and read back', () => {
    fc.assert(
      fc.property(statuses, (status) => {
        expect(parseStatus(formatStatus(status))).toEqual(status);
      }),
    );
  });

  test.each(['', '5', '5.1', '5.1.', '3.1.1', '1.0.0', '5.1.1.1', '5.1234.1', '5.1.1234', '5.1.1 ', 'x.1.1', '5,1,1'])(
    'is not %j',
    (text) => expect(parseStatus(text)).toBeNull(),
  );
});

describe('findStatus', () => {
  test.each([
    ['User unknown (#5.1.1)', '5.1.1'],
    ['Mailbox full 5.2.2', '5.2.2'],
    ['mailbox unavailable: 5.2.1', '5.2.1'],
    ['refused [5.7.606]', '5.7.606'],
    ['dsn=4.2.2, stat=Deferred', '4.2.2'],
    ['Postfix 2.5.1 says no (5.1.1)', '5.1.1'],
  ])('%s', (text, status) => expect(found(text)).toBe(status));

  test.each([
    'blocked 5.7.1.20 for spam',
    'deferred - 4.16.55.1; see below',
    'ESMTP Postfix 2.5.1 ready',
    'Exim version 4.9.7',
    'see RFC 5321 4.2.1',
    'section 4.2.1 of the rules',
    'on 5.12.2023 the account closed',
    'host mail-4.2.1.example.com',
    'resources unavailable [#4.1.4:70]',
    'https://example.com/4.3.2/help',
    'product 5.1.1beta',
  ])('no status in: %s', (text) => expect(found(text)).toBeNull());
});
