import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';

const notification = (fields: string, type = 'message/disposition-notification'): string =>
  `From: Ann <ann@reader.example>
Subject: Read: Lunch
Content-Type: multipart/report; report-type=disposition-notification; boundary=b

--b
Content-Type: text/plain

Your message was displayed. This is no guarantee that it was read.
--b
Content-Type: ${type}

Reporting-UA: reader.example; Mailer 1
Original-Recipient: rfc822;a@reader.example
Final-Recipient: rfc822;ann@reader.example
Original-Message-ID: <1@sender.example>
${fields}
--b--
`;

describe('what became of the message', () => {
  test.each([
    ['manual-action/MDN-sent-manually; displayed', { type: 'displayed', automatic: false, modifiers: [] }],
    ['automatic-action/MDN-sent-automatically;deleted', { type: 'deleted', automatic: true, modifiers: [] }],
    [
      'automatic-action/MDN-sent-automatically; processed/error, expired',
      { type: 'processed', automatic: true, modifiers: ['error', 'expired'] },
    ],
    ['displayed', { type: 'displayed', automatic: false, modifiers: [] }],
  ])('%s', (said, expected) => {
    const report = parse(notification(`Disposition: ${said}`));
    expect(report).toMatchObject({ kind: 'disposition', format: 'rfc8098', recipients: [] });
    expect(report.disposition).toEqual({
      ...expected,
      recipient: 'ann@reader.example',
      original_message_id: '<1@sender.example>',
    });
  });
});

test('deleted without being read is no bounce', () => {
  const mail = notification('Disposition: automatic-action/MDN-sent-automatically; deleted').replace(
    'Your message was displayed.',
    'Your message could not be delivered to a reader: it was deleted without being read.',
  );
  expect(parse(mail).kind).toBe('disposition');
});

test('the part has lost its type', () => {
  const fields = 'Disposition: manual-action/MDN-sent-manually; displayed';
  expect(parse(notification(fields, 'text/plain')).disposition?.type).toBe('displayed');
});

test('a mail that asks for a notification is none', () => {
  expect(parse('From: a@example.org\nDisposition-Notification-To: a@example.org\nSubject: Lunch\n\nHi\n').kind).toBe(
    'other',
  );
});
