import { describe, expect, test } from 'vitest';
import { ReplyReader } from './reply-reader.ts';
import type { SmtpReply } from './transaction.ts';

/** What comes out when the octets come in pieces of that size. */
function read(octets: Buffer, size = octets.length): { replies: SmtpReply[]; violation: string | null } {
  const reader = new ReplyReader();
  const replies: SmtpReply[] = [];
  let violation: string | null = null;
  for (let at = 0; at < octets.length && violation === null; at += size) {
    violation = reader.feed(octets.subarray(at, at + size), (reply) => replies.push(reply));
  }
  return { replies, violation };
}

const readText = (text: string) => read(Buffer.from(text, 'latin1'));

test.each<[string, SmtpReply]>([
  ['250 ok\r\n', { code: 250, status: null, text: '250 ok' }],
  ['250\r\n', { code: 250, status: null, text: '250' }],
  ['250 2.1.5 Recipient ok\r\n', { code: 250, status: '2.1.5', text: '250 2.1.5 Recipient ok' }],
  [
    '550-5.1.1 No such\r\n550 5.1.1 user\r\n',
    { code: 550, status: '5.1.1', text: '550-5.1.1 No such\n550 5.1.1 user' },
  ],
  ['550-Unknown\r\n550 5.1.1 user\r\n', { code: 550, status: null, text: '550-Unknown\n550 5.1.1 user' }],
  ['421 4.4.2\n', { code: 421, status: '4.4.2', text: '421 4.4.2' }],
  ['550 5.1.10.3 no status\r\n', { code: 550, status: null, text: '550 5.1.10.3 no status' }],
])('%j is one reply however it is cut', (text, reply) => {
  const octets = Buffer.from(text);
  for (let size = 1; size <= octets.length; size++) {
    expect(read(octets, size)).toEqual({ replies: [reply], violation: null });
  }
});

test('several replies in one piece come in order', () => {
  expect(readText('250 a\r\n451-b\r\n451 c\r\n354 d\r\n').replies.map(({ text }) => text)).toEqual([
    '250 a',
    '451-b\n451 c',
    '354 d',
  ]);
});

describe('what is no reply', () => {
  test.each([
    'OK\r\n',
    '25 ok\r\n',
    '2500 ok\r\n',
    '250_ok\r\n',
    '150 preliminary\r\n',
    '650 beyond\r\n',
    ' 250 indented\r\n',
    '\r\n',
    '\x150 ok\r\n',
    '25\xb20 ok\r\n',
  ])('%j', (text) => {
    expect(readText(text)).toEqual({ replies: [], violation: 'no reply code at the start of a line' });
  });

  test('a code that changes midway, though replies before it count', () => {
    const { replies, violation } = readText('250 first\r\n250-one\r\n550 two\r\n250 later\r\n');
    expect(replies.map(({ text }) => text)).toEqual(['250 first']);
    expect(violation).toBe('reply code that changes from line to line');
  });

  test('continuation lines without end', () => {
    expect(readText(`${'250-more\r\n'.repeat(99)}250 last\r\n`).replies).toHaveLength(1);
    expect(readText('250-more\r\n'.repeat(101)).violation).toBe('reply of more than 100 lines');
  });

  test('a line without end', () => {
    const reader = new ReplyReader();
    const chunk = Buffer.alloc(16_384, 'x');
    const answers = [1, 2, 3, 4, 5].map(() => reader.feed(chunk, () => expect.unreachable()));
    expect(answers).toEqual([null, null, null, null, 'reply of more than 65536 octets']);
  });

  test('many long lines', () => {
    expect(readText(`250-${'x'.repeat(1000)}\r\n`.repeat(66)).violation).toBe('reply of more than 65536 octets');
  });
});

test('a long line keeps its first 2,048 octets', () => {
  const octets = Buffer.from(`550 5.7.1 ${'x'.repeat(10_000)}\r\n250 next\r\n`);
  for (const size of [1, 7, 2048, 2049, 20_000]) {
    const { replies } = read(octets, size);
    expect(replies.map(({ text }) => text.length)).toEqual([2048, 8]);
    expect(replies[0]?.status).toBe('5.7.1');
  }
});

test.each([
  ['550 \x1b[31mred\x07\r\n', '550 \ufffd[31mred\ufffd'],
  ['550 a\0b\tc\r\n', '550 a\ufffdb c'],
  ['550 a\rb\r\n', '550 a\ufffdb'],
  ['550 na\xc3\xafve\r\n', '550 na\u00efve'],
  ['550 \xff\xfe\r\n', '550 \ufffd\ufffd'],
  ['550 \xe2\x80\xaegnp\r\n', '550 \ufffdgnp'],
  ['550 \xc2\x85\xc2\x9b2J\r\n', '550 \ufffd\ufffd2J'],
])('%j is stored as %j', (octets, text) => {
  expect(readText(octets).replies[0]?.text).toBe(text);
});

test('part of a reply is told from none', () => {
  const reader = new ReplyReader();
  reader.feed(Buffer.from('250-a\r\n'), () => {});
  expect(reader.pending).toBe(true);
  reader.feed(Buffer.from('250 b\r\n'), () => {});
  expect(reader.pending).toBe(false);
});
