/** How a dialogue ends: the client goes away in each state, the receiver is closed, the handler fails. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate as immediate } from 'node:timers/promises';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { ReceiverReply } from './handler.ts';
import { openHouse } from './house.fixture.ts';
import { play, scripted, Talker } from './script.fixture.ts';

const states: Readonly<Record<string, readonly string[]>> = {
  'after the banner': [],
  'within a command': ['NO'],
  'after EHLO': ['EHLO client.example\r\n'],
  'after MAIL': ['HELO client.example\r\n', 'MAIL FROM:<a@b.example>\r\n'],
  'after RCPT': ['HELO client.example\r\n', 'MAIL FROM:<a@b.example>\r\n', 'RCPT TO:<bob@house.example>\r\n'],
  'within the message': [
    'HELO client.example\r\n',
    'MAIL FROM:<a@b.example>\r\n',
    'RCPT TO:<bob@house.example>\r\n',
    'DATA\r\n',
    'half a message\r\n.',
  ],
  'within a login': ['EHLO client.example\r\n', 'AUTH LOGIN\r\n'],
};
const endings = Object.keys(states).flatMap((state) =>
  [false, true].flatMap((tls) => [[state, tls, 'closes'] as const, [state, tls, 'resets'] as const]),
);

async function talkUpTo(state: string, peer: { port: number; implicitTls: boolean }): Promise<Talker> {
  const talker = await Talker.connect(peer);
  await talker.reply();
  for (const words of states[state] ?? []) {
    talker.send(words);
    if (words.endsWith('\r\n')) await talker.reply();
  }
  return talker;
}

describe('a client that goes away', () => {
  it.each(endings)('%s (TLS: %s; it %s) leaves nothing behind', async (state, implicitTls, how) => {
    const house = await openHouse({ implicitTls });
    const talker = await talkUpTo(state, { port: house.port, implicitTls });
    if (how === 'closes') talker.socket.end();
    else talker.destroy();
    await house.ended(1);
    expect(house.farewells).toHaveLength(1);
    expect(house.messages).toEqual([]);
    expect(house.receiver).toMatchObject({ connections: 0, memory: 0 });
    expect(house.errors).toEqual([]);
    talker.destroy();
  });

  it('but still reads, gets the answers to all it said', async () => {
    const { port } = await openHouse();
    const talker = await Talker.connect({ port });
    await talker.reply();
    talker.send('HELO client.example\r\n');
    await talker.reply();
    talker.send('MAIL FROM:<a@b.example>\r\nRCPT TO:<bob@house.example>\r\nDATA\r\n');
    for (let replies = 0; replies < 3; replies++) await talker.reply();
    talker.send('message\r\n.\r\n');
    expect(await talker.leave()).toEqual(['250 2.0.0 Taken as number 1']);
    talker.destroy();
  });

  it('while the handler decides on its message, is forgotten only then', async () => {
    const decision = deferred<ReceiverReply>();
    const house = await openHouse({}, { message: () => decision.promise });
    const talker = await talkUpTo('within the message', { port: house.port, implicitTls: false });
    talker.send('.\r\n.\r\n');
    talker.socket.resetAndDestroy();
    await once(talker.socket, 'close');
    expect(house.farewells).toEqual([]);
    decision.resolve({ code: 250, text: 'kept' });
    await house.ended(1);
    expect(house.receiver).toMatchObject({ connections: 0, memory: 0 });
  });

  const vanishing: readonly (readonly [string, (raw: Socket, secured: TLSSocket) => void])[] = [
    ['closes without a goodbye', (_, secured) => secured.destroy()],
    ['sends no more', (raw) => raw.end()],
    ['resets', (raw) => raw.resetAndDestroy()],
    ['resets a moment later', (raw) => setImmediate(() => raw.resetAndDestroy())],
  ];
  const handshakes = (['TLSv1.2', 'TLSv1.3'] as const).flatMap((version) =>
    [true, false].flatMap((implicitTls) => vanishing.map(([name, vanish]) => ({ version, implicitTls, name, vanish }))),
  );
  it.each(handshakes)(
    'when its handshake is done ($version, implicit: $implicitTls) and $name, is forgotten',
    async ({ version, implicitTls, vanish }) => {
      const house = await openHouse({ implicitTls });
      const talker = await Talker.connect({ port: house.port });
      for (const words of implicitTls ? [] : ['', 'EHLO client.example\r\n', 'STARTTLS\r\n']) {
        talker.send(words);
        await talker.reply();
      }
      const raw = talker.socket.removeAllListeners();
      const secured = connectTls({ socket: raw, rejectUnauthorized: false, minVersion: version, maxVersion: version });
      for (const socket of [raw, secured]) socket.on('error', () => {});
      await new Promise<void>((resolve) => {
        secured.once('secureConnect', () => {
          vanish(raw, secured);
          resolve();
        });
      });
      await house.ended(1);
      expect(house.receiver).toMatchObject({ connections: 0, memory: 0 });
      expect(house.errors).toEqual([]);
      for (const socket of [raw, secured]) socket.destroy();
    },
  );

  it('in the handshake, is forgotten', async () => {
    const house = await openHouse({ implicitTls: true });
    const talker = await Talker.connect({ port: house.port });
    talker.send('EHLO this is no handshake\r\n');
    expect(await talker.line()).not.toMatch(/^\d/);
    await house.ended(1);
    expect(house.receiver.connections).toBe(0);
    talker.destroy();
  });
});

describe('closing the receiver', () => {
  it('with drain: says 421 to who is between commands, and takes the message that is on its way', async () => {
    const house = await openHouse();
    const idle = await talkUpTo('after MAIL', { port: house.port, implicitTls: false });
    const sending = await talkUpTo('within the message', { port: house.port, implicitTls: false });
    const closed = house.receiver.close({ drain: true });
    expect(await idle.line()).toBe('421 4.3.2 We are going down, try again later');
    expect(await idle.line()).toBe('<closed>');
    sending.send('.\r\n.\r\nMAIL FROM:<a@b.example>\r\n');
    expect(await sending.line()).toBe('250 2.0.0 Taken as number 1');
    expect(await sending.line()).toBe('421 4.3.2 We are going down, try again later');
    expect(await sending.line()).toBe('<closed>');
    for (const talker of [idle, sending]) talker.destroy();
    await closed;
    expect(house.receiver.connections).toBe(0);
    await expect(Talker.connect(house)).rejects.toThrow('ECONNREFUSED');
  });

  it('with drain: does not wait for who has not begun its handshake', async () => {
    const house = await openHouse({ implicitTls: true });
    const silent = await Talker.connect({ port: house.port });
    await house.receiver.close({ drain: true });
    expect(await silent.line()).toBe('<closed>');
    expect(house.farewells).toEqual(['the receiver was closed']);
    silent.destroy();
  });

  it('a second time: closes at once', async () => {
    const house = await openHouse();
    const sending = await talkUpTo('within the message', { port: house.port, implicitTls: false });
    const first = house.receiver.close({ drain: true });
    await house.receiver.close({ drain: true });
    await first;
    expect(await sending.line()).toBe('<closed>');
    expect(house.messages).toEqual([]);
    sending.destroy();
  });

  it('without drain: closes at once', async () => {
    const house = await openHouse();
    const idle = await talkUpTo('after EHLO', { port: house.port, implicitTls: false });
    await house.receiver.close();
    expect(await idle.line()).toBe('<closed>');
    expect(house.farewells).toEqual(['the receiver was closed']);
    idle.destroy();
  });

  it('fails to open twice on one port', async () => {
    const { port } = await openHouse();
    await expect(openHouse({ port })).rejects.toThrow('EADDRINUSE');
  });
});

describe('a handler', () => {
  const hello = `
    S: 220 mx.house.example ESMTP
    C: HELO client.example
    S: 250 mx.house.example`;
  const broken = '451 4.3.0 Something went wrong here, try again later';

  it('may refuse at each step, and close', async () => {
    const house = await openHouse(
      {},
      {
        mail: (sender) => (sender === 'no@x.example' ? { code: 550, status: '5.7.1', text: 'Not\r\nyou' } : null),
        data: async ({ sender }) =>
          sender === 'later@x.example' ? { code: 452, status: '4.3.1', text: 'The disk is full' } : null,
        message: () => ({ code: 554, status: '5.7.1', text: 'Spam', close: true }),
      },
    );
    const script = `${hello}
      C: MAIL FROM:<no@x.example>
      S: 550-5.7.1 Not
      S: 550 5.7.1 you
      C: MAIL FROM:<later@x.example>
      C: RCPT TO:<bob@house.example>
      C: DATA
      S: 250 2.1.0 Sender OK
      S: 250 2.1.5 Recipient OK
      S: 452 4.3.1 The disk is full
      C: RSET
      C: MAIL FROM:<ann@x.example>
      C: RCPT TO:<bob@house.example>
      C: DATA
      S: 250 2.0.0 OK
      S: 250 2.1.0 Sender OK
      S: 250 2.1.5 Recipient OK
      S: 354 Send the message, end it with <CRLF>.<CRLF>
      C: .
      S: 554 5.7.1 Spam
      S: <closed>`;
    expect(await play(house, script)).toBe(scripted(script));
  });

  it('may refuse the connection; who talks before it decides is sent away', async () => {
    const refusing = await openHouse({}, { connected: () => ({ code: 554, status: '5.7.1', text: 'Not you' }) });
    expect(await play(refusing, 'S: 554 5.7.1 Not you\nS: <closed>')).toBe('S: 554 5.7.1 Not you\nS: <closed>');
    const decision = deferred<null>();
    const thinking = await openHouse({}, { connected: () => decision.promise });
    const talker = await Talker.connect(thinking);
    await new Promise((sent) => talker.socket.write('EHLO client.example\r\n', sent));
    // What was written over loopback is there to read; two turns of the event loop have a read between them.
    for (let turn = 0; turn < 2; turn++) await immediate();
    decision.resolve(null);
    expect(await talker.reply()).toBe('554 5.5.1 Wait for the answer to the connection before you go on');
    expect(await talker.line()).toBe('<closed>');
    talker.destroy();
  });

  it('that throws, now or later, is answered 451 and the dialogue goes on', async () => {
    const errors = [new Error('mail'), new Error('rcpt'), new Error('message')];
    const house = await openHouse(
      {},
      {
        mail(sender) {
          if (sender === '') throw errors[0];
          return null;
        },
        rcpt: ({ address }) => (address === 'postmaster' ? Promise.reject(errors[1]) : null),
        message: () => Promise.reject(errors[2]),
      },
    );
    const script = `${hello}
      C: MAIL FROM:<>
      C: MAIL FROM:<ann@client.example>
      C: RCPT TO:<postmaster>
      C: RCPT TO:<bob@house.example>
      C: DATA
      S: ${broken}
      S: 250 2.1.0 Sender OK
      S: ${broken}
      S: 250 2.1.5 Recipient OK
      S: 354 Send the message, end it with <CRLF>.<CRLF>
      C: .
      S: ${broken}
      C: NOOP
      S: 250 2.0.0 OK`;
    expect(await play(house, script)).toBe(scripted(script));
    expect(house.errors).toEqual(errors);
    expect(house.receiver.memory).toBe(0);
  });

  it('is told what the client and the envelope are', async () => {
    const house = await openHouse();
    const script = `${hello}
      C: MAIL FROM:<Ann@CLIENT.example> BODY=8BITMIME SIZE=10 RET=HDRS ENVID=q+2B1
      C: RCPT TO:<"bob"@house.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;b+2Bob@x.example
      C: DATA
      S: 250 2.1.0 Sender OK
      S: 250 2.1.5 Recipient OK
      S: 354 Send the message, end it with <CRLF>.<CRLF>
      C: Subject: caf\xe9
      C: ..
      C: .
      S: 250 2.0.0 Taken as number 1`;
    expect(await play(house, script)).toBe(scripted(script));
    expect(house.messages[0]).toMatchObject({
      envelope: {
        sender: 'Ann@client.example',
        ret: 'headers',
        envid: 'q+2B1',
        eightBit: true,
        smtputf8: false,
        size: 10,
        recipients: [
          { address: 'bob@house.example', notify: ['success', 'failure'], orcpt: 'rfc822;b+2Bob@x.example' },
        ],
      },
      text: 'Subject: caf\xe9\r\n.\r\n',
      client: { address: '127.0.0.1', helo: 'client.example', esmtp: false, tls: null, user: null },
    });
  });
});

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
