import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReply } from './reply.ts';

describe('code and status', () => {
  test.each<[string, number | null, string | null]>([
    ['550 5.1.1 User unknown', 550, '5.1.1'],
    ['550 User unknown', 550, null],
    ['550', 550, null],
    ['452-4.2.2 The mailbox is\r\n452 4.2.2 over quota', 452, '4.2.2'],
    ['550-5.1.1 No such\n550 5.1.1 account', 550, '5.1.1'],
    ['550-5.1.1 No such / 550 5.1.1 account', 550, '5.1.1'],
    ['550-5.1.1 No such\\n550 5.1.1 account', 550, '5.1.1'],
    ['550 #5.1.0 Address rejected', 550, '5.1.0'],
    ['550 [5.7.1] refused', 550, '5.7.1'],
    ["550-'5.1.1' no such user", 550, '5.1.1'],
    ['550.5.1.1 no such user', 550, '5.1.1'],
    ['554-5.7.1 refused', 554, '5.7.1'],
    ['550 Requested action not taken: 5.2.1', 550, '5.2.1'],
    ['553 sorry, no mailbox here (#5.1.1)', 553, '5.1.1'],
    ['554 mx.example.org 5.7.1 Service unavailable', 554, '5.7.1'],
    ['550 5.1.1 unknown (state 14)', 550, '5.1.1'],
    ['550 4.2.2 user over quota', 550, '4.2.2'],
    ['5.1.1 (bad destination)', null, '5.1.1'],
    ['#550 5.1.1 no such user#', 550, '5.1.1'],
    ['512 5.1.2 Host not found', 512, '5.1.2'],
    ['571 Delivery not authorized', 571, null],
    ['250 2.0.0 Ok: queued as 4bXyZ12abc', 250, '2.0.0'],
    ['<a@example.org>... User unknown', null, null],
    ['The mailbox is full, please try later.', null, null],
    ['', null, null],
  ])('%j', (text, code, status) => {
    const reply = parseReply(text);
    expect([reply.code, reply.status]).toEqual([code, status]);
    if (code !== null) expect(text.slice(reply.codeStart, reply.codeStart + 3)).toBe(String(code));
    if (status !== null) expect(text.slice(reply.statusStart)).toMatch(new RegExp(`^${status}`));
  });

  test.each<[string, number | null, string | null]>([
    ['smtp; 550 5.1.1 no such user', 550, '5.1.1'],
    ['smtp;550 no such user', 550, null],
    ['SMTP; 450 4.2.0 later', 450, '4.2.0'],
    ['X-Postfix; unknown user: "ann"', null, null],
    ['x-unix; 75', null, null],
    ['host mx.example.org[192.0.2.1] said: 550 Message refused (in reply to end of DATA command)', 550, null],
    ['host mx.example.org[192.0.2.1] said: 550 Addresses failed: ann@example.org', 550, null],
    ['host mx.example.org[192.0.2.1] refused to talk to me: 421 4.7.0 busy', 421, '4.7.0'],
    [
      'SMTP error from remote mail server after RCPT TO:<a@example.org>: host mx.example.org [192.0.2.1]: 550 gone',
      550,
      null,
    ],
    ['mx.example.org [192.0.2.1] did not like our RCPT TO:550 5.6.0 no', 550, '5.6.0'],
    ['MAIL+RCPT 550 no such user', 550, null],
    ['Remote host said: 550 no such user', 550, null],
    ['>>> RCPT TO:<a@example.org>\n<<< 550 5.1.1 no such user', 550, '5.1.1'],
    ['>>> MAIL From:<a@example.org>\n<<< 250 ok\n>>> RCPT To:<b@example.org>\n<<< 553 gone', 553, null],
    ['dsn=5.1.1, stat=User unknown', null, '5.1.1'],
    ['452\n  #4.2.2: full', 452, '4.2.2'],
    ['452\r\n  #4.2.2: full', 452, '4.2.2'],
    ['550-192.0.2.1 is listed\r\n550 see https://example.org/', 550, null],
    ['smtp; 550-192.0.2.1 is listed 550 see https://example.org/', 550, null],
    ['Call 550-1234 for help', null, null],
    ['dsn=4.0.0, stat=Deferred: 451 later', 451, '4.0.0'],
    ['Error: 550 no such user', 550, null],
    ['reason: 550 no such user', 550, null],
    ['退信原因 550 no such user', 550, null],
    ['Grund 550 no such user', 550, null],
    ['<#5.1.1 smtp;550 no such user>', 550, '5.1.1'],
    ['#< #5.1.1 SMTP; 550 5.1.1 no such user>', 550, '5.1.1'],
    ["Server Error: '550 5.1.1 no such user'", 550, '5.1.1'],
    ["Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'", 550, '5.1.10'],
    ["5.1.0 - Unknown address error '5.2.2 mailbox full'", null, '5.2.2'],
    ["5.1.0 - Unknown address error 550-'5.1.1 no such user'", 550, '5.1.1'],
    ['ERROR_CODE :550, ERROR_CODE :5.1.1 no such user', 550, '5.1.1'],
    ['It responded as follows: [550 5.1.1 no such user]', 550, '5.1.1'],
    ['Could not be delivered because of 550 5.1.1 User unknown', 550, '5.1.1'],
  ])('behind a prefix: %j', (text, code, status) => {
    const reply = parseReply(text);
    expect([reply.code, reply.status]).toEqual([code, status]);
  });

  test.each([
    'connect to mx.example.org[192.0.2.1]:465: Connection refused',
    'connect to mx.example.org:587 failed',
    'conversation with 192.0.2.450 timed out',
    'You may send at most 500 messages per day',
    'Limit: 500 messages',
    'The limit of 450 recipients is reached',
    'Message of 512 KB is too large',
    'since 2024 this user is gone',
    'call 555-1234',
    'see IB504 and LPN007_426',
    'address 2001:db8:500::1 blocked',
    'it is 450:00 already',
    'the file is at http://example.org/550',
  ])('no code in: %s', (text) => expect(parseReply(text).code).toBeNull());

  test('of several codes the first failure counts', () => {
    expect(parseReply('220-mx.example.org 421 4.2.1 refused').code).toBe(421);
    expect(parseReply('250 sender ok\n550 5.1.1 no such user').code).toBe(550);
    expect(parseReply('550 no such user\n503 RCPT first').code).toBe(550);
    expect(parseReply('451 later 550 never').code).toBe(451);
  });
});

test('a reply is a plain value: a copy of it has everything', () => {
  const text =
    'host mx.example.org[192.0.2.1] said: 451 4.7.1 Greylisted, try again in 5 minutes, see https://example.org/help. (in reply to RCPT TO command)';
  expect({ ...parseReply(text) }).toEqual({
    ...{ text, code: 451, status: '4.7.1', codeStart: 37, statusStart: 41, stage: 'rcpt', host: 'mx.example.org' },
    ...{ retryAfter: 300, blocklist: null, helpUrl: 'https://example.org/help', queueId: null },
  });
});

const scraps = fc.constantFrom(
  '550',
  ' 5.1.1',
  '-',
  ' ',
  '\r\n',
  '[192.0.2.1]',
  ':',
  'said',
  '4',
  '.',
  "'",
  '(',
  'İ',
  '分',
  '5 minutes',
  'try again',
  'http://',
  '@',
  '>>> ',
  'spamhaus',
);
const anyReply = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(scraps, { maxLength: 40 }).map((words) => words.join('')),
);

test('any text has a reply', () => {
  fc.assert(
    fc.property(anyReply, (text) => {
      const { code, status, stage, host, retryAfter, blocklist, helpUrl, queueId } = parseReply(text);
      expect(code === null || (code >= 200 && code <= 599)).toBe(true);
      expect(status === null || /^[245]\.\d{1,3}\.\d{1,3}$/.test(status)).toBe(true);
      expect([stage, host, blocklist, helpUrl, queueId].every((value) => value !== undefined)).toBe(true);
      expect(retryAfter === null || retryAfter <= 2_592_000).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  '5',
  '550 ',
  '4.',
  '[',
  '(in reply to ',
  'host ',
  '>>> ',
  '1 minute ',
  'http://',
  '.outlook.com ',
  'a.b.',
  '550-5.1.1 ',
  '::',
  '- gsmtp',
])('a long text of %j is read in linear time: else it would take minutes', (scrap) => {
  const text = scrap.repeat(2_000_000 / scrap.length);
  const reply = parseReply(text);
  for (const read of [
    () => reply.stage,
    () => reply.host,
    () => reply.retryAfter,
    () => reply.blocklist,
    () => reply.helpUrl,
    () => reply.queueId,
  ])
    expect(read).not.toThrow();
});
