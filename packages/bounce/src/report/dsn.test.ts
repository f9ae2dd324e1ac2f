import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';
import type { RecipientReport } from './report.ts';

/** A notice as its server writes it: the human part, then the fields. */
const notice = (prose: string, fields: string, type = 'message/delivery-status'): string =>
  `From: Mail Delivery System <MAILER-DAEMON@mx.sender.example>
To: news@sender.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

${prose}

--b1
Content-Type: ${type}

${fields}

--b1
Content-Type: message/rfc822

Return-Path: <bounce-17@sender.example>
Message-ID: <m1@sender.example>
From: Newsletter <news@sender.example>
To: ann@example.org
Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
List-Id: <weekly.sender.example>
X-Campaign: spring

Hello

--b1--
`;

const only = (mail: string): RecipientReport => {
  const [first, ...rest] = parse(mail).recipients;
  expect(rest).toEqual([]);
  if (!first) throw new Error('no recipient');
  return first;
};

describe('a standard notice', () => {
  const mail = notice(
    `<ann@example.org>: host mx.example.org[192.0.2.7] said: 550 5.1.1
    <ann@example.org>: Recipient address rejected: User unknown (in reply to
    RCPT TO command)`,
    `Reporting-MTA: dns; mx.sender.example
Original-Envelope-Id: env-17

Final-Recipient: rfc822; ann@example.org
Original-Recipient: rfc822;sales@partner.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 5.1.1 <ann@example.org>: Recipient address rejected:
    User unknown`,
  );

  test('tells who failed, where and why', () => {
    const report = parse(mail);
    expect(report).toMatchObject({ kind: 'bounce', format: 'rfc3464', problems: [] });
    expect(only(mail)).toMatchObject({
      recipient: 'ann@example.org',
      original_recipient: 'sales@partner.example',
      action: 'failed',
      code: 550,
      status: '5.1.1',
      diagnostic: '550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown',
      remote_mta: 'mx.example.org',
      verdict: { reason: 'user_unknown', bounce: 'hard', final: true },
    });
  });

  test('names the returned message', () => {
    expect(parse(mail, { headers: ['X-Campaign', 'X-Missing'] }).message).toEqual({
      message_id: '<m1@sender.example>',
      from: 'Newsletter <news@sender.example>',
      to: 'ann@example.org',
      subject: 'Grüße',
      list_id: '<weekly.sender.example>',
      feedback_id: null,
      return_path: '<bounce-17@sender.example>',
      envelope_id: 'env-17',
      date: null,
      headers: { 'X-Campaign': 'spring' },
    });
  });

  test('reads the same with any line end, from bytes and from a string', () => {
    for (const end of ['\r\n', '\r']) {
      const other = mail.replaceAll('\n', end);
      expect(parse(other)).toEqual(parse(mail));
      expect(parse(new TextEncoder().encode(other))).toEqual(parse(mail));
    }
  });
});

describe('the true code and status', () => {
  test('Exim writes 5.0.0 for every failure, and the fields in its own order: the reply counts', () => {
    const mail = notice(
      'The following address(es) failed:\n\n  ann@example.org\n    mailbox is full',
      `Reporting-MTA: dns; mx.sender.example

Action: failed
Final-Recipient: rfc822;ann@example.org
Status: 5.0.0
Diagnostic-Code: smtp; 552-5.2.2 The mailbox is full
 552 5.2.2 try again next year`,
    );
    expect(only(mail)).toMatchObject({ code: 552, status: '5.2.2', verdict: { reason: 'mailbox_full' } });
  });

  test('OpenSMTPD quotes the reply only in the text', () => {
    const mail = notice(
      '    An error has occurred while attempting to deliver a message:\n\nann@example.org: 550 5.7.1 blocked by policy',
      'Final-Recipient: rfc822; ann@example.org\nAction: failed\nStatus: 5.0.0',
    );
    expect(only(mail)).toMatchObject({ code: 550, status: '5.7.1', diagnostic: '550 5.7.1 blocked by policy' });
  });

  test('Courier quotes the dialogue, under the original recipient', () => {
    const mail = notice(
      `<sales@partner.example>:
     mx.example.org [192.0.2.7]:
 >>> RCPT TO:<ann@example.org>
 <<< 450-4.2.0 come back
 <<< 450 4.2.0 in an hour`,
      'Final-Recipient: rfc822; ann@example.org\nOriginal-Recipient: rfc822; sales@partner.example\nAction: delayed\nStatus: 4.0.0',
    );
    expect(only(mail)).toMatchObject({ code: 450, status: '4.2.0', action: 'delayed', verdict: { final: false } });
  });

  test('words without a code do not hide the reply in the text', () => {
    const mail = notice(
      '<ann@example.org>: 554 5.4.6 too many hops',
      'Final-Recipient: rfc822; ann@example.org\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: X-Mailer; could not deliver',
    );
    expect(only(mail)).toMatchObject({ code: 554, status: '5.4.6' });
  });

  test('chasquid puts the command before the reply', () => {
    const mail = notice(
      '- "ann@example.org"',
      'Final-Recipient: utf-8; ann@example.org\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; MAIL+RCPT 550 5.1.1 no such user',
    );
    expect(only(mail)).toMatchObject({ code: 550, status: '5.1.1', verdict: { reason: 'user_unknown' } });
  });

  test('sendmail, after five days: the last reply stands in the text', () => {
    const mail = notice(
      `   ----- The following addresses had permanent fatal errors -----
<ann@example.org>
    (reason: 452 4.2.2 mailbox full)

   ----- Transcript of session follows -----
... while talking to mx.example.org.:
>>> RCPT To:<ann@example.org>
<<< 452 4.2.2 mailbox full
Message could not be delivered for 5 days`,
      'Final-Recipient: RFC822; ann@example.org\nAction: failed\nStatus: 4.4.7\nRemote-MTA: DNS; mx.example.org',
    );
    expect(only(mail)).toMatchObject({
      code: 452,
      status: '4.2.2',
      verdict: { reason: 'message_expired', last_transient: 'mailbox_full' },
    });
  });

  test('sendmail puts the first line of a long reply into the field, and all lines into the transcript', () => {
    const mail = notice(
      `   ----- The following addresses had permanent fatal errors -----
<ann@example.org>
    (reason: 550-5.7.1 Your message was rejected due to)

   ----- Transcript of session follows -----
... while talking to mx.example.org.:
>>> DATA
<<< 550-5.7.1 Your message was rejected due to
<<< 550-5.7.1 its attachment: the file type exe is not allowed.
<<< 550 5.7.1 See https://example.org/files
554 5.0.0 Service unavailable`,
      'Final-Recipient: RFC822; ann@example.org\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: SMTP; 550-5.7.1 Your message was rejected due to',
    );
    expect(only(mail)).toMatchObject({
      diagnostic:
        '550-5.7.1 Your message was rejected due to\n550-5.7.1 its attachment: the file type exe is not allowed.\n550 5.7.1 See https://example.org/files',
      code: 550,
      status: '5.7.1',
      verdict: { reason: 'content_prohibited', help_url: 'https://example.org/files' },
    });
  });

  test("a sentence of the notice is not the recipient's reply", () => {
    const mail = notice(
      'The address to which the message has not yet been delivered is:\n\n  ann@example.org\n\nNo action is required on your part.',
      'Final-Recipient: rfc822; ann@example.org\nAction: delayed\nStatus: 4.0.0',
    );
    expect(only(mail)).toMatchObject({ diagnostic: null, code: null, status: '4.0.0' });
  });

  test("Haraka's own words stand in a comment of Status", () => {
    const mail = notice(
      '?',
      'Final-Recipient: rfc822;ann@example.org\nAction: failed\nStatus: 5.1.2 (550 Nowhere to go)',
    );
    expect(only(mail)).toMatchObject({ code: 550, status: '5.1.2', diagnostic: '550 Nowhere to go' });
  });

  test.each([
    ['5.0.0 522_mailbox_full', '522 mailbox full', 'mailbox_full'],
    ['5.0.0 - user unknown', 'user unknown', 'user_unknown'],
    ['5.7.1; message_is_spam', 'message is spam', 'spam_content'],
  ])('a cause behind Status without a comment: %s', (status, diagnostic, reason) => {
    const mail = notice('?', `Final-Recipient: rfc822;ann@example.org\nAction: failed\nStatus: ${status}`);
    expect(only(mail)).toMatchObject({ diagnostic, verdict: { reason } });
  });

  test('a bare Status says nothing in words', () => {
    const mail = notice('?', 'Final-Recipient: rfc822;ann@example.org\nAction: failed\nStatus: 5.0.0 \nX-Note: 1');
    expect(only(mail).diagnostic).toBeNull();
  });

  test("a program's exit status is no reply code", () => {
    const mail = notice(
      '?',
      'Final-Recipient: rfc822;ann@example.org\nAction: failed\nStatus: 5.3.0\nDiagnostic-Code: x-unix; 255',
    );
    expect(only(mail)).toMatchObject({ code: null, status: '5.3.0', diagnostic: null });
  });
});

describe('the fate', () => {
  const fate = (fields: string) => parse(notice('?', `Final-Recipient: rfc822; ann@example.org\n${fields}`));

  test.each([
    ['Action: failed\nStatus: 5.1.1', 'bounce', 'failed'],
    ['Action: delayed\nStatus: 4.4.1', 'delayed', 'delayed'],
    ['Action: relayed (to non-DSN-aware mailer)\nStatus: 2.1.5', 'delivered', 'relayed'],
    ['Action: DELIVERED\nStatus: 2.0.0', 'delivered', 'delivered'],
    ['Action: expanded\nStatus: 2.1.5', 'delivered', 'expanded'],
    ['Status: 5.2.1', 'bounce', 'failed'],
    ['Status: 2.0.0', 'delivered', 'delivered'],
    ['Status: 4.4.1\nWill-Retry-Until: Sat, 5 Dec 2026 10:00:00 +0000', 'delayed', 'delayed'],
  ])('%j is %s', (fields, kind, action) => {
    expect(fate(fields)).toMatchObject({ kind, recipients: [{ action }] });
  });

  test('a temporary reply in a failure notice: the server gave up', () => {
    const report = fate(
      'Action: failed\nStatus: 4.2.2\nDiagnostic-Code: smtp; 452 4.2.2 mailbox full: retry timeout exceeded',
    );
    expect(report.recipients[0]).toMatchObject({
      code: 452,
      status: '4.2.2',
      verdict: { reason: 'message_expired', bounce: 'hard', final: true, last_transient: 'mailbox_full' },
    });
  });

  test('what was delivered counts for no rate', () => {
    expect(fate('Action: delivered\nStatus: 2.0.0').recipients[0]?.verdict).toMatchObject({
      bounce: 'none',
      action: 'ignore',
    });
  });
});

describe('several recipients', () => {
  const recipients = (fields: string) =>
    parse(notice('?', fields)).recipients.map(({ recipient, action }) => `${recipient} ${action}`);

  test('one failed, one delivered: a bounce of both fates', () => {
    const fields = `Reporting-MTA: dns; mx.sender.example

Final-Recipient: rfc822; ann@example.org
Action: failed
Status: 5.1.1

Final-Recipient: rfc822; bob@example.org
Action: delivered
Status: 2.0.0`;
    expect(recipients(fields)).toEqual(['ann@example.org failed', 'bob@example.org delivered']);
    expect(parse(notice('?', fields)).kind).toBe('bounce');
  });

  test('no blank line between the groups', () => {
    const group = (name: string) => `Final-Recipient: rfc822; ${name}@example.org\nAction: failed\nStatus: 5.1.1`;
    expect(recipients(`${group('ann')}\n${group('bob')}`)).toEqual([
      'ann@example.org failed',
      'bob@example.org failed',
    ]);
  });

  test('a blank line inside a group', () => {
    expect(recipients('Final-Recipient: rfc822; ann@example.org\n\nAction: delayed\nStatus: 4.0.0')).toEqual([
      'ann@example.org delayed',
    ]);
  });

  test('recipients that the report says nothing of did not fail', () => {
    expect(
      recipients(
        'Final-Recipient: rfc822; ann@example.org\nAction: failed\n\nFinal-Recipient: rfc822; bob@example.org',
      ),
    ).toEqual(['ann@example.org failed']);
  });

  test('the same recipient twice is one recipient', () => {
    const group = 'Final-Recipient: rfc822; ann@example.org\nAction: failed\nStatus: 5.1.1';
    expect(recipients(`${group}\n\n${group}\nDiagnostic-Code: smtp; 550 no`)).toEqual(['ann@example.org failed']);
  });
});

describe('dialects', () => {
  const group = 'Final-Recipient: rfc822; ann@example.org\nAction: failed\nStatus: 5.1.1';

  test('fields in base64', () => {
    const mail = notice('?', btoa(group)).replace(
      'delivery-status\n\n',
      'delivery-status\nContent-Transfer-Encoding: base64\n\n',
    );
    expect(only(mail).recipient).toBe('ann@example.org');
  });

  test('fields under text/plain', () => {
    expect(only(notice('Sorry.', group, 'text/plain')).recipient).toBe('ann@example.org');
  });

  test('fields in a page, as a gateway makes of a text', () => {
    const page = `<p>Reporting-MTA: dns; mx.example.net</p>\n<p>Final-Recipient: rfc822; <a href="mailto:ann@example.org">ann@example.org</a><br>\nAction: failed<br>\nStatus: 5.1.1</p>`;
    expect(only(notice('Sorry.', page, 'text/html'))).toMatchObject({ recipient: 'ann@example.org', status: '5.1.1' });
  });

  test('fields loose in the text, no MIME at all', () => {
    const mail = `From: MAILER-DAEMON@mx.sender.example\nSubject: Returned mail\n\nSorry.\n\nReporting-MTA: dns; mx.sender.example\n\n${group}\n`;
    expect(parse(mail)).toMatchObject({ kind: 'bounce', format: 'rfc3464' });
  });

  test('UTF-8 addresses (RFC 6533)', () => {
    const mail = notice(
      '?',
      'Final-Recipient: utf-8; j\\x{F6}rg@example.org\nAction: failed\nStatus: 5.1.1',
      'message/global-delivery-status',
    );
    expect(only(mail).recipient).toBe('jörg@example.org');
  });

  test('a continued line that lost its indentation', () => {
    const mail = notice('?', `${group}\nDiagnostic-Code: smtp; 550 5.1.1 no such\nuser here: ann`);
    expect(only(mail).diagnostic).toBe('550 5.1.1 no such user here: ann');
  });

  test('an original recipient that is still in xtext, as ORCPT had it', () => {
    const original = (address: string, final = 'ann@example.org') =>
      only(notice('?', `Original-Recipient: rfc822;${address}\nFinal-Recipient: rfc822;${final}\nAction: failed`))
        .original_recipient;
    expect(original('ann+2Bspring@example.com')).toBe('ann+spring@example.com');
    expect(original('ann+2Ba+3Db@example.com')).toBe('ann+a=b@example.com');
    // What is no xtext stays: another "+", a control character, the very address of the mailbox.
    for (const plain of [
      'ann+spring@example.com',
      'ann+2b@example.com',
      'ann+2B+0A@example.com',
      'ann+3D=@example.com',
    ])
      expect(original(plain)).toBe(plain);
    expect(original('ann+3D@example.com', 'ann+3D@example.com')).toBe('ann+3D@example.com');
  });

  test("the envelope's name that is still in xtext, as ENVID had it", () => {
    const named = (id: string) =>
      parse(notice('?', `Original-Envelope-Id: ${id}\n\nFinal-Recipient: rfc822;ann@example.org\nAction: failed`))
        .message.envelope_id;
    expect(named('shop+3D7+2Bspring.1')).toBe('shop=7+spring.1');
    for (const plain of ['shop=7+2Bspring', 'shop+spring', 'shop+2b7']) expect(named(plain)).toBe(plain);
  });

  test('a recipient in encoded words', () => {
    const encoded = 'Final-Recipient: rfc822; =?utf-8?Q?m=C3=BCller=40example=2Eorg?=\nAction: failed';
    expect(only(notice('?', encoded)).recipient).toBe('müller@example.org');
    const address = '=?utf-8?B?w7w=?=@example.org';
    expect(only(notice('?', `Final-Recipient: rfc822; ${address}\nAction: failed`)).recipient).toBe(address);
  });

  test('a local user without a domain', () => {
    expect(only(notice('?', 'Final-Recipient: rfc822; ann\nAction: failed\nStatus: 5.1.1')).recipient).toBe('ann');
  });
});

test('of a field without end so much is read as servers write, on one line or on many', () => {
  const recipient = (diagnostic: string) =>
    only(
      notice(
        'Sorry.',
        `Final-Recipient: rfc822; ann@example.org\nAction: failed\nDiagnostic-Code: smtp; ${diagnostic}`,
      ),
    );
  for (const words of ['full '.repeat(200_000), 'full\n '.repeat(200_000), `x\n ${'full '.repeat(200_000)}`]) {
    const { diagnostic, verdict } = recipient(`552 5.2.2 mailbox ${words}`);
    expect(diagnostic?.length).toBeLessThan(20_000);
    expect(verdict.reason).toBe('mailbox_full');
  }
});

describe('a report whose fields quote no reply', () => {
  const fields = 'Final-Recipient: rfc822; ann@example.org\nAction: failed\nStatus: 5.0.0';

  test('the transcript says more than a remark beside the address', () => {
    const prose =
      '<ann@example.org>  (unrecoverable error)\n\n----- Transcript of session follows -----\n554 Too many hops';
    expect(only(notice(prose, fields))).toMatchObject({ code: 554, diagnostic: '554 Too many hops' });
  });

  test("sendmail's title gives the reason", () => {
    const untitled = notice('The message was not delivered.', fields);
    const titled = untitled.replace('Undelivered Mail Returned to Sender', 'Returned mail: User unknown');
    expect(only(titled).verdict.reason).toBe('user_unknown');
    expect(only(titled.replace('User unknown', 'see transcript for details')).diagnostic).toBeNull();
  });
});
