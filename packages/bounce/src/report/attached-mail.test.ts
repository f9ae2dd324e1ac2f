import { expect, test } from 'vitest';
import { parse } from './parse.ts';

const report = `From: System Administrator <postmaster@old.example>
To: connector@old.example
Subject: Undeliverable: Offers
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=in

--in
Content-Type: text/plain

Delivery has failed to these recipients.

--in
Content-Type: message/delivery-status

Reporting-MTA: dns; old.example

Final-Recipient: rfc822; ann@old.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--in
Content-Type: message/rfc822

Message-ID: <m1@sender.example>
From: news@sender.example
To: ann@old.example

Hello

--in--
`;

const wrapped = (from: string, inner = report): string => `From: ${from}
To: news@sender.example
Subject: Undeliverable: Offers
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=out

--out
Content-Type: text/plain

Old Example Ltd., 1 High Street. Questions: hello@old.example

--out
Content-Type: message/rfc822

${inner}
--out--
`;

test('the report inside counts, and so does the message that it returns', () => {
  const { kind, recipients, message } = parse(wrapped('System Administrator <postmaster@old.example>'));
  expect(kind).toBe('bounce');
  expect(recipients).toMatchObject([{ recipient: 'ann@old.example', code: 550, status: '5.1.1' }]);
  expect(message.message_id).toBe('<m1@sender.example>');
});

test('a person who forwards a report has not bounced', () => {
  expect(parse(wrapped('Jane Roe <jane@customer.example>')).kind).toBe('other');
});

test('a returned message that claims to be a report, written by a person, is none', () => {
  const forged = report.replace('System Administrator <postmaster@old.example>', 'Jane Roe <jane@customer.example>');
  const { recipients } = parse(wrapped('postmaster@old.example', forged));
  expect(recipients.map(({ status }) => status)).not.toContain('5.1.1');
});
