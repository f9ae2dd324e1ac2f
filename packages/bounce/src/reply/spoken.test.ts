import { describe, expect, test } from 'vitest';
import { explain } from '../classify/classify.ts';
import { parse } from '../report/parse.ts';
import { template } from './template.ts';

const said = '550 5.1.1 <ann@one.example>: Recipient address rejected: User unknown';

/** The reply as each of them writes it down. */
const tellings: readonly (readonly [who: string, (reply: string) => string])[] = [
  ['a DSN (RFC 3464)', (reply) => `smtp; ${reply}`],
  ['Exchange', (reply) => `smtp;${reply}`],
  ['a Postfix log', (reply) => `host mx.one.example[192.0.2.7] said: ${reply} (in reply to RCPT TO command)`],
  ['Postfix at the greeting', (reply) => `host mx.one.example[192.0.2.7] refused to talk to me: ${reply}`],
  [
    'Exim',
    (reply) =>
      `SMTP error from remote mail server after RCPT TO:<ann@one.example>: host mx.one.example [192.0.2.7]: ${reply}`,
  ],
  [
    'Exim, pipelined',
    (reply) => `SMTP error from remote mail server after pipelined MAIL FROM:<a@b.example>: ${reply}`,
  ],
  ['qmail', (reply) => `192.0.2.7 does not like recipient.\nRemote host said: ${reply}\nGiving up on 192.0.2.7.`],
  ['a transcript', (reply) => `... while talking to mx.one.example.:\n>>> RCPT TO:<ann@one.example>\n<<< ${reply}`],
  ['Microsoft 365', (reply) => `Remote server returned '${reply}'`],
  ['a mail in brackets', (reply) => `The mail server answered (${reply}).`],
  ['PowerMTA', (reply) => `smtp;${reply}`],
];

describe('one reply has one template, told by', () => {
  const own = explain(said).template;
  test.each(tellings)('%s', (_, tell) => {
    expect(explain(tell(said)).template).toBe(own);
  });

  test('our session', () => expect(own).toBe('550 5.1.1 <addr>: recipient address rejected: user unknown'));
});

describe('so has one of several lines, told by', () => {
  const lines = ['550-5.1.1 The account does not exist.', '550-5.1.1 Please try', '550 5.1.1 again - gsmtp'];
  const own = explain(lines.join('\r\n')).template;
  test.each(tellings)('%s', (_, tell) => {
    expect(explain(tell(lines.join('\n    '))).template).toBe(own);
    expect(explain(tell(lines.join(' '))).template).toBe(own);
  });
});

test('a notice and the session that it is about have one template', () => {
  const [report] = parse(
    Buffer.from(
      [
        'From: MAILER-DAEMON@relay.example',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; relay.example',
        '',
        'Final-Recipient: rfc822; ann@one.example',
        'Action: failed',
        'Status: 5.1.1',
        `Diagnostic-Code: smtp; ${said}`,
        '',
        '--b--',
        '',
      ].join('\r\n'),
    ),
  ).recipients;
  expect(report?.verdict.template).toBe(explain(said).template);
});

describe('stays whole', () => {
  test.each([
    'mailbox full (error 552)',
    'mailbox full: error 552',
    'user is over quota (552 see our pages) and gets nothing',
    'sorry, no mailbox here by that name. (#5.1.1)',
    'connect to mx.one.example[192.0.2.7]:25: connection timed out',
    '550 5.1.1 user unknown (see the manual)',
    '550 giving up on this sender for today',
  ])('%s', (text) => expect(explain(text).template).toBe(template(text)));

  test('other words before the code are other words', () => {
    expect(explain('mailbox full: error 552').template).not.toBe(explain('message too big: error 552').template);
  });
});

test('a long text of brackets and codes takes linear time: else it would take minutes', () => {
  for (const scrap of ['(550 a ', ' (in reply to ', ' giving up on ', "said: '550 5.1.1 "])
    expect(explain(scrap.repeat(1_000_000 / scrap.length)).template.length).toBeGreaterThan(0);
});
