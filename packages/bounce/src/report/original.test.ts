import { describe, expect, test } from 'vitest';
import { splitReturned } from './original.ts';

describe('where the copy of the returned message begins', () => {
  test.each([
    [
      'a marker',
      'Sorry.\n--- Below this line is a copy of the message.\n\nReceived: by mx\nTo: ann@example.org\nSubject: x\n\nHi',
      'Received: by mx',
    ],
    [
      'headers alone',
      'Sorry.\n\nReturn-Path: <a@example.org>\nReceived: by mx\nTo: ann@example.org\n\nHi',
      'Return-Path: <a@example.org>',
    ],
    [
      'a marker, and other fields above those that are known',
      'Sorry.\n--- Original message follows.\n\nTo: ann@example.org,\n bob@example.org\nMessage-ID: <m1@x>\nDate: x\nSubject: x\n\nHi',
      'To: ann@example.org',
    ],
    [
      'a marker, and few fields',
      'Sorry.\n--- This is a copy of your message.\n\nTo: ann@example.org\n\nHi',
      'To: ann@',
    ],
    ['headers behind ">"', 'Sorry.\n\n> Received: by mx\n> From: a@example.org\n> Subject: x\n', 'Received: by mx'],
  ])('%s', (_, text, first) => {
    const { notice, returned } = splitReturned(text);
    expect(notice.trim()).toBe('Sorry.');
    expect(returned?.startsWith(first)).toBe(true);
  });

  test("a list's footer is not the notice's, a reply about a list is", () => {
    const told = (footer: string): string => splitReturned(`Sorry.\n\nann@example.org\n----\n${footer}\n`).notice;
    expect(told('This mailing list is Staff')).toBe('Sorry.\n\nann@example.org');
    expect(told('550 5.7.1 This mailing list is closed')).toContain('closed');
    expect(told('5.7.1 This mailing list is closed')).toContain('closed');
  });

  test('the fields that Exchange shows of the message are not its copy', () => {
    expect(
      splitReturned('Your message\n\n  To:      ann@example.org\n  Subject: x\n  Sent:    today\n\ndid not reach')
        .returned,
    ).toBeNull();
  });
});
