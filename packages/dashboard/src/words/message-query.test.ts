import { expect, test } from 'vitest';
import { messageQueryText, readMessageQuery } from './message-query.ts';

test.each([
  ['', {}],
  ['jo@example.net', { recipient: 'jo@example.net' }],
  ['  jo@example.net   outcome:bounced ', { recipient: 'jo@example.net', outcome: 'bounced' }],
  ['list:"spring news" since:24h', { list: 'spring news', since: '24h' }],
  ['recipient:"jo ann@example.net"', { recipient: 'jo ann@example.net' }],
  ['since:2026-11-28T09:00:00Z', { since: '2026-11-28T09:00:00Z' }],
])('%j is read, and written so that it reads the same', (text, filter) => {
  expect(readMessageQuery(text)).toEqual({ kind: 'filter', filter });
  expect(readMessageQuery(messageQueryText(filter))).toEqual({ kind: 'filter', filter });
});

test.each([
  ['reason:mailbox_full', /no field “reason”.*recipient, outcome/],
  ['-list:news', /minus/],
  ['newsletter', /“newsletter” is no address/],
  ['list:', /says nothing/],
  ['jo@a.example ann@a.example', /there twice/],
  ['constructor:x', /no field “constructor”/],
])('%j is refused in words', (text, why) => {
  const read = readMessageQuery(text);
  expect(read.kind === 'problem' ? read.detail : read).toMatch(why);
});
