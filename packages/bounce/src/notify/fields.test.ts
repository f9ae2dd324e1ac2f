import { addressParser } from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { addrSpec, date, encodedText, field, fromXtext, mailbox, messageId, oneLine } from './fields.ts';

describe('a field', () => {
  test('folds at spaces, and keeps its name with its first word', () => {
    const line = field('Diagnostic-Code', `smtp; ${'word '.repeat(30)}`);
    for (const part of line.split('\r\n')) expect(part.length).toBeLessThanOrEqual(76);
    expect(line.replaceAll('\r\n ', ' ')).toBe(`Diagnostic-Code: smtp; ${'word '.repeat(30).trim()}\r\n`);
    expect(field('Subject', 'x'.repeat(100))).toBe(`Subject: ${'x'.repeat(100)}\r\n`);
  });

  test('takes no line end, no control and no change of direction', () => {
    expect(field('Subject', 'a\r\nBcc: b@example.org\0\u2028\u202ec')).toBe('Subject: a Bcc: b@example.org c\r\n');
  });

  test('is left out when it would be empty', () => {
    expect(field('Subject', ' \r\n\t')).toBe('');
  });
});

test('text beyond ASCII, or text that looks encoded, is encoded', () => {
  expect(encodedText('plain')).toBe('plain');
  expect(encodedText('Grüße')).toBe('=?UTF-8?B?R3LDvMOfZQ==?=');
  expect(encodedText('=?UTF-8?B?SGk=?=')).toMatch(/^=\?UTF-8\?B\?PT9V/);
  expect(
    encodedText('😀'.repeat(20))
      .split(' ')
      .every((word) => word.length <= 75),
  ).toBe(true);
});

describe('an address', () => {
  test.each([
    ['ann@example.org', 'ann@example.org'],
    ['"ann b"@example.org', '"ann b"@example.org'],
    ['ann b@example.org', '"ann b"@example.org'],
    ['a"b\\c@example.org', '"a\\"b\\\\c"@example.org'],
    ['ann@[192.0.2.1]', 'ann@[192.0.2.1]'],
    ['ann@exa>mple.org, eve@example.net', '"ann@exa>mple.org, eve"@example.net'],
    ['ann@example.org,eve', 'ann@example.orgeve'],
    ['postmaster', 'postmaster'],
    ['', '""'],
    ['анна@пример.example', 'анна@пример.example'],
  ])('%j is written %j', (address, written) => {
    expect(addrSpec(address)).toBe(written);
  });

  test('stays one address beside any name', () => {
    for (const name of ['Ann', 'Ann "A" <eve@example.net>,', 'Änn', '\\', '', 'a\r\nb'])
      for (const address of ['ann@example.org', 'a,b@example.org', '<x>@example.org', 'a;b:c@example.org'])
        expect(addressParser(mailbox(name, address))).toHaveLength(1);
    expect(mailbox('Mail "Delivery"', 'a@example.org')).toBe('"Mail \\"Delivery\\"" <a@example.org>');
  });
});

test('an instant is written as a date, what is none as nothing', () => {
  expect(date(0)).toBe('Thu, 01 Jan 1970 00:00:00 +0000');
  for (const none of [undefined, Number.NaN, Infinity, 1e15, -1e14]) expect(date(none)).toBe('');
});

test.each([
  ['<a.b+c=d@example.org>', true],
  ['a@example.org', false],
  ['<a@b>\r\nBcc: c@example.org', false],
  ['<a b@c>', false],
  ['<a><b>', false],
  [null, false],
])('%j is a Message-ID: %j', (id, is) => {
  expect(messageId(id) !== '').toBe(is);
});

test.each([
  ['ann+2Blist@example.org', 'ann+list@example.org'],
  ['a+C3+A4', 'aä'],
  ['\\x{43F}@example.org', 'п@example.org'],
  ['+5Cx{41}', 'A'],
  ['пример+2B', 'пример+2B'],
  ['a+2', 'a+2'],
  ['\\x{FFFFFF}', '\\x{FFFFFF}'],
  ['', ''],
])('xtext %j is %j', (xtext, text) => {
  expect(fromXtext(xtext)).toBe(text);
});

test('one line is cut to its limit', () => {
  expect(oneLine('a b'.repeat(1000), 10)).toBe('a ba ba ba');
});
