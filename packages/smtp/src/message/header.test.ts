import { describe, expect, it } from 'vitest';
import { addMissingFields, headerField } from './header.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('headerField', () => {
  const rows: readonly [what: string, message: string, name: string, value: string | null][] = [
    ['as written', 'From: a@b.example\r\nDate: x\r\n\r\n', 'Date', 'x'],
    ['in any case', 'MESSAGE-id: <1@x>\r\n\r\n', 'Message-ID', '<1@x>'],
    ['the first of two', 'To: a\r\nTo: b\r\n\r\n', 'to', 'a'],
    ['folded', 'Subject: one\r\n two\r\n\tthree\r\nTo: b\r\n\r\n', 'subject', 'one two\tthree'],
    ['not in a folded line', 'Subject: one\r\n Date: two\r\n\r\n', 'date', null],
    ['not in the body', 'Subject: one\r\n\r\nDate: two\r\n', 'date', null],
    ['not as a part of a name', 'X-Date: 1\r\nDate-X: 2\r\n\r\n', 'date', null],
    ['white space before the colon', 'Date \t: 1\r\n\r\n', 'date', '1'],
    ['LF line ends', 'A: 1\nDate: 2\n\nx', 'date', '2'],
    ['empty', 'Date:\r\n\r\n', 'date', ''],
    ['UTF-8', 'Subject: Grüße\r\n\r\n', 'subject', 'Grüße'],
    ['no body', 'A: 1\r\nDate: 2', 'date', '2'],
    ['a message of nothing', '', 'date', null],
    ['only a body', '\r\nDate: 1\r\n', 'date', null],
    ['a name without a colon', 'Date', 'date', null],
    ['beyond the limit', `A: ${'x'.repeat(300_000)}\r\nDate: 1\r\n\r\n`, 'date', null],
    ['many lines', `${'A: 1\r\n'.repeat(40_000)}Date: 1\r\n\r\n`, 'date', '1'],
  ];
  it.each(rows)('%s', (_, message, name, value) => {
    expect(headerField(bytes(message), name)).toBe(value);
  });
});

describe('addMissingFields', () => {
  const given = { messageId: 'msg_1', date: Date.UTC(2026, 10, 8, 7, 6, 5), hostname: 'mail.example' };
  const rows: readonly [what: string, before: string, after: string][] = [
    [
      'both',
      'From: a\r\n\r\nhi',
      'Message-ID: <msg_1@mail.example>\r\nDate: Sun, 08 Nov 2026 07:06:05 +0000\r\nFrom: a\r\n\r\nhi',
    ],
    [
      'both, and the empty line that text without fields lacks',
      'Hello Ann,\r\nsee you: soon\r\n',
      'Message-ID: <msg_1@mail.example>\r\nDate: Sun, 08 Nov 2026 07:06:05 +0000\r\n\r\nHello Ann,\r\nsee you: soon\r\n',
    ],
    [
      'both, before a section without fields',
      '\r\nHello\r\n',
      'Message-ID: <msg_1@mail.example>\r\nDate: Sun, 08 Nov 2026 07:06:05 +0000\r\n\r\nHello\r\n',
    ],
    ['Date only', 'Message-Id: <x>\r\n\r\nhi', 'Date: Sun, 08 Nov 2026 07:06:05 +0000\r\nMessage-Id: <x>\r\n\r\nhi'],
    ['Message-ID only', 'Date: never\r\n\r\n', 'Message-ID: <msg_1@mail.example>\r\nDate: never\r\n\r\n'],
  ];
  it.each(rows)('%s', (_, before, after) => {
    expect(Buffer.from(addMissingFields(bytes(before), given)).toString()).toBe(after);
  });

  it('hands back the very message that lacks nothing', () => {
    const message = bytes('Date: 1\r\nMessage-ID: <1>\r\n\r\n8-bit: \xff\0\r\n');
    expect(addMissingFields(message, given)).toBe(message);
  });

  it('no given text ends the field', () => {
    const added = addMissingFields(bytes('Date: 1\r\n\r\n'), { ...given, messageId: 'a>\r\nBcc: x', hostname: 'b c' });
    expect(Buffer.from(added).toString()).toBe('Message-ID: <a---Bcc--x@b-c>\r\nDate: 1\r\n\r\n');
  });
});
