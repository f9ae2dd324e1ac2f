/** What others rely on in a verdict (docs/verdict.md), asked of the built library. */
import { describe, expect, test } from 'vitest';
import { type Context, explain, parse, reasons, taxonomy } from '../packages/bounce/dist/index.js';

test('a verdict has these fields, whatever was heard', () => {
  const fields = [
    ...['reason', 'category', 'group', 'bounce', 'final', 'action', 'fault', 'confidence', 'provider', 'rule'],
    ...['code', 'status', 'template', 'evidence', 'retry_after', 'blocklist', 'help_url'],
  ];
  for (const reply of ['550 5.1.1 User unknown', '', 'zzz', '421 4.7.0 Try again in 5 minutes'])
    expect(Object.keys(JSON.parse(JSON.stringify(explain(reply)))).sort()).toEqual([...fields].sort());
});

test('there are 50 reasons in 6 categories', () => {
  expect(reasons).toHaveLength(50);
  expect(new Set(reasons.map((reason) => taxonomy[reason].category))).toEqual(
    new Set(['non_existing_address', 'undeliverable', 'mailbox_full', 'auto_reply', 'blocked', 'other']),
  );
});

describe('words weigh more than the enhanced status, and that more than the code', () => {
  test.each<[string, Context, object]>([
    ['550 5.1.1 recipient overquota', {}, { reason: 'mailbox_full', bounce: 'soft' }],
    [
      '550 5.2.1 Mailbox unavailable. Your IP 192.0.2.1 is blacklisted',
      {},
      { category: 'blocked', bounce: 'soft', fault: ['sender'] },
    ],
    ['550 Connection frequency limited', {}, { reason: 'rate_limited', bounce: 'soft', final: false }],
    ['550 5.1.1 User unknown', { stage: 'connect' }, { category: 'blocked' }],
    ['550 5.1.1 User unknown', { stage: 'mail' }, { reason: 'bad_sender' }],
    ['550 5.1.1 User unknown', { stage: 'rcpt' }, { reason: 'user_unknown', bounce: 'hard', action: 'suppress' }],
    ['450 5.2.2 zzz', {}, { reason: 'mailbox_full' }],
    ['lorem ipsum', {}, { reason: 'undetermined', rule: 'none', code: null, status: null }],
  ])('%s %o', (reply, context, verdict) => {
    expect(explain(reply, context)).toMatchObject(verdict);
  });
});

test.each([
  ['420', 'connection_failure', 'soft'],
  ['421', 'receiver_temporary_failure', 'soft'],
  ['450', 'receiver_temporary_failure', 'soft'],
  ['452', 'receiver_storage_full', 'soft'],
  ['500', 'protocol_error', 'soft'],
  ['512', 'domain_not_found', 'hard'],
  ['523', 'message_too_large', 'soft'],
  ['550', 'user_unknown', 'hard'],
])('a bare %s is understood: %s', (code, reason, bounce) => {
  expect(explain(code)).toMatchObject({ reason, bounce, code: Number(code), rule: `code/${code}` });
});

describe('in a report of delivery', () => {
  const recipientOf = (fields: string, prose = '') => {
    const mail = `From: MAILER-DAEMON@mx.sender.example
Subject: Undelivered Mail
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

${prose}
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.sender.example

Final-Recipient: rfc822; jo@old.example
${fields}

--b--
`;
    return parse(mail).recipients[0];
  };

  test.each([
    [
      'the Diagnostic-Code goes before all',
      'Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full',
      'jo@old.example: 550 5.1.1 User unknown',
      { code: 552, status: '5.2.2', verdict: { reason: 'mailbox_full' } },
    ],
    [
      'then the reply in the prose',
      'Action: failed\nStatus: 5.0.0',
      '<jo@old.example>: host mx.old.example[192.0.2.7] said: 550 5.1.1 User unknown',
      { code: 550, status: '5.1.1', verdict: { reason: 'user_unknown' } },
    ],
    ['then Status', 'Action: failed\nStatus: 5.2.2', '', { status: '5.2.2', verdict: { reason: 'mailbox_full' } }],
    [
      'a temporary reply in a failure means that time ran out',
      'Action: failed\nStatus: 4.2.2\nDiagnostic-Code: smtp; 452 4.2.2 Mailbox full',
      '',
      {
        verdict: {
          reason: 'message_expired',
          bounce: 'hard',
          final: true,
          action: 'count',
          last_transient: 'mailbox_full',
        },
      },
    ],
  ])('%s', (_, fields, prose, expected) => {
    expect(recipientOf(fields, prose)).toMatchObject(expected);
  });
});
