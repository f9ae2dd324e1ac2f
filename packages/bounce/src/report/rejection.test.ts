import { expect, test } from 'vitest';
import { parse } from './parse.ts';

const notification = (from: string, text: string, disposition = 'deleted'): string => `From: ${from}
To: news@sender.example
Subject: Automatically rejected mail
Auto-Submitted: auto-replied (rejected)
Content-Type: multipart/report; report-type=disposition-notification; boundary=b

--b
Content-Type: text/plain

${text}

--b
Content-Type: message/disposition-notification

Reporting-UA: mx.reader.example; Mail Filter
Final-Recipient: rfc822; ann@reader.example
Original-Message-ID: <m1@sender.example>
Disposition: automatic-action/MDN-sent-automatically; ${disposition}

--b
Content-Type: message/rfc822

Message-ID: <m1@sender.example>
To: ann@reader.example

--b--
`;

test.each([
  'Your message to <ann@reader.example> was automatically rejected:\nQuota exceeded',
  'Your message was automatically rejected by Sieve, a mail filtering language.\n\nThe following reason was given:\nMailbox is full',
])('a filter refused the message: %s', (text) => {
  const { kind, format, recipients, message } = parse(notification('Postmaster <postmaster@reader.example>', text));
  expect({ kind, format }).toEqual({ kind: 'bounce', format: 'rfc5429' });
  expect(recipients).toMatchObject([
    { recipient: 'ann@reader.example', action: 'failed', verdict: { reason: 'mailbox_full', bounce: 'soft' } },
  ]);
  expect(message.message_id).toBe('<m1@sender.example>');
});

test.each([
  ['a person’s program', 'Ann <ann@reader.example>', 'It was automatically rejected: no', 'deleted'],
  ['deleted unread', 'postmaster@reader.example', 'Your message was deleted without being read.', 'deleted'],
  ['displayed', 'postmaster@reader.example', 'It was automatically rejected: no', 'displayed'],
])('%s: a disposition as any', (_, from, text, disposition) => {
  expect(parse(notification(from, text, disposition)).kind).toBe('disposition');
});
