/** What happens at each limit: the exact reply, and that nothing grows. */
import { setImmediate as immediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.fixture.ts';
import type { ReceiverLimits } from './limits.ts';
import { play, scripted, Talker } from './script.fixture.ts';

async function expectScript(house: House, script: string): Promise<void> {
  expect(await play(house, script)).toBe(scripted(script));
}

const limited = (limits: Partial<ReceiverLimits>, plus = {}) => openHouse({ limits, ...plus });
const hello = `
  S: 220 mx.house.example ESMTP
  C: HELO client.example
  S: 250 mx.house.example`;
const envelope = `
  C: MAIL FROM:<ann@client.example>
  C: RCPT TO:<bob@house.example>
  C: DATA
  S: 250 2.1.0 Sender OK
  S: 250 2.1.5 Recipient OK
  S: 354 Send the message, end it with <CRLF>.<CRLF>`;

describe('limits of a line', () => {
  it('512 octets for a command, 2,048 with parameters', async () => {
    await expectScript(
      await openHouse(),
      `${hello}
      C: NOOP ${'x'.repeat(505)}
      C: NOOP ${'x'.repeat(506)}
      C: MAIL FROM:<ann@client.example> ENVID=${'x'.repeat(700)}
      S: 250 2.0.0 OK
      S: 500 5.5.2 The line is too long
      S: 501 5.5.4 ENVID has at most 100 characters
      C: MAIL FROM:<ann@client.example> ENVID=${'x'.repeat(2020)}
      S: 500 5.5.2 The line is too long
      S: <closed>`,
    );
  });

  it('12,288 octets for a login', async () => {
    const house = await openHouse({ implicitTls: true });
    const talker = await Talker.connect({ port: house.port, implicitTls: true });
    await talker.reply();
    talker.send('EHLO client.example\r\n');
    await talker.reply();
    const password = 'x'.repeat(9000);
    talker.send(`AUTH PLAIN ${Buffer.from(`\0ann\0${password}`).toString('base64')}\r\n`);
    expect(await talker.reply()).toBe('535 5.7.8 User name or password is wrong');
    talker.send(`AUTH PLAIN ${'x'.repeat(12_288)}\r\n`);
    expect(await talker.reply()).toBe('500 5.5.2 The line is too long');
    expect(await talker.line()).toBe('<closed>');
    talker.destroy();
  });
});

describe('a line without end', () => {
  const before: Readonly<Record<string, readonly string[]>> = {
    'as the first thing': [],
    'after EHLO': ['EHLO client.example\r\n'],
    'after MAIL': ['HELO client.example\r\n', 'MAIL FROM:<a@b.example>\r\n'],
    'after AUTH': ['EHLO client.example\r\n', 'AUTH LOGIN\r\n'],
  };
  const ways = Object.keys(before).flatMap((when) => [[when, false] as const, [when, true] as const]);

  it.each(ways)('%s (TLS: %s) is cut off, and nothing of it is kept', async (when, implicitTls) => {
    const house = await openHouse({ implicitTls, limits: { linger: 100 } });
    const talker = await Talker.connect({ port: house.port, implicitTls });
    await talker.reply();
    for (const command of before[when] ?? []) {
      talker.send(command);
      await talker.reply();
    }
    const { socket } = talker;
    const megabyte = Buffer.alloc(1 << 20, 'x');
    // As fast as it goes, until the server hangs up.
    for (let sent = 0; sent < 1024 && !socket.destroyed; sent++) {
      await new Promise<void>((resolve) => {
        socket.write(megabyte, () => resolve());
      });
    }
    expect(socket.destroyed).toBe(true);
    expect(await talker.line()).toBe('500 5.5.2 The line is too long');
    await house.ended(1);
    expect(house.receiver.memory).toBe(0);
    talker.destroy();
  });
});

describe('limits of a message', () => {
  it('recipients', async () => {
    const house = await limited({ recipients: 2 });
    await expectScript(
      house,
      `${hello}
      C: MAIL FROM:<ann@client.example>
      C: RCPT TO:<one@house.example>
      C: RCPT TO:<two@house.example>
      C: RCPT TO:<three@house.example>
      C: DATA
      S: 250 2.1.0 Sender OK
      S: 250 2.1.5 Recipient OK
      S: 250 2.1.5 Recipient OK
      S: 452 4.5.3 Too many recipients, send the rest with another message
      S: 354 Send the message, end it with <CRLF>.<CRLF>
      C: .
      S: 250 2.0.0 Taken as number 1`,
    );
    expect(house.messages[0]?.envelope.recipients.map(({ address }) => address)).toEqual([
      'one@house.example',
      'two@house.example',
    ]);
  });

  it('size, said with MAIL or found out', async () => {
    const house = await limited({ messageSize: 20 });
    await expectScript(
      house,
      `${hello}
      C: MAIL FROM:<ann@client.example> SIZE=21
      S: 552 5.3.4 A message has at most 20 octets
      ${envelope}
      C: ..345678901234567890
      C: .
      S: 552 5.3.4 A message has at most 20 octets
      ${envelope}
      C: ..34567890123456789
      C: .
      S: 250 2.0.0 Taken as number 1`,
    );
    expect(house.messages.map(({ text }) => text)).toEqual(['.34567890123456789\r\n']);
  });

  it('a message without end is cut off at twice the size', async () => {
    const house = await limited({ messageSize: 1000 });
    await expectScript(
      house,
      `${hello}${envelope}
      c: ${'x'.repeat(3000)}
      S: 552 5.3.4 A message has at most 1000 octets
      S: <closed>`,
    );
    expect(house.receiver.memory).toBe(0);
  });

  it('memory of all messages together', async () => {
    const house = await limited({ memory: 70_000 });
    const other = await Talker.connect(house);
    await other.reply();
    other.send('HELO other.example\r\n');
    await other.reply();
    other.send('MAIL FROM:<ann@client.example>\r\nRCPT TO:<bob@house.example>\r\nDATA\r\n');
    for (let replies = 0; replies < 3; replies++) await other.reply();
    other.send('x'.repeat(30_000));
    while (house.receiver.memory < 30_000) await immediate();
    await expectScript(
      house,
      `${hello}${envelope}
      C: ${'x'.repeat(45_000)}
      C: .
      S: 452 4.3.1 Too many messages are on their way, try again later
      C: MAIL FROM:<ann@client.example> SIZE=50000
      S: 452 4.3.1 Too many messages are on their way, try again later`,
    );
    other.send('\r\n.\r\n');
    expect(await other.reply()).toBe('250 2.0.0 Taken as number 1');
    expect(house.receiver.memory).toBe(0);
    other.destroy();
  });
});

describe('while the handler thinks', () => {
  it('a client that goes on sending is read no more', async () => {
    let decide: (refusal: null) => void = () => {};
    const decision = new Promise<null>((resolve) => {
      decide = resolve;
    });
    const house = await openHouse({}, { mail: () => decision });
    const talker = await Talker.connect(house);
    const { socket } = talker;
    await talker.reply();
    talker.send('HELO client.example\r\n');
    await talker.reply();
    talker.send('MAIL FROM:<ann@client.example>\r\n');
    // More than all buffers of the system between us hold.
    let taken = false;
    socket.write(Buffer.alloc(1 << 26, 'x'), () => {
      taken = true;
    });
    for (let turn = 0; turn < 2000; turn++) await immediate();
    expect(taken).toBe(false);
    decide(null);
    expect(await talker.reply()).toBe('250 2.1.0 Sender OK');
    socket.destroy();
  });
});

describe('limits of a client', () => {
  it('errors', async () => {
    await expectScript(
      await limited({ errors: 3 }),
      `S: 220 mx.house.example ESMTP
      C: ONE
      C: TWO
      C: THREE
      C: NOOP
      S: 500 5.5.1 This command is not known
      S: 500 5.5.1 This command is not known
      S: 421 4.7.0 Too many errors
      S: <closed>`,
    );
  });

  it('refused recipients, unless it is logged in', async () => {
    await expectScript(
      await limited({ refusals: 2 }),
      `${hello}
      C: MAIL FROM:<ann@client.example>
      C: RCPT TO:<one@x.example>
      C: RCPT TO:<two@x.example>
      C: RCPT TO:<bob@house.example>
      S: 250 2.1.0 Sender OK
      S: 550 5.7.1 Relaying is not allowed
      S: 421 4.7.0 Too many refusals
      S: <closed>`,
    );
  });

  it('commands that send no mail, counted anew after a message', async () => {
    await expectScript(
      await limited({ idleCommands: 2 }),
      `${hello}
      C: NOOP
      S: 250 2.0.0 OK
      ${envelope}
      C: .
      S: 250 2.0.0 Taken as number 1
      C: NOOP
      C: VRFY bob
      C: RSET
      S: 250 2.0.0 OK
      S: 252 2.0.0 Cannot tell before it is delivered
      S: 421 4.7.0 Too many commands that send no mail
      S: <closed>`,
    );
  });

  it('connections from one address', async () => {
    const house = await limited({ connectionsPerAddress: 1 });
    const first = await Talker.connect(house);
    expect(await first.reply()).toBe('220 mx.house.example ESMTP');
    await expectScript(
      house,
      `S: 421 4.7.0 Too many connections from your address, try again later
      S: <closed>`,
    );
    expect(house.receiver.connections).toBe(1);
    first.send('QUIT\r\n');
    await first.leave();
    await house.ended(1);
    await expectScript(
      house,
      `S: 220 mx.house.example ESMTP
      C: QUIT
      S: 221 2.0.0 Goodbye
      S: <closed>`,
    );
  });

  it('connections in all', async () => {
    const house = await limited({ connections: 1 });
    const first = await Talker.connect(house);
    await first.reply();
    await expectScript(
      house,
      `S: 421 4.7.0 Too many connections, try again later
      S: <closed>`,
    );
    first.destroy();
  });

  it('those turned away keep nobody out and hold up no end, whatever they still send', async () => {
    const house = await limited({ connections: 2, connectionsPerAddress: 1, linger: 60_000 });
    const first = await Talker.connect(house);
    await first.reply();
    const away = await Promise.all(
      Array.from({ length: 300 }, async () => {
        const talker = await Talker.connect(house);
        expect(await talker.reply()).toMatch(/^421 /);
        talker.send('E');
        return talker;
      }),
    );
    const other = await Talker.connect({ ...house, localAddress: '127.0.0.2' });
    expect(await other.reply()).toBe('220 mx.house.example ESMTP');
    await house.receiver.close();
    for (const talker of [first, other, ...away]) talker.destroy();
  });

  it('failed logins of an address, over all its sessions', async () => {
    const house = await limited({ authFailuresPerAddress: 2 }, { implicitTls: true });
    const attempt = async (password: string): Promise<string> => {
      const talker = await Talker.connect({ port: house.port, implicitTls: true });
      await talker.reply();
      talker.send('EHLO client.example\r\n');
      await talker.reply();
      talker.send(`AUTH PLAIN ${Buffer.from(`\0ann\0${password}`).toString('base64')}\r\n`);
      const answer = await talker.reply();
      talker.destroy();
      return answer;
    };
    expect(await attempt("ann's secret")).toBe('235 2.7.0 Welcome');
    expect(await attempt('wrong')).toBe('535 5.7.8 User name or password is wrong');
    expect(await attempt('wrong')).toBe('535 5.7.8 User name or password is wrong');
    expect(await attempt("ann's secret")).toBe('421 4.7.0 Too many failed logins, try again later');
  });
});

describe('limits of time', () => {
  const late = 'S: 421 4.4.2 Timed out waiting for you\nS: <closed>';

  it.each([
    ['the next command', { idle: 1 }, `${hello}\n${late}`],
    ['a command that comes in drops', { idle: 1 }, `${hello}\nc: NOO\n${late}`],
    ['the next block of a message', { block: 1, message: 60_000 }, `${hello}${envelope}\nC: x\n${late}`],
    ['the whole message', { block: 60_000, message: 1 }, `${hello}${envelope}\nC: x\n${late}`],
    [
      'the whole session',
      { session: 1 },
      `${hello}\nS: 421 4.4.2 This session has lasted long enough, connect again\nS: <closed>`,
    ],
  ])('%s', async (_, limits, script) => {
    await expectScript(await limited(limits), script);
  });

  it('the handshake', async () => {
    const house = await limited({ handshake: 1 }, { implicitTls: true });
    const talker = await Talker.connect({ port: house.port });
    expect(await talker.line()).toBe('<closed>');
    await house.ended(1);
    expect(house.receiver.connections).toBe(0);
    talker.destroy();
  });

  it('how long it leaves our replies unread', async () => {
    const house = await limited({ idle: 200, linger: 1, idleCommands: Number.POSITIVE_INFINITY });
    const talker = await Talker.connect(house);
    await talker.reply();
    talker.socket.pause();
    const helps = Buffer.from('HELP\r\n'.repeat(100_000));
    for (let round = 0; round < 20 && !talker.socket.destroyed; round++) talker.socket.write(helps);
    await house.ended(1);
    expect(house.farewells).toEqual([expect.stringMatching(/^we closed: 421/)]);
    talker.destroy();
  });
});
