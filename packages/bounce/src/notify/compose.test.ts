import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { explain } from '../classify/classify.ts';
import { verdictOf } from '../decide/verdict.fixture.ts';
import { parse } from '../report/parse.ts';
import { compose, composeFor, failed, fieldOf, input, message, now, textOf } from './notice.fixture.ts';

describe('a notice of failure', () => {
  const text = textOf(compose());

  test('is a report of three parts, which says in words, for programs and by the message itself', async () => {
    const mail = await PostalMime.parse(compose().bytes);
    expect(mail.headers.find(({ key }) => key === 'content-type')?.value).toContain('report-type=delivery-status');
    expect(mail.attachments.map(({ mimeType }) => mimeType)).toEqual([
      'message/delivery-status',
      'text/rfc822-headers',
    ]);
    expect(mail.text).toContain('bob@example.org:\n  There is no such mailbox.');
    expect(mail.text).toContain('mx.example.org answered:');
    expect(mail.subject).toBe('Undeliverable: Lunch');
  });

  test('is addressed, dated, threaded and marked as automatic', () => {
    expect(fieldOf(text, 'From')).toBe('"Mail Delivery System" <mailer-daemon@example.com>');
    expect(fieldOf(text, 'To')).toBe('<ann@example.com>');
    expect(fieldOf(text, 'Date')).toBe('Tue, 24 Nov 2026 09:30:05 +0000');
    expect(fieldOf(text, 'Message-ID')).toMatch(/^<[0-9a-f]{32}@mail\.example\.com>$/);
    expect(fieldOf(text, 'In-Reply-To')).toBe('<m1@example.com>');
    expect(fieldOf(text, 'References')).toBe('<m1@example.com>');
    expect(fieldOf(text, 'Auto-Submitted')).toBe('auto-replied');
    expect(fieldOf(text, 'MIME-Version')).toBe('1.0');
  });

  test('has the fields of RFC 3464, in their groups', () => {
    const status = text.slice(
      text.indexOf('Reporting-MTA'),
      text.indexOf('\r\n\r\n--=_', text.indexOf('Reporting-MTA')),
    );
    expect(status.split('\r\n')).toEqual([
      'Reporting-MTA: dns; mail.example.com',
      'Arrival-Date: Tue, 24 Nov 2026 09:29:05 +0000',
      '',
      'Final-Recipient: rfc822; bob@example.org',
      'Action: failed',
      'Status: 5.1.1',
      'Remote-MTA: dns; mx.example.org',
      'Diagnostic-Code: smtp; 550 5.1.1 <bob@example.org>: no such user here',
      'Last-Attempt-Date: Tue, 24 Nov 2026 09:30:05 +0000',
    ]);
  });

  test('what no server said is not said to be its answer', () => {
    const own = '552 5.3.4 Message size of 1818 octets exceeds the maximum message size of 1000';
    const text = textOf(composeFor({ diagnostic: own, ours: true, verdict: explain(own) }));
    expect(fieldOf(text, 'Diagnostic-Code')).toBe(`x-hearback; ${own}`);
    expect(fieldOf(text, 'Remote-MTA')).toBe('dns; mx.example.org');
    expect(text).toContain('What our server noted at mx.example.org:');
    expect(text).not.toContain('answered');
    expect(parse(textOf(composeFor({ diagnostic: own, ours: true }))).recipients).toMatchObject([
      { code: 552, verdict: { reason: 'message_too_large' } },
    ]);
    // Who was never reached cannot have said anything.
    expect(textOf(composeFor({ diagnostic: own, remoteMta: undefined }))).toContain('Diagnostic-Code: x-hearback; 552');
  });

  test('shows an answer of several lines line by line to people, in one field to programs', () => {
    const text = textOf(composeFor({ diagnostic: '550-5.1.1 No such user.\r\n550 5.1.1 Check the address.' }));
    expect(text).toContain('\r\n    550-5.1.1 No such user.\r\n    550 5.1.1 Check the address.\r\n');
    expect(fieldOf(text, 'Diagnostic-Code')).toBe('smtp; 550-5.1.1 No such user. 550 5.1.1 Check the address.');
  });

  test('is the same for the same input', () => {
    expect(compose().bytes).toEqual(compose().bytes);
  });

  test('is read back by our own reader', () => {
    expect(parse(compose().bytes)).toMatchObject({
      kind: 'bounce',
      format: 'rfc3464',
      recipients: [
        { recipient: 'bob@example.org', action: 'failed', status: '5.1.1', code: 550, remote_mta: 'mx.example.org' },
      ],
      message: { message_id: '<m1@example.com>', subject: 'Lunch' },
      problems: [],
    });
    expect(parse(compose().bytes).recipients[0]?.verdict.reason).toBe('user_unknown');
  });

  test('for an expired message keeps the last answer, and our reader sees that time ran out', () => {
    const verdict = verdictOf('message_expired', { code: 452, status: '4.2.2', last_transient: 'mailbox_full' });
    const notice = composeFor({ verdict, diagnostic: '452 4.2.2 mailbox is full' });
    expect(fieldOf(textOf(notice), 'Status')).toBe('4.2.2');
    expect(parse(notice.bytes).recipients[0]?.verdict).toMatchObject({
      reason: 'message_expired',
      last_transient: 'mailbox_full',
    });
  });
});

describe('what RFC 3461 lets the sender ask', () => {
  test('RET=FULL returns the message, RET=HDRS its headers', () => {
    const full = textOf(compose({ ret: 'full' }));
    expect(full).toContain(`Content-Type: message/rfc822\r\n\r\n${message}`);
    expect(textOf(compose({ ret: 'headers' }))).not.toContain('At noon?');
  });

  test('RET counts for failures only', () => {
    expect(textOf(composeFor({ action: 'delayed' }, { ret: 'full' }))).not.toContain('At noon?');
  });

  test('ENVID and ORCPT come back decoded, the address type kept', () => {
    const original = { ...input.original, envelopeId: 'job+3D7+2B1' };
    const text = textOf(composeFor({ originalRecipient: 'rfc822;Bob+2Blunch@example.org' }, { original }));
    expect(fieldOf(text, 'Original-Envelope-Id')).toBe('job=7+1');
    expect(fieldOf(text, 'Original-Recipient')).toBe('rfc822; Bob+lunch@example.org');
  });
});

describe('other notices', () => {
  test('of delay: says until when, with a status of class 4 even for a 5yz that is tried again', () => {
    const text = textOf(
      composeFor({
        action: 'delayed',
        retryUntil: now + 86_400_000,
        verdict: verdictOf('rate_limited', { status: '5.7.1' }),
      }),
    );
    expect(fieldOf(text, 'Status')).toBe('4.7.1');
    expect(fieldOf(text, 'Will-Retry-Until')).toBe('Wed, 25 Nov 2026 09:30:05 +0000');
    expect(fieldOf(text, 'Subject')).toBe('Delayed: Lunch');
    expect(text).toContain('We keep trying until Wed, 25 Nov 2026 09:30:05 +0000.');
    expect(parse(text)).toMatchObject({ kind: 'delayed', recipients: [{ action: 'delayed' }] });
  });

  test.each(['delivered', 'relayed', 'expanded'] as const)('of success: %s', (action) => {
    const notice = composeFor({ action, verdict: null, diagnostic: '250 2.1.5 taken' });
    expect(fieldOf(textOf(notice), 'Status')).toBe('2.0.0');
    expect(parse(notice.bytes)).toMatchObject({ kind: 'delivered', recipients: [{ action }] });
  });

  test('of several recipients: the gravest gives the subject, each has its group', () => {
    const notice = compose({
      recipients: [
        { ...failed, action: 'delivered', recipient: 'cy@example.org', verdict: null },
        failed,
        { ...failed, recipient: 'dee@example.net', action: 'delayed', verdict: explain('452 4.2.2 mailbox full') },
      ],
    });
    expect(fieldOf(textOf(notice), 'Subject')).toBe('Undeliverable: Lunch');
    expect(parse(notice.bytes).recipients.map(({ recipient, action }) => [recipient, action])).toEqual([
      ['cy@example.org', 'delivered'],
      ['bob@example.org', 'failed'],
      ['dee@example.net', 'delayed'],
    ]);
  });

  test('in other words', () => {
    const words = {
      sender: 'Postverwaltung',
      subject: { failed: 'Unzustellbar: {subject}', delayed: '', delivered: '', relayed: '', expanded: '' },
      opening: {
        failed: 'Ihre Nachricht „{subject}“ konnte nicht zugestellt werden.',
        delayed: '',
        delivered: '',
        relayed: '',
        expanded: '',
      },
      reasons: { undetermined: { what: 'Kein Postfach für {recipient}.', advice: 'Prüfen Sie die Adresse.' } },
      outcome: { delayed: '', delivered: '', relayed: '', expanded: '' },
      answered: '{host} antwortete:',
      unanswered: 'Unser Server notierte zu {host}:',
      retrying: '',
    };
    const text = textOf(compose({ words }));
    expect(fieldOf(text, 'Subject')).toBe('Unzustellbar: Lunch');
    expect(text).toContain('=E2=80=9ELunch=E2=80=9C konnte nicht');
    expect(text).toContain('Kein Postfach f=C3=BCr bob@example.org.');
  });
});

describe('beyond ASCII', () => {
  const original = { ...input.original, smtputf8: true, content: message.replace('Ann', 'Änn') };
  const recipient = 'пример@example.org';

  test.each([true, false])('an international address takes the types of RFC 6533 (8-bit way: %s)', async (eightBit) => {
    const notice = composeFor(
      { recipient, originalRecipient: 'utf-8;\\x{43F}@example.org' },
      { original, eightBit, ret: 'full' },
    );
    const mail = await PostalMime.parse(notice.bytes, { forceRfc822Attachments: true });
    expect(mail.attachments.map(({ mimeType }) => mimeType)).toEqual([
      'message/global-delivery-status',
      'message/global',
    ]);
    expect(Buffer.from(notice.bytes).every((octet) => octet < 128)).toBe(!eightBit);
    expect(notice).toMatchObject({ eightBit, smtputf8: false });
    const head = textOf(notice).slice(0, textOf(notice).indexOf('\r\n\r\n'));
    expect(fieldOf(head, 'Content-Transfer-Encoding')).toBe(eightBit ? '8bit' : undefined);
    const report = parse(notice.bytes);
    expect(report.recipients).toMatchObject([{ recipient, original_recipient: 'п@example.org' }]);
    expect(report.message.from).toContain('Änn');
  });

  test('octets of UTF-8 in xtext are an international address, whatever type they claim', () => {
    const notice = composeFor(
      { recipient, originalRecipient: 'rfc822;+D0+BF@example.org' },
      { original, eightBit: true },
    );
    expect(textOf(notice)).toMatch(/^Original-Recipient: utf-8; \S+@example\.org/m);
    expect(parse(notice.bytes).recipients).toMatchObject([{ recipient, original_recipient: 'п@example.org' }]);
  });

  test('an international sender needs SMTPUTF8', () => {
    expect(compose({ to: recipient }).smtputf8).toBe(true);
    expect(compose().smtputf8).toBe(false);
  });

  test('a subject comes as encoded words, a reply in full to people and in ASCII to programs', async () => {
    const subject = 'Grüße '.repeat(12).trim();
    const notice = composeFor(
      { diagnostic: '550 5.1.1 Unbekannter Empfänger' },
      { original: { ...input.original, subject } },
    );
    expect((await PostalMime.parse(notice.bytes)).subject).toBe(`Undeliverable: ${subject}`);
    expect((await simpleParser(Buffer.from(notice.bytes))).subject).toBe(`Undeliverable: ${subject}`);
    expect((await PostalMime.parse(notice.bytes)).text).toContain('Unbekannter Empfänger');
    expect(fieldOf(textOf(notice), 'Diagnostic-Code')).toBe('smtp; 550 5.1.1 Unbekannter Empf?nger');
  });
});
