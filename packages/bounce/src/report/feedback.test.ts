import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';

const original = (fields: string): string => `--b\nContent-Type: message/rfc822\n\n${fields}\n\nBuy now\n--b--\n`;

const report = (fields: string, returned: string): string =>
  `From: <fbl@reporter.example>
To: <abuse@sender.example>
Subject: FW: Spring offers
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary=b

--b
Content-Type: text/plain

This is an email abuse report for an email message received from IP 192.0.2.7.

--b
Content-Type: message/feedback-report

${fields}
${returned}`;

const offer =
  'From: News <news@sender.example>\nTo: ann@reader.example\nMessage-ID: <1@sender.example>\nSubject: Spring offers';

describe('RFC 5965', () => {
  test('every field, the complainant and the message', () => {
    const fields = `Feedback-Type: abuse
User-Agent: Example-FBL/2.0
Version: 1
Original-Mail-From: <bounce+7@sender.example>
Original-Rcpt-To: <ann@reader.example>
Arrival-Date: Thu, 8 Mar 2026 14:00:00 +0100
Source-IP: 192.0.2.7 (out.sender.example)
Reporting-MTA: dns; mx.reader.example
Original-Envelope-Id: QQ314
Reported-Domain: sender.example
Reported-Uri: https://sender.example/1
Reported-Uri: https://sender.example/2
Authentication-Results: mx.reader.example;
  dkim=pass
Incidents: 3
`;
    const { kind, format, feedback, recipients, message } = parse(report(fields, original(offer)));
    expect({ kind, format }).toEqual({ kind: 'feedback', format: 'arf' });
    expect(feedback).toMatchObject({
      type: 'abuse',
      user_agent: 'Example-FBL/2.0',
      version: '1',
      source_ip: '192.0.2.7',
      original_mail_from: 'bounce+7@sender.example',
      original_recipient: 'ann@reader.example',
      arrival_date: 'Thu, 8 Mar 2026 14:00:00 +0100',
      reported_domain: 'sender.example',
      incidents: 3,
      reporting_mta: 'mx.reader.example',
      original_envelope_id: 'QQ314',
      reported_uris: ['https://sender.example/1', 'https://sender.example/2'],
      auth_failure: null,
    });
    expect(feedback?.authentication_results).toMatch(/^mx\.reader\.example;\s+dkim=pass$/);
    expect(recipients).toMatchObject([{ recipient: 'ann@reader.example', verdict: { reason: 'complaint' } }]);
    expect(message).toMatchObject({ message_id: '<1@sender.example>', subject: 'Spring offers' });
  });

  test('field names in any case, no field but the needed ones', () => {
    const { feedback } = parse(report('feedback-type: abuse\nuser-agent: x\nversion: 1\n', original(offer)));
    expect(feedback).toMatchObject({ type: 'abuse', incidents: 1, source_ip: null });
  });

  test('an opt-out names the address to remove', () => {
    const fields = 'Feedback-Type: opt-out\nUser-Agent: x\nVersion: 1\nRemoval-Recipient: ann@reader.example\n';
    const { feedback, recipients } = parse(report(fields, '--b--\n'));
    expect(feedback).toMatchObject({ type: 'opt-out', original_recipient: 'ann@reader.example' });
    expect(recipients).toHaveLength(1);
  });

  test('"not spam" is no complaint', () => {
    const fields = 'Feedback-Type: not-spam\nUser-Agent: x\nVersion: 1\nOriginal-Rcpt-To: ann@reader.example\n';
    expect(parse(report(fields, original(offer)))).toMatchObject({ kind: 'feedback', recipients: [] });
  });

  test('the part has lost its type', () => {
    const mail = report('Feedback-Type: abuse\nUser-Agent: x\nVersion: 1\n', original(offer)).replace(
      'message/feedback-report',
      'text/plain',
    );
    expect(parse(mail)).toMatchObject({ kind: 'feedback', feedback: { type: 'abuse' } });
  });

  test('the parts have become one text', () => {
    const mail = `From: fbl@reporter.example
Subject: abuse report

This is an email abuse report for an email message received from IP 192.0.2.7.

Feedback-Type: abuse
User-Agent: x
Version: 1
Source-IP: 192.0.2.7
`;
    expect(parse(mail).feedback).toMatchObject({ type: 'abuse', source_ip: '192.0.2.7' });
  });
});

describe('who complained', () => {
  const withRecipient = (field: string, to: string) =>
    parse(
      report(
        `Feedback-Type: abuse\nUser-Agent: x\nVersion: 1\n${field}`,
        original(`From: news@sender.example\n${to}\nSubject: Hi`),
      ),
    );

  test.each([
    ['Original-Rcpt-To: redacted@reader.example\n', 'To: redacted@reader.example'],
    ['Original-Rcpt-To: <redacted>\n', 'To: <redacted>'],
    ['Original-Rcpt-To: user-4f2a9c@reader.example\n', 'To: user-4f2a9c@reader.example'],
    ['Original-Rcpt-To: 0cc175b9c0f1b6a831c399e269772661@reader.example\n', 'To: undisclosed-recipients:;'],
    ['Original-Rcpt-To: ***@reader.example\n', ''],
    ['', 'To: xxxxx@reader.example'],
  ])('is secret: %s %s', (field, to) => {
    const { feedback, recipients } = withRecipient(field, to);
    expect(feedback?.original_recipient).toBeNull();
    expect(recipients).toEqual([]);
  });

  test.each([
    ['one person in To', 'To: "Ann" <ann@reader.example>', 'ann@reader.example'],
    ['nobody, of two in To', 'To: ann@reader.example, bob@reader.example', null],
    ['nobody, on a mailing list', 'List-Post: <mailto:l@lists.example>\nTo: l@lists.example', null],
    ['nobody, where sender and To are the same', 'To: news@sender.example', null],
    ['a person whose name only looks secret', 'To: unknownpleasures@reader.example', 'unknownpleasures@reader.example'],
  ])('is %s', (_, to, recipient) => {
    expect(withRecipient('', to).feedback?.original_recipient).toBe(recipient);
  });
});

test('RFC 6591: what failed; nobody complained', () => {
  const fields = `Feedback-Type: auth-failure
User-Agent: Example-DMARC/1
Version: 1
Original-Rcpt-To: ann@reader.example
Auth-Failure: dmarc
Delivery-Result: reject
Identity-Alignment: none
DKIM-Domain: sender.example
DKIM-Selector: s1
SPF-DNS: txt : sender.example : "v=spf1 -all"
`;
  const { feedback, recipients } = parse(report(fields, original(offer)));
  expect(recipients).toEqual([]);
  expect(feedback).toMatchObject({
    type: 'auth-failure',
    auth_failure: {
      failure: 'dmarc',
      delivery_result: 'reject',
      identity_alignment: 'none',
      dkim_domain: 'sender.example',
      dkim_selector: 's1',
      dkim_identity: null,
      spf_dns: 'txt : sender.example : "v=spf1 -all"',
    },
  });
});

describe('other reporters', () => {
  const attached = (fields: string): string =>
    `From: staff@hotmail.com
Subject: complaint about message from 192.0.2.7
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: message/rfc822

${fields}
${offer}

Buy now
--b--
`;

  test('Microsoft without a report part', () => {
    expect(parse(attached('X-HmXmrOriginalRecipient: ann@reader.example'))).toMatchObject({
      kind: 'feedback',
      feedback: { type: 'abuse', source_ip: '192.0.2.7', original_recipient: 'ann@reader.example' },
      message: { message_id: '<1@sender.example>' },
    });
  });

  test('a delivery report that returns a message once reported to Microsoft is a bounce', () => {
    const mail = `Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; bob@reader.example
Action: failed
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

X-HmXmrOriginalRecipient: ann@reader.example
${offer}

--b--
`;
    expect(parse(mail)).toMatchObject({ kind: 'bounce', feedback: null });
  });

  test('Microsoft, the message unpacked by the mailbox', () => {
    const mail = `Return-Path: staff@hotmail.com\nX-HmXmrOriginalRecipient: ann@reader.example\n${offer}\n\nBuy now\n`;
    expect(parse(mail)).toMatchObject({
      kind: 'feedback',
      feedback: { original_recipient: 'ann@reader.example' },
      message: { message_id: '<1@sender.example>' },
    });
  });

  test('words and the message only', () => {
    const mail = report('', original(offer)).replace(/--b\nContent-Type: message\/feedback-report\n\n/, '');
    expect(parse(mail)).toMatchObject({ kind: 'feedback', feedback: { type: 'abuse', source_ip: '192.0.2.7' } });
  });

  test('SpamCop', () => {
    const mail = `From: 7654321@reports.spamcop.net
Subject: [SpamCop (192.0.2.7) id:7654321]Spring offers

[ SpamCop V5.4 ]
This message is brief for your comfort.
`;
    expect(parse(mail).feedback).toMatchObject({ user_agent: 'SpamCop', source_ip: '192.0.2.7' });
  });

  test('Exim’s report of a failed DMARC policy', () => {
    const mail = `From: Mail Delivery System <Mailer-Daemon@mx.example.org>
Subject: DMARC Forensic Report for sender.example from IP 192.0.2.7
Auto-Submitted: auto-replied

A message claiming to be from you has failed the published DMARC
policy for your domain.

  Sender Domain: sender.example
  Sender IP Address: 192.0.2.7
  Received Date: Sun, 01 Nov 2026 08:00:00 +0000
  SPF Alignment: no
  DKIM Alignment: no
  DMARC Results: Reject

------ This is a copy of the headers that were received before the error
       was detected.

Return-path: <bounce@sender.example>
To: ann@example.org
`;
    expect(parse(mail)).toMatchObject({
      kind: 'feedback',
      feedback: { type: 'auth-failure', source_ip: '192.0.2.7', reported_domain: 'sender.example' },
      recipients: [],
    });
  });

  test('X-ARF in lines', () => {
    const mail = `From: abuse@reporter.example
X-XARF: PLAIN
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

Hello abuse team
--b
Content-Type: text/plain; name=report.txt

---
Reported-From: abuse@reporter.example
Category: abuse
Report-Type: spam
Source-Type: ipv4
Source: 192.0.2.7
Version: 0.2
Date: Thu, 8 Mar 2026 14:00:00 +0100
--b--
`;
    expect(parse(mail).feedback).toMatchObject({ type: 'abuse', source_ip: '192.0.2.7', version: '0.2' });
  });

  test('X-ARF in JSON; a broken one is no report', () => {
    const mail = (json: string) => `From: abuse@reporter.example
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: application/json; name=xarf.json

${json}
--b--
`;
    const json =
      '{"xarf_version":"4.0.0","category":"messaging","type":"spam","source_identifier":"192.0.2.7","smtp_to":"ann@reader.example"}';
    expect(parse(mail(json)).feedback).toMatchObject({
      source_ip: '192.0.2.7',
      original_recipient: 'ann@reader.example',
    });
    expect(parse(mail(json.slice(0, 40))).kind).toBe('other');
  });
});

describe('no report', () => {
  test('a report that somebody forwards', () => {
    const mail = `From: bob@example.org
Subject: Fwd: complaint
Content-Type: multipart/mixed; boundary=o

--o
Content-Type: text/plain

Look what came in
--o
Content-Type: message/rfc822

${report('Feedback-Type: abuse\nUser-Agent: x\nVersion: 1\n', original(offer))}
--o--
`;
    expect(parse(mail).kind).toBe('other');
  });

  test('a mail about the format', () => {
    const mail =
      'From: bob@example.org\nSubject: ARF\n\nHow do I read this?\n\nFeedback-Type: abuse\nUser-Agent: x\nVersion: 1\n';
    expect(parse(mail).kind).toBe('other');
  });
});
