/** What a query means, and what is said of one that means nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressKey } from '../ledger/address-key.ts';
import { readBounceQuery, termOf } from './bounce-query.ts';

const now = Date.UTC(2026, 10, 28, 12);
const hour = 3_600_000;

function meant(query: string) {
  const read = readBounceQuery(query, now);
  return read.kind === 'search' ? read.search : read.detail;
}

test('fields, either of several values, not others, a time, and words', () => {
  expect(
    meant('class:soft class:HARD -reason:greylisted domain:Yahoo.COM list:"weekly news" since:24h no "such: user"'),
  ).toEqual({
    conditions: [
      { column: 'class', not: false, values: ['soft', 'hard'] },
      { column: 'reason', not: true, values: ['greylisted'] },
      { column: 'domain', not: false, values: ['yahoo.com'] },
      { column: 'list', not: false, values: ['weekly news'] },
    ],
    words: ['no', 'such: user'],
    from: now - 24 * hour,
  });
});

test.each([
  ['code:550', [{ column: 'code', not: false, values: ['550'] }]],
  ['code:4.7.0', [{ column: 'status', not: false, values: ['4.7.0'] }]],
  ['sender:shop@Shop.example', [{ column: 'sender_domain', not: false, values: ['shop.example'] }]],
  ['sender:<>', [{ column: 'sender_domain', not: false, values: [''] }]],
  ['domain:bücher.example', [{ column: 'domain', not: false, values: ['xn--bcher-kva.example'] }]],
  ['list:"a \\"b\\" \\\\c"', [{ column: 'list', not: false, values: ['a "b" \\c'] }]],
  ['source:imap:bounces', [{ column: 'source', not: false, values: ['imap:bounces'] }]],
])('%s', (query, conditions) => {
  expect(meant(query)).toEqual({ conditions, words: [] });
});

test('an address is looked for by its hash and compared as it is', () => {
  expect(meant('recipient:Jo@There.example')).toMatchObject({
    address: 'jo@there.example',
    recipient: addressKey('jo@there.example').recipient,
  });
});

test('times are lengths, days or instants', () => {
  expect(meant('since:2026-11-27 until:2026-11-28T09:00:00+01:00')).toMatchObject({
    from: Date.UTC(2026, 10, 27),
    to: Date.UTC(2026, 10, 28, 8),
  });
  expect(meant('since:30m until:1w')).toMatchObject({ from: now - hour / 2, to: now - 168 * hour });
});

test('what became of the message after all', () => {
  expect(meant('recovered:Yes')).toEqual({ conditions: [], words: [], recovered: true });
  expect(meant('-recovered:yes')).toEqual(meant('recovered:no'));
});

test.each([
  ['recovered:maybe', /takes yes \(delivered after all\) or no/],
  ['recovered:yes recovered:no', /or no, once/],
  ['colour:red', /no field “colour”.*campaign, class, code, domain/],
  ['constructor:x', /no field “constructor”/],
  ['class:weird', /“class:” takes one of hard, soft, complaint, none/],
  ['reason:nonsense', /a reason of docs\/reasons.md/],
  ['code:5500', /a code, such as 550/],
  ['code:9.9.9', /an enhanced code/],
  ['since:yesterday', /a length such as 24h/],
  ['since:2026-13-45', /a length such as 24h/],
  ['-since:24h', /a length such as 24h/],
  ['list:', /“list:” says nothing/],
  ['recipient:a@x recipient:b@x', /takes one address/],
  ['a '.repeat(51), /at most 50 terms/],
])('%s is told what is wrong with it', (query, detail) => {
  expect(meant(query)).toMatch(detail);
});

test('every text is a search or a problem in words that can be shown', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string().map((text) => `${text}:"${text}`),
      ),
      (query) => {
        const read = readBounceQuery(query, now);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that must not be there
        if (read.kind === 'problem') expect(read.detail).not.toMatch(/[\u0000-\u001f\u007f]/);
      },
    ),
  );
});

test('any value is read back from its term', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (value) => {
      expect(meant(termOf('list', value))).toEqual({
        conditions: [{ column: 'list', not: false, values: [value] }],
        words: [],
      });
    }),
  );
});
