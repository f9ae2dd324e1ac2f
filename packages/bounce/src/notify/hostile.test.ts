/** Nothing that a stranger wrote adds a field, a part, a line end or a recipient to a notice. */
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { explain } from '../classify/classify.ts';
import { parse } from '../report/parse.ts';
import { composeNotice } from './compose.ts';
import { now } from './notice.fixture.ts';

/** Notices of each kind: HEARBACK_NOTICES for a long run, which then begins anywhere. */
const asked = process.env['HEARBACK_NOTICES'];
const runs = (usual: number) => (asked === undefined ? { numRuns: usual } : { numRuns: Number(asked) });
const patience = asked === undefined ? 20_000 : 3_600_000;

describe('whatever strangers wrote', { timeout: patience }, () => {
  const evil = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom(
      'a\r\nBcc: x@example.net',
      '\n\n--=_',
      '\0',
      'x'.repeat(5000),
      'é'.repeat(3000),
      '=?UTF-8?B?SGk=?=',
      '"',
      '\\',
    ),
    fc
      .array(
        fc.constantFrom(
          '\r',
          '\n',
          '\r\n',
          ' ',
          '\t',
          ':',
          ';',
          '<',
          '>',
          '@',
          ',',
          '"',
          '(',
          ')',
          'Bcc:',
          'a',
          'é',
          '\u2028',
          '\ud800',
        ),
      )
      .map((parts) => parts.join('')),
  );
  const instant = fc.oneof(fc.constantFrom(now, Number.NaN, Infinity, -1e15, 9e15), fc.integer());
  const anyRecipient = fc.record({
    recipient: evil,
    originalRecipient: evil,
    action: fc.constantFrom('failed', 'delayed', 'delivered', 'relayed', 'expanded'),
    verdict: evil.map((text) => explain(text)),
    diagnostic: evil,
    remoteMta: evil,
    lastAttempt: instant,
    retryUntil: instant,
  } as const);
  const anyInput = fc.record({
    reportingMta: evil,
    from: evil,
    to: evil,
    now: instant,
    recipients: fc.array(anyRecipient, { maxLength: 4 }),
    original: fc.record({
      content: fc.oneof(evil, fc.uint8Array({ maxLength: 3000 })),
      messageId: evil,
      subject: evil,
      envelopeId: evil,
      arrivedAt: instant,
      smtputf8: fc.boolean(),
    }),
    ret: fc.constantFrom('full', 'headers'),
    eightBit: fc.boolean(),
    returnLimit: fc.nat(4000),
  } as const);
  const topFields = [
    'Date',
    'From',
    'To',
    'Subject',
    'Message-ID',
    'In-Reply-To',
    'References',
    'Auto-Submitted',
    'MIME-Version',
    'Content-Type',
    'Content-Transfer-Encoding',
  ];
  const statusFields = [
    'Reporting-MTA',
    'Original-Envelope-Id',
    'Arrival-Date',
    'Original-Recipient',
    'Final-Recipient',
    'Action',
    'Status',
    'Remote-MTA',
    'Diagnostic-Code',
    'Last-Attempt-Date',
    'Will-Retry-Until',
  ];
  const namesIn = (block: string): string[] =>
    block
      .split('\r\n')
      .filter((line) => line !== '' && !/^[ \t]/.test(line))
      .map((line) => line.slice(0, line.indexOf(':')));

  test('lines end in CRLF, are short, and only our own fields and parts stand in the notice', () => {
    fc.assert(
      fc.property(anyInput, (any) => {
        const notice = composeNotice(any);
        const octets = Buffer.from(notice.bytes).toString('latin1');
        expect(octets).not.toMatch(/(^|[^\r])\n|\r($|[^\n])|\0/);
        expect(octets.split('\r\n').filter((line) => line.length > 998)).toEqual([]);
        const head = octets.slice(0, octets.indexOf('\r\n\r\n'));
        const names = namesIn(head);
        expect(names.filter((name) => !topFields.includes(name))).toEqual([]);
        expect(new Set(names).size).toBe(names.length);
        expect(head).not.toMatch(/\r\n\s*(\r\n|$)/);
        const boundary = /boundary="([^"]+)"/.exec(head)?.[1] ?? '';
        expect(octets.split(`--${boundary}`).length).toBeGreaterThanOrEqual(4);
        expect(octets.split(`--${boundary}`).length).toBeLessThanOrEqual(5);
        if (!notice.eightBit && !notice.smtputf8) expect(octets).not.toMatch(/[\x80-\xff]/);
      }),
      runs(500),
    );
  });

  test('independent readers find one group per recipient, with the fields of RFC 3464 and no others', async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, async (any) => {
        const mail = await PostalMime.parse(composeNotice(any).bytes, { forceRfc822Attachments: true });
        const [status] = mail.attachments;
        const { headerLines } = await simpleParser(Buffer.from(composeNotice(any).bytes));
        expect(
          headerLines.map(({ key }) => key).filter((key) => !topFields.some((name) => name.toLowerCase() === key)),
        ).toEqual([]);
        expect(status?.mimeType).toMatch(/^message\/(global-)?delivery-status$/);
        const text = new TextDecoder().decode(status?.content as ArrayBuffer);
        const [, ...groups] = text.replaceAll('\r\n', '\n').trimEnd().split('\n\n');
        expect(groups.length).toBe(any.recipients.length);
        groups.forEach((group, i) => {
          expect(namesIn(group.replaceAll('\n', '\r\n')).filter((name) => !statusFields.includes(name))).toEqual([]);
          expect(group).toContain(`\nAction: ${any.recipients[i]?.action}\n`);
          expect(group).toMatch(/\nStatus: [245]\.\d{1,3}\.\d{1,3}(\n|$)/);
        });
      }),
      runs(150),
    );
  });

  test('our own reader finds the same recipients, actions, statuses and message', () => {
    const replies = ['550 5.1.1 no such user', '452 4.2.2 mailbox full', '421 4.7.28 too much mail'] as const;
    const recipient = fc.record({
      // Our reader takes quotation marks, stars and the like around an address for decoration.
      recipient: fc
        .tuple(fc.stringMatching(/^[a-z0-9]([a-z0-9.+_=-]{0,40}[a-z0-9])?$/), fc.domain())
        .map((parts) => parts.join('@')),
      action: fc.constantFrom('failed', 'delayed', 'delivered', 'relayed', 'expanded'),
      reply: fc.constantFrom(...replies),
      noise: evil,
      remoteMta: fc.domain(),
    } as const);
    const someone = fc.uniqueArray(recipient, {
      minLength: 1,
      maxLength: 4,
      selector: (one) => one.recipient.toLowerCase(),
    });
    fc.assert(
      fc.property(anyInput, someone, (any, people) => {
        const notice = composeNotice({
          ...any,
          recipients: people.map(({ reply: said, noise, ...rest }) => ({
            ...rest,
            verdict: explain(said),
            diagnostic: `${said} ${noise}`,
          })),
          original: { ...any.original, content: `Message-ID: <m1@example.com>\r\n\r\n${any.original.subject}` },
          returnLimit: 50_000,
        });
        const report = parse(notice.bytes);
        expect(
          report.recipients.map((one) => [one.recipient?.toLowerCase(), one.action, one.status, one.code]),
        ).toEqual(
          people.map((one) => [
            one.recipient.toLowerCase(),
            one.action,
            one.reply.slice(4).split(' ')[0],
            Number(one.reply.slice(0, 3)),
          ]),
        );
        expect(report.message.message_id).toBe('<m1@example.com>');
      }),
      runs(300),
    );
  });
});
