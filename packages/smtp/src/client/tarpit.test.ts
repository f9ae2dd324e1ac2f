/** Servers that answer everything, each time just before we would give up: by a clock that they set themselves. */

import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { extensionsOf } from './extensions.ts';
import { messageTo } from './message.fixture.ts';
import { send } from './send.ts';
import { defaultTimeouts } from './timeouts.ts';
import { Wire } from './wire.ts';

const minute = 60_000;
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** How long it takes for its reply to a line, or for reading a piece of the message. */
type Pace = (what: string) => number;

/** A connection that is ready for MAIL. The next reply comes only when the one before has been heard. */
function connectToTarpit(pace: Pace): Wire {
  let inMessage = false;
  let isAnswering = false;
  const due: { readonly reply: string; readonly after: number }[] = [];
  const answer = (): void => {
    const next = socket.destroyed ? undefined : due.shift();
    isAnswering = next !== undefined;
    if (next === undefined) return;
    vi.advanceTimersByTime(next.after);
    socket.push(`${next.reply}\r\n`);
    setImmediate(answer);
  };
  const take = (text: string): void => {
    if (inMessage && text !== '.\r\n') return void vi.advanceTimersByTime(pace('piece'));
    for (const line of inMessage ? ['.'] : text.trimEnd().split('\r\n')) {
      inMessage = line === 'DATA';
      due.push({ reply: inMessage ? '354 Go on' : '250 Ok', after: pace(line) });
    }
    if (!isAnswering) setImmediate(answer);
    isAnswering = true;
  };
  const socket = new Duplex({
    read() {},
    write(octets: Buffer, _encoding, done) {
      setImmediate(() => {
        take(octets.toString('latin1'));
        done();
      });
    },
  });
  const wire = new Wire(socket as Socket, undefined);
  socket.on('data', (octets: Buffer) => wire.hear(octets));
  wire.hear(Buffer.from('220 tarpit\r\n'));
  return wire;
}

async function sendTo(pace: Pace, extension: string, message: ReturnType<typeof messageTo>, times = 1) {
  const wire = connectToTarpit(pace);
  await wire.reply(0);
  const extensions = extensionsOf({ code: 250, status: null, text: `250-tarpit\n250 ${extension}` });
  const results = [];
  for (let sent = 0; sent < times; sent++) results.push(await send(wire, extensions, defaultTimeouts, message));
  return results;
}

const fifty = messageTo(...Array.from({ length: 50 }, (_, at) => `r${at}@r.example`));
const tooLong = '420 4.4.2 Transaction timed out after 3600 s while';

test.each(['PIPELINING', '8BITMIME'])('each recipient in four minutes: after an hour we go (%s)', async (extension) => {
  const began = performance.now();
  const [result] = await sendTo((what) => (what.startsWith('RCPT') ? 4 * minute : 0), extension, fifty);
  expect(performance.now() - began).toBeLessThanOrEqual(64 * minute);
  expect(result?.reusable).toBe(false);
  expect(result?.outcomes).toHaveLength(50);
  for (const outcome of result?.outcomes ?? [])
    expect(outcome).toMatchObject({
      kind: 'failed',
      reply: null,
      breakdown: 'timeout',
      text: expect.stringContaining(tooLong),
    });
});

test('a message that is read a little at a time: after an hour we go, and nothing is in doubt', async () => {
  const long = { ...messageTo('a@r.example'), body: Buffer.alloc(4_000_000, 'x\r\n') };
  const [result] = await sendTo((what) => (what === 'piece' ? 2 * minute : 0), 'PIPELINING', long);
  expect(result?.outcomes).toMatchObject([{ kind: 'failed', text: `${tooLong} sending the message` }]);
});

test('each message has its own hour, and the reply to the final dot its own time: who gives up on it makes duplicates', async () => {
  const paces: Record<string, number> = { RCPT: 1.1 * minute, '.': 9 * minute };
  const results = await sendTo((what) => paces[what.slice(0, 4)] ?? 0, '8BITMIME', fifty, 3);
  for (const { outcomes, reusable } of results) {
    expect(outcomes.filter(({ kind }) => kind !== 'delivered')).toEqual([]);
    expect(reusable).toBe(true);
  }
});
