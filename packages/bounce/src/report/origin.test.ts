import { describe, expect, test } from 'vitest';
import { openMail } from './mail.ts';
import { isDaemon } from './origin.ts';
import { parse } from './parse.ts';

const bounce = `From: Mail Delivery System <MAILER-DAEMON@mx.sender.example>
To: jane@customer.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1

This is the mail system.

<ann@example.org>: host mx.example.org[192.0.2.7] said: 550 5.1.1 User unknown

--b1
Content-Type: message/delivery-status

Final-Recipient: rfc822; ann@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--b1--
`;

const quoted = bounce
  .split('\n')
  .map((line) => `> ${line}`)
  .join('\n');
const human = 'From: Jane Roe <jane@customer.example>\nTo: help@sender.example\n';

describe("a person's mail about a bounce is an ordinary mail", () => {
  test.each([
    [
      'a reply that quotes it',
      `${human}Subject: Re: Undelivered Mail Returned to Sender\nIn-Reply-To: <1@mx>\n\nWhy?\n\n${quoted}`,
    ],
    ['a reply in German', `${human}Subject: AW: Unzustellbar: Rundbrief\nReferences: <1@mx>\n\nWarum?\n\n${quoted}`],
    [
      'a forward in the text',
      `${human}Subject: Fwd: Undelivered Mail\n\nFYI\n\n---------- Forwarded message ---------\n${bounce}`,
    ],
    ['a forward without "Fwd:"', `${human}Subject: Undelivered Mail\n\nFYI\n\n-----Original Message-----\n${bounce}`],
    [
      'a forward as attachment',
      `${human}Subject: Fwd: Undelivered Mail\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n\nPlease look.\n\n--x\nContent-Type: message/rfc822\n\n${bounce}\n--x--\n`,
    ],
    [
      'a newsletter',
      `From: Mail Weekly <weekly@press.example>\nSubject: Undelivered mail: what 550 5.1.1 means\nList-Unsubscribe: <https://press.example/u>\n\n550 5.1.1 User unknown, ann@example.org, is the commonest reply.`,
    ],
    [
      'a list posting',
      `From: Bob <bob@example.com>\nSubject: [mta] Mail delivery failed for weeks\nList-Id: <mta.lists.example>\n\n<ann@example.org>: 550 5.1.1 User unknown`,
    ],
    [
      'pasted fields',
      `${human}Subject: question\n\nMy server writes this:\n\nFinal-Recipient: rfc822; ann@example.org\nAction: failed\nStatus: 5.1.1\n`,
    ],
    [
      'a postmaster who answers',
      `From: postmaster@example.org\nSubject: Re: Undelivered Mail\nIn-Reply-To: <1@mx>\n\nThat box is gone.\n\n${quoted}`,
    ],
  ])('%s', (_, mail) => {
    expect(parse(mail)).toMatchObject({ kind: 'other', format: null, recipients: [], message: { message_id: null } });
  });
});

describe('the notice itself', () => {
  test.each([
    ['as it came', bounce],
    [
      'of a mail that was itself a reply',
      bounce.replace(
        'Subject: Undelivered Mail Returned to Sender',
        'Subject: Re: hello\nIn-Reply-To: <m1@customer.example>',
      ),
    ],
    ['passed on by a mailing list', bounce.replace('To: jane', 'List-Id: <owner.lists.example>\nTo: jane')],
    [
      'from an unknown mailbox',
      bounce.replace('Mail Delivery System <MAILER-DAEMON@mx.sender.example>', 'robot@sender.example'),
    ],
  ])('%s', (_, mail) => {
    expect(parse(mail)).toMatchObject({ kind: 'bounce', recipients: [{ recipient: 'ann@example.org' }] });
  });
});

describe('the sender is a mail server', () => {
  const from = (field: string) => isDaemon(openMail(`From: ${field}\n\n`));

  test.each([
    'MAILER-DAEMON',
    '<>',
    'MAILER-DAEMON <>',
    'Postmaster@example.org',
    '"Mail Delivery Subsystem" <x@example.org>',
    'MDaemon@example.org',
    'post_master@example.org',
    'MAILER-DAEMON@example.org (Mail Delivery System)',
    'System Administrator <a@example.org>',
    '"Courier mail server at mx.example.org" <@mx.example.org>',
  ])('%s', (field) => {
    expect(from(field)).toBe(true);
  });

  test.each([
    'Jane Roe <jane@example.org>',
    'postal@example.org',
    'Mail Chimp <news@example.org>',
    '',
    'masterpost@example.org',
  ])('not %j', (field) => {
    expect(from(field)).toBe(false);
  });
});
