/** Attacks on the port where mail is handed in, against the built server. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { relayForms } from './relay-forms.ts';
import { ask, logIn, openStrictServer, type StrictServer, stranger, talk, trusted } from './strict-server.ts';

let server: StrictServer;
beforeAll(async () => {
  server = await openStrictServer();
}, 60_000);
afterAll(() => server?.close());

/** A message of whoever is trusted goes through: the server is well, and nothing else has come before it. */
async function isWell(): Promise<void> {
  const before = server.far.mails.length;
  const talker = await talk(server, trusted);
  const subject = `well ${before}`;
  for (const line of ['EHLO c.example', 'MAIL FROM:<ann@ours.example>', 'RCPT TO:<bob@next.example>', 'DATA'])
    expect(await ask(talker, line)).toMatch(/^[23]/);
  expect(await ask(talker, `Subject: ${subject}\r\n\r\nHello\r\n.`)).toMatch(/^250 /);
  await talker.leave();
  await server.far.mail(({ content }) => content.includes(subject));
  expect(server.far.mails).toHaveLength(before + 1);
}

describe('smuggling', () => {
  const smuggled = 'MAIL FROM:<boss@ours.example>\r\nRCPT TO:<bob@next.example>\r\nDATA\r\nsmuggled\r\n.\r\n';
  it.each([
    ...['\n.\n', '\n.\r', '\r.\n', '\r.\r', '\n.\r\n', '\r.\r\n', '\r\n.\n', '\r\n.\r'].map((end) => [
      end,
      /^521 5\.5\.2 /,
    ]),
    ...['\r\n.\r\r\n', '\r\r\n.\r\r\n', '\r\n\r.\r\n', '\n\n.\r\n'].map((end) => [end, /^521 5\.5\.2 /]),
    ['\r\n\0.\r\n', /^554 5\.6\.0 /],
    ['\r\n.\0\r\n', /^554 5\.6\.0 /],
  ] as [string, RegExp][])('%j ends no message', async (end, answer) => {
    const talker = await talk(server, trusted);
    await ask(talker, 'EHLO c.example');
    await ask(talker, 'MAIL FROM:<ann@ours.example>');
    await ask(talker, 'RCPT TO:<bob@next.example>');
    expect(await ask(talker, 'DATA')).toMatch(/^354 /);
    expect(await ask(talker, `Subject: first\r\n\r\nfirst${end}${smuggled}`.slice(0, -2))).toMatch(answer);
    await talker.leave();
    await isWell();
  });
});

it('plain text behind STARTTLS is not heard, neither before nor after the handshake', async () => {
  const talker = await talk(server);
  await ask(talker, 'EHLO c.example');
  talker.send('STARTTLS\r\nEHLO evil.example\r\nMAIL FROM:<boss@ours.example>\r\n');
  expect(await talker.reply()).toMatch(/^554 5\.5\.1 /);
  expect(await talker.leave()).toEqual([]);
});

describe('relaying', () => {
  it.each(relayForms)('a stranger, from %j to %j: %s', async (sender, recipient, answer) => {
    const talker = await talk(server);
    await ask(talker, 'EHLO c.example');
    expect(await ask(talker, `MAIL FROM:${sender}`)).toMatch(/^[25]/);
    expect(await ask(talker, `RCPT TO:${recipient}`)).toMatch(answer);
    expect(await ask(talker, 'DATA')).toMatch(/^5/);
    await talker.leave();
  });

  it('who has logged in writes as who he is, and as nobody else', async () => {
    const talker = await talk(server);
    expect(await logIn(talker)).toMatch(/^235 /);
    for (const sender of ['boss@ours.example', 'ann@ours.example.evil.example', '"ann@ours.example"@evil.example'])
      expect(await ask(talker, `MAIL FROM:<${sender}>`)).toMatch(/^553 5\.7\.1 /);
    expect(await ask(talker, 'MAIL FROM:<ann@ours.example>')).toMatch(/^250 /);
    expect(await ask(talker, 'RCPT TO:<v@x.example>')).toMatch(/^250 /);
    expect(await ask(talker, 'DATA')).toMatch(/^354 /);
    expect(await ask(talker, 'From: The boss <boss@ours.example>\r\n\r\nPay at once\r\n.')).toBe(
      '550 5.7.1 ann may not send as <boss@ours.example>, which stands in From',
    );
    await talker.leave();
  });

  it('no form of them left through the server', async () => {
    await isWell();
    expect(server.far.mails.filter(({ recipients }) => recipients.some((to) => to !== 'bob@next.example'))).toEqual([]);
  });
});

describe('without end', () => {
  const megabyte = 1 << 20;
  /** Writes as fast as the server reads, until it hangs up; what it said last, and how much its memory grew at most. */
  async function pour(socket: Socket, piece: Buffer): Promise<{ said: string; grown: number }> {
    let said = '';
    const memory = server.memory();
    let most = memory;
    socket.on('data', (chunk) => {
      said += chunk.toString('latin1');
    });
    socket.on('error', () => socket.destroy());
    const closed = new Promise((resolve) => socket.on('close', resolve));
    for (let poured = 0; !socket.destroyed; poured += piece.length) {
      if (poured > 8192 * megabyte) throw new Error('It listens without end');
      if (!socket.write(piece)) {
        await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
        most = Math.max(most, server.memory());
      }
    }
    await closed;
    return { said, grown: most - memory };
  }
  const line = Buffer.alloc(65_536, 'x');

  it.each([
    ['before EHLO', [], line, /500 5\.5\.2 The line is too long/],
    ['a command', ['EHLO c.example'], line, /500 5\.5\.2 The line is too long/],
    ['an address', ['EHLO c.example', 'MAIL FROM:<a@ours.example>'], line, /500 5\.5\.2 The line is too long/],
    ['commands', ['EHLO c.example'], Buffer.from('NOOP\r\n'.repeat(10_000)), /421 4\.7\.0 Too many commands/],
    ['errors', [], Buffer.from('what\r\n'.repeat(10_000)), /421 4\.7\.0 Too many errors/],
  ] as [string, string[], Buffer, RegExp][])('%s', async (_, before, piece, answer) => {
    const talker = await talk(server);
    for (const command of before) await ask(talker, command);
    const { said, grown } = await pour(talker.socket, piece);
    expect(said).toMatch(answer);
    // What the collector has not given back yet; a line that was kept would cost all that was poured.
    expect(grown).toBeLessThan(128 * megabyte);
  });

  it('an answer to AUTH', async () => {
    const talker = await talk(server);
    await ask(talker, 'EHLO c.example');
    await ask(talker, 'STARTTLS');
    await talker.startTls();
    await ask(talker, 'EHLO c.example');
    expect(await ask(talker, 'AUTH PLAIN')).toMatch(/^334/);
    const { said } = await pour(talker.socket, line);
    expect(said).toMatch(/500 5\.5\.2 The line is too long/);
  });

  it('a message of one line, and one of many', async () => {
    for (const piece of [line, Buffer.from(`${'x'.repeat(98)}\r\n`.repeat(600))]) {
      const talker = await talk(server, trusted);
      await ask(talker, 'EHLO c.example');
      await ask(talker, 'MAIL FROM:<ann@ours.example>');
      await ask(talker, 'RCPT TO:<bob@next.example>');
      await ask(talker, 'DATA');
      const { said, grown } = await pour(talker.socket, piece);
      expect(said).toMatch(/552 5\.3\.4 A message has at most 26214400 octets/);
      expect(grown).toBeLessThan(150 * megabyte);
    }
    await isWell();
  });
});

it('refuses what is too large in number', async () => {
  const talker = await talk(server, trusted);
  await ask(talker, 'EHLO c.example');
  expect(await ask(talker, 'MAIL FROM:<ann@ours.example> SIZE=99999999999')).toMatch(/^552 5\.3\.4 /);
  expect(await ask(talker, `MAIL FROM:<${'a'.repeat(65)}@ours.example>`)).toMatch(/^5/);
  expect(await ask(talker, `MAIL FROM:<ann@ours.example> ENVID=${'x'.repeat(101)}`)).toMatch(/^501 5\.5\.4 /);
  expect(await ask(talker, 'MAIL FROM:<ann@ours.example>')).toMatch(/^250 /);
  expect(await ask(talker, `RCPT TO:<b@next.example> ORCPT=rfc822;${'x'.repeat(500)}`)).toMatch(/^501 5\.5\.4 /);
  for (let count = 0; count < 1000; count++) talker.say(`RCPT TO:<b${count}@next.example>\r\n`);
  talker.flush();
  for (let count = 0; count < 1000; count++) expect(await talker.reply()).toMatch(/^250 /);
  expect(await ask(talker, 'RCPT TO:<onemore@next.example>')).toMatch(/^452 4\.5\.3 /);
  await talker.leave();
});

it('serves others while over a thousand connections speak an octet now and then', async () => {
  const slow: Socket[] = [];
  const { smtp: port } = server;
  // Nine attackers, each with all the connections that one address may have, and one of them with 200 more.
  for (let host = 1; host <= 9; host++)
    for (let count = 0; count < 100; count++)
      slow.push(connect({ port, host: '127.0.0.1', localAddress: `127.0.1.${host}` }));
  let turnedAway = 0;
  for (let count = 0; count < 200; count++) {
    const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.1.1' });
    socket.once('data', (chunk) => {
      if (chunk.toString().startsWith('421 4.7.0 Too many connections')) turnedAway++;
    });
    slow.push(socket);
  }
  for (const socket of slow) socket.on('error', () => socket.destroy());
  await Promise.all(slow.map((socket) => once(socket, 'data')));
  expect(turnedAway).toBe(200);
  const drip = setInterval(() => {
    for (const socket of slow) if (!socket.destroyed) socket.write('E');
  }, 200);
  await isWell();
  await isWell();
  clearInterval(drip);
  for (const socket of slow) socket.destroy();
});

it('slows down who guesses passwords, and nobody else', async () => {
  const from = '127.0.0.99';
  const answers: string[] = [];
  for (let attempt = 0; attempt < 6; attempt++) {
    const talker = await talk(server, from);
    answers.push(await logIn(talker, `guess number ${attempt}`));
    await talker.leave();
  }
  expect(answers.slice(0, 5).every((answer) => answer.startsWith('535 5.7.8 '))).toBe(true);
  expect(answers.at(-1)).toMatch(/^421 4\.7\.0 /);
  // Even the right one: it might be the guess that was right.
  const same = await talk(server, from);
  expect(await logIn(same)).toMatch(/^421 4\.7\.0 /);
  const other = await talk(server, stranger);
  expect(await logIn(other)).toMatch(/^235 /);
  await other.leave();
});
