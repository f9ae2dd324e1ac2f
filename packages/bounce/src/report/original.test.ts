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
    ['headers behind ">"', 'Sorry.\n\n> Received: by mx\n> From: a@example.org\n> Subject: x\n', 'Received: by mx'],
  ])('%s', (_, text, first) => {
    const { notice, returned } = splitReturned(text);
    expect(notice.trim()).toBe('Sorry.');
    expect(returned?.startsWith(first)).toBe(true);
  });

  test('the fields that Exchange shows of the message are not its copy', () => {
    expect(
      splitReturned('Your message\n\n  To:      ann@example.org\n  Subject: x\n  Sent:    today\n\ndid not reach')
        .returned,
    ).toBeNull();
  });
});
