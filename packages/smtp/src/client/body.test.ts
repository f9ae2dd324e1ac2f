/** The one moment that decides between "cannot have been delivered" and "may have been": has the final dot left us? */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import { sendBody } from './body.ts';
import { body, patientTimeouts } from './message.fixture.ts';
import { Wire } from './wire.ts';

/** A network that takes what is written when it is told to, and no sooner. */
function network(): { wire: Wire; says: (words: string) => void; takes: () => void; breaks: () => void } {
  let take: () => void = () => {};
  const duplex = new Duplex({
    read: () => {},
    // As sockets do, it is given body and dot at once.
    writev: (_chunks, done) => {
      take = done;
    },
  });
  const wire = new Wire(duplex as Socket, undefined);
  // The greeting, which is due first.
  wire.hear(Buffer.from('220 mx.example\r\n'));
  return {
    wire,
    says: (words) => wire.hear(Buffer.from(words)),
    takes: () => take(),
    breaks: () => duplex.destroy(Object.assign(new Error('reset'), { code: 'ECONNRESET' })),
  };
}

async function greeted() {
  const net = network();
  await net.wire.reply(patientTimeouts.banner);
  return net;
}

const send = (wire: Wire, timeouts = patientTimeouts) => sendBody(wire, body, timeouts, false);

test('a yes before the dot has left is none', async () => {
  const { wire, says } = await greeted();
  const outcome = send(wire);
  says('250 2.0.0 Queued\r\n');
  expect(await outcome).toMatchObject({ kind: 'failed', breakdown: 'protocol', elsewhere: true });
  expect(wire.fault).not.toBe(null);
});

test('a refusal before the dot has left is one, and ends the connection', async () => {
  const { wire, says } = await greeted();
  const outcome = send(wire);
  says('552 5.3.4 Too big\r\n');
  expect(await outcome).toMatchObject({ kind: 'failed', text: '552 5.3.4 Too big', elsewhere: false });
  expect(wire.fault).not.toBe(null);
});

test('a connection that breaks before the dot has left delivered nothing', async () => {
  const { wire, breaks } = await greeted();
  const outcome = send(wire);
  breaks();
  expect(await outcome).toMatchObject({ kind: 'failed', breakdown: 'reset', elsewhere: true });
});

test('a network that takes nothing is a time-out of the block, not of the dot', async () => {
  const { wire } = await greeted();
  expect(await send(wire, { ...patientTimeouts, block: 20 })).toMatchObject({
    kind: 'failed',
    text: '420 4.4.2 Timed out after 0.02 s while sending the message',
  });
});

test('behind the dot a connection that breaks is ambiguous, and a reply counts', async () => {
  for (const answered of [false, true]) {
    const { wire, takes, says, breaks } = await greeted();
    const outcome = send(wire);
    takes();
    if (answered) says('250 2.0.0 Queued\r\n');
    else breaks();
    expect((await outcome).kind).toBe(answered ? 'delivered' : 'ambiguous');
  }
});
