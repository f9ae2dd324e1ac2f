/** What leaves the built server, byte by byte, when those who hand mail in by HTTP or by command mean harm. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../durable/api.ts';
import { FarEnd, type FarMail } from '../peers/far-end.ts';
import { handIn } from '../peers/hand-in.ts';
import { openPostOffice, type PostOffice } from '../peers/post-office.ts';

let far: FarEnd;
let office: PostOffice;
let hostile: Server;
/** What the server that injects was told, connection by connection. */
const heard: string[] = [];

beforeAll(async () => {
  far = await FarEnd.open();
  hostile = createServer((socket) => {
    const index = heard.push('') - 1;
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      heard[index] += chunk;
      if (chunk.startsWith('EHLO')) socket.write('250-evil.example\r\n250 STARTTLS\r\n');
      // All that it would like to be answered, before anybody asked and before TLS.
      if (chunk.startsWith('STARTTLS')) socket.write(`220 Go\r\n${'250 Yes\r\n'.repeat(3)}354 Go on\r\n250 Taken\r\n`);
    });
    socket.on('error', () => socket.destroy());
    socket.write('220 evil.example ESMTP\r\n');
  }).listen(0, '127.0.0.1');
  await once(hostile, 'listening');
  const address = hostile.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const evil = `[delivery.domains."evil.example"]\nhost = "127.0.0.1"\nport = ${port}\n`;
  office = await openPostOffice(far.port, `${evil}[retry]\nschedule = ["0", "1h"]\n`);
}, 60_000);
afterAll(async () => {
  await office?.close();
  hostile?.close();
  await far?.close();
});

const post = (path: string, type: string, body: string, headers: Record<string, string> = {}) =>
  ask(join(office.house.folder, 'data/hearback.sock'), path, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body,
  });
const raw = (content: string, query = 'from=ann@ours.example&to=bob@next.example') =>
  post(`/v1/messages?${query}`, 'message/rfc822', content);

let marks = 0;
const mark = (): string => `mark-${marks++}-`;
const arrived = (token: string): Promise<FarMail> => far.mail(({ content }) => content.includes(token));

/** Lines end with CRLF alone, and no line but the last begins with a single dot. */
function isClean(wire: string): boolean {
  const lines = wire.split('\r\n');
  const last = lines.slice(-2);
  return (
    lines.every((line) => !/[\r\n\0]/.test(line)) &&
    lines.slice(0, -2).every((line) => !line.startsWith('.') || line.startsWith('..')) &&
    last[0] === '.' &&
    last[1] === ''
  );
}

describe('a message of octets', () => {
  const marksOfLines = ['\r', '\n', '.', 'x'];
  const words = (length: number): string[] =>
    length === 0 ? [''] : words(length - 1).flatMap((word) => marksOfLines.map((one) => word + one));
  const everything = [1, 2, 3, 4, 5].flatMap(words);
  const smuggled = 'MAIL FROM:<boss@ours.example>\r\nRCPT TO:<victim@next.example>\r\nDATA\r\nsmuggled\r\n.\r\n';

  it(`with every sequence of CR, LF, dot and letter up to five long leaves clean`, async () => {
    const token = mark();
    const given = `Subject: ${token}\r\n\r\n${everything.join('A')}${everything.map((word) => `${word}\r\n`).join('')}`;
    expect((await raw(given)).status).toBe(202);
    const mail = await arrived(token);
    expect(isClean(mail.wire)).toBe(true);
    const body = (text: string): string => text.slice(text.indexOf('\r\n\r\n') + 4);
    expect(body(mail.content) === body(given.replace(/\r\n|\r|\n/g, '\r\n'))).toBe(true);
  });

  it.each([
    ...['\n.\n', '\n.\r', '\r.\n', '\r.\r', '\n.\r\n', '\r.\r\n', '\r\n.\n', '\r\n.\r', '\r\n.\r\r\n'],
    ...['\r\r\n.\r\r\n', '\r\n.\r\n', '\n\n.\n\n'],
  ])('that ends with %j and goes on is one message', async (end) => {
    const token = mark();
    expect((await raw(`Subject: ${token}\r\n\r\nfirst${end}${smuggled}`)).status).toBe(202);
    const mail = await arrived(token);
    expect(isClean(mail.wire)).toBe(true);
    expect(mail.content).toContain('RCPT TO:<victim@next.example>');
    expect(mail.recipients).toEqual(['bob@next.example']);
  });

  it.each(['\r\n\0.\r\n', '\0', '\r\n.\0\r\n'])('with a NUL (%j) is not taken', async (end) => {
    expect((await raw(`Subject: ${mark()}\r\n\r\nfirst${end}${smuggled}`)).status).toBe(400);
  });

  it('nothing but what was handed in has left', () => {
    expect(far.mails.filter(({ sender, recipients }) => sender.startsWith('boss') || recipients.length !== 1)).toEqual(
      [],
    );
  });
});

/** Of a request that says something wrong, and of a message that cannot be. */
const refusals = [400, 422];
const breaks = ['\r\n', '\n', '\r', '\r\n\r\n', '\u0000', '\u0085', '\u2028', '\u000b', '\r\n ', '\n\t'];
const injections = breaks.map((end) => `x${end}Bcc: victim@next.example${end}X-Evil: 1`);
/** Names of the header fields of a mail, and the address that was given to it. */
const namesOf = ({ content }: FarMail): string[] =>
  (content.slice(0, content.indexOf('\r\n\r\n')).match(/^[^\s:]+(?=:)/gm) ?? []).map((name) => name.toLowerCase());
const known =
  /^(received|message-id|date|from|to|cc|reply-to|subject|mime-version|content-[a-z-]+|x-own|list-unsubscribe)$/;

describe('header injection through a letter', () => {
  const letter = { from: 'ann@ours.example', to: ['bob@next.example'], subject: 'x', text: 'Hello' };
  const fields: readonly (readonly [string, (evil: string) => object])[] = [
    ['from', (evil) => ({ from: evil })],
    ['the name in from', (evil) => ({ from: `${evil} <ann@ours.example>` })],
    ['the quoted name in from', (evil) => ({ from: `"${evil}" <ann@ours.example>` })],
    ['sender', (evil) => ({ sender: `ann@ours.example${evil}` })],
    ['to', (evil) => ({ to: [`bob@next.example${evil}`] })],
    ['the name in to', (evil) => ({ to: [`${evil} <bob@next.example>`] })],
    ['cc', (evil) => ({ cc: [`${evil} <bob@next.example>`] })],
    ['bcc', (evil) => ({ bcc: [`${evil}@next.example`] })],
    ['reply_to', (evil) => ({ reply_to: [`${evil} <bob@next.example>`] })],
    ['subject', (evil) => ({ subject: evil })],
    ['a value of headers', (evil) => ({ headers: { 'X-Own': evil } })],
    ['a name of headers', (evil) => ({ headers: { [`X-Own${evil}`]: 'x' } })],
    ['a file name', (evil) => ({ attachments: [{ filename: evil, content_type: 'text/plain', content: 'eA==' }] })],
    [
      'a file type',
      (evil) => ({ attachments: [{ filename: 'f', content_type: `text/plain${evil}`, content: 'eA==' }] }),
    ],
    ['a file', (evil) => ({ attachments: [{ filename: 'f', content_type: 'text/plain', content: evil }] })],
    ['stream', (evil) => ({ stream: evil })],
    ['list', (evil) => ({ list: evil })],
    ['campaign', (evil) => ({ campaign: evil })],
    ['a tag', (evil) => ({ tags: [evil] })],
    ['text', (evil) => ({ text: `${evil}\r\n.\r\n` })],
    ['html', (evil) => ({ html: `${evil}\r\n.\r\n` })],
    ['a wait', (evil) => ({ retry: { schedule: [evil] } })],
  ];

  it.each(fields)('%s', async (_, change) => {
    for (const evil of injections) {
      const token = mark();
      const marked = { ...letter, headers: { 'List-Unsubscribe': `<https://ours.example/${token}>` } };
      const changed = change(evil) as { readonly headers?: object };
      const body = { ...marked, ...changed, headers: { ...marked.headers, ...changed.headers } };
      const answer = await post('/v1/messages', 'application/json', JSON.stringify(body));
      if (refusals.includes(answer.status)) continue;
      expect(answer.status).toBe(202);
      const mail = await arrived(token);
      expect(isClean(mail.wire)).toBe(true);
      expect(namesOf(mail).filter((name) => !known.test(name))).toEqual([]);
      expect(mail.recipients).toEqual(['bob@next.example']);
    }
  });

  it.each([
    'Bcc',
    'bcc',
    'From',
    'Received',
    'Content-Type',
    'X-Hearback-Stream',
    'DKIM-Signature',
    'Return-Path',
    '',
    ' X',
    'X Y',
    'X:',
  ])('a field of the name %j is not taken', async (name) => {
    const body = JSON.stringify({ ...letter, headers: { [name]: 'x' } });
    expect((await post('/v1/messages', 'application/json', body)).status).toBe(400);
  });
});

it('header injection through the query of a finished message', async () => {
  for (const field of ['from', 'to', 'stream', 'list', 'campaign', 'tags']) {
    for (const evil of injections) {
      const token = mark();
      const address = field === 'from' || field === 'to' ? `bob@next.example${evil}` : evil;
      const query = new URLSearchParams({ from: 'ann@ours.example', to: 'bob@next.example', [field]: address });
      const answer = await raw(`Subject: ${token}\r\n\r\nx`, query.toString());
      if (refusals.includes(answer.status)) continue;
      expect(answer.status).toBe(202);
      const mail = await arrived(token);
      expect(namesOf(mail).filter((name) => !known.test(name))).toEqual([]);
      expect([mail.sender, ...mail.recipients]).toEqual(['ann@ours.example', 'bob@next.example']);
    }
  }
});

it('header injection through the flags of `hearback send`', () => {
  const evil = 'x\r\nBcc: victim@next.example\r\nRCPT TO:<victim@next.example>';
  const flags = {
    '--from': `ann@ours.example${evil}`,
    '--stream': evil,
    '--list': evil,
    '--campaign': evil,
    '--tag': evil,
  };
  for (const [flag, value] of Object.entries(flags)) {
    const sender = flag === '--from' ? [] : ['--from', 'ann@ours.example'];
    office.house.run(['send', ...sender, flag, value, 'bob@next.example'], `Subject: ${mark()}\n\nx`);
  }
  const refused = office.house.run(
    ['send', '--from', 'ann@ours.example', `bob@next.example${evil}`],
    'Subject: x\n\nx',
  );
  expect(refused.code).toBe(65);
  const key = ['send', '--from', 'ann@ours.example', '--idempotency-key', `k${evil}`, 'bob@next.example'];
  expect(office.house.run(key, 'Subject: x\n\nx').code).not.toBe(0);
});

it('replies that come in plain text behind 220 are not taken for those over TLS', async () => {
  const id = await handIn(office.smtp, { to: ['ann@evil.example'] });
  const fate = async () => (await office.fates(id))[0];
  await expect.poll(async () => (await fate())?.attempts, { timeout: 20_000 }).toBe(1);
  expect(await fate()).toMatchObject({
    state: 'deferred',
    reply: expect.stringMatching(/^421 4\.5\.0 Protocol violation: (octets behind|reply without a command)/),
  });
  expect(heard.join('')).not.toMatch(/MAIL|DATA|Subject/);
});

it('no mail has gone to a victim, and all that went was clean', async () => {
  const token = mark();
  await raw(`Subject: ${token}\r\n\r\nthe last one`);
  await arrived(token);
  expect(far.mails.filter(({ recipients }) => recipients.some((to) => to !== 'bob@next.example'))).toEqual([]);
  for (const mail of far.mails) {
    expect(isClean(mail.wire)).toBe(true);
    expect(namesOf(mail).filter((name) => !known.test(name))).toEqual([]);
  }
});

it('what is too large or too deep is refused', async () => {
  const letter = { from: 'ann@ours.example', to: ['bob@next.example'], subject: 'x', text: 'Hello' };
  const put = async (change: object) =>
    (await post('/v1/messages', 'application/json', JSON.stringify({ ...letter, ...change }))).status;
  expect(await put({ text: 'x'.repeat(30_000_000) })).toBe(413);
  expect(await put({ to: Array.from({ length: 1001 }, (_, n) => `b${n}@next.example`) })).toBe(400);
  expect(await put({ subject: 'x'.repeat(2001) })).toBe(400);
  expect(await put({ to: [`${'x'.repeat(2000)}@next.example`] })).toBe(400);
  expect(await put({ headers: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`X-${n}`, 'x'])) })).toBe(400);
  expect((await post('/v1/messages', 'application/json', `${'['.repeat(100_000)}`)).status).toBe(400);
  expect(
    (await post('/v1/messages', 'application/json', '{"__proto__":{"admin":true},"from":"a@a.example"}')).status,
  ).toBe(400);
  expect((await raw(`Subject: x\r\n\r\n${'x'.repeat(27_000_000)}`)).status).toBe(413);
});
