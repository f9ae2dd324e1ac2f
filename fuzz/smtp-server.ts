/**
 * Our SMTP server under fire: it answers in form, hangs nowhere, hands on nothing without permission, and forgets nothing
 * that it holds. Sessions in lockstep are held to the order of commands, too (RFC 5321 §4.1.4).
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import {
  type Client,
  createCertificate,
  type Envelope,
  listen,
  type Receiver,
  type ReceiverHandler,
} from '@hearback/smtp';
import { Random } from './random.ts';
import { makeSession, type Utterance } from './smtp-lines.ts';

export interface Fired {
  readonly lines: number;
  /** What was broken, with the session that broke it. */
  readonly finds: readonly string[];
}

const ours = new Set(['postmaster', 'postmaster@ours.example']);

/** The rules of a house: its postmaster for all, everything for ann who has logged in. */
const house = (taken: (envelope: Envelope, body: Buffer, client: Client) => void): ReceiverHandler => ({
  authenticate: (login, password) => (login === 'ann' && password === 'secret' ? login : null),
  mail: (sender, _parameters, { user }) =>
    user === null || sender === '' || sender === 'ann@ours.example' ? null : { code: 553, status: '5.7.1', text: 'No' },
  rcpt: ({ address }, _sender, { user }) =>
    user !== null || ours.has(address.toLowerCase()) ? null : { code: 550, status: '5.7.1', text: 'No' },
  async message({ envelope, body }, client) {
    await new Promise((resolve) => setImmediate(resolve));
    taken(envelope, Buffer.from(body), client);
    return { code: 250, status: '2.0.0', text: 'Queued as x' };
  },
});

export async function fireAtServer(lines: number, seed: number): Promise<Fired> {
  const finds: string[] = [];
  let messages = 0;
  const taken = (envelope: Envelope, body: Buffer, client: Client): void => {
    messages += 1;
    const relayed = envelope.recipients.filter(({ address }) => !ours.has(address.toLowerCase()));
    if (client.user === null && relayed.length > 0) finds.push(`relayed: ${JSON.stringify(envelope)}`);
    if (/\0|\r(?!\n)|(?<!\r)\n/.test(body.toString('latin1'))) finds.push(`a message with bare line ends: ${body}`);
  };
  const tls = createCertificate({ names: ['mail.ours.example'] });
  const limits = { authFailuresPerAddress: 1e9, connectionsPerAddress: 1000, linger: 20, handshake: 500 };
  const open = (implicitTls: boolean): Promise<Receiver> =>
    listen(
      {
        ...{ hostname: 'mail.ours.example', address: '127.0.0.1', port: 0, tls, implicitTls, limits },
        onError: (error) => finds.push(`threw ${error instanceof Error ? error.stack : String(error)}`),
      },
      house(taken),
    );
  const [plain, secure] = await Promise.all([open(false), open(true)]);
  let fired = 0;
  let queued = 0;
  for (let number = 0; fired < lines && finds.length < 5; number += parallel) {
    const sessions = Array.from({ length: parallel }, (_, n) => new Random(seed + number + n));
    const outcomes = await Promise.all(
      sessions.map((random) => talk(random.chance(0.2) ? secure : plain, secure, random)),
    );
    for (const outcome of outcomes) {
      fired += outcome.lines;
      queued += outcome.queued;
      if (outcome.find !== null) finds.push(outcome.find);
    }
  }
  const held = await leftOf([plain, secure]);
  if (held > 0) finds.push(`still held: ${held}`);
  // A client that has hung up does not read its 250, but nobody reads one that no message stands behind.
  if (queued > messages) finds.push(`${queued} messages acknowledged, ${messages} taken`);
  await Promise.all([plain.close(), secure.close()]);
  return { lines: fired, finds };
}

const parallel = 16;
const patience = 20_000;

/** What they still hold: a client may know before its server does that a connection has ended. */
async function leftOf(receivers: readonly Receiver[]): Promise<number> {
  for (const end = performance.now() + patience; ; ) {
    const held = receivers.reduce((sum, { connections, memory }) => sum + connections + memory, 0);
    if (held === 0 || performance.now() > end) return held;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

interface Outcome {
  readonly lines: number;
  readonly queued: number;
  readonly find: string | null;
}

async function talk(receiver: Receiver, secure: Receiver, random: Random): Promise<Outcome> {
  const session = makeSession(random);
  const socket: Socket =
    receiver === secure
      ? connectTls({ port: receiver.port, host: '127.0.0.1', rejectUnauthorized: false })
      : connect({ port: receiver.port, host: '127.0.0.1', allowHalfOpen: true });
  const dialogue = new Dialogue(socket);
  const lockstep = random.chance(0.5);
  if (lockstep) await inLockstep(dialogue, session);
  else await inBursts(dialogue, session, random);
  const find = dialogue.broken ?? malformed(dialogue.heard) ?? (lockstep ? null : tooMany(dialogue.heard, session));
  const story = session.map(({ octets }) => JSON.stringify(octets.slice(0, 200))).join('\n  ');
  return {
    lines: session.length,
    queued: dialogue.heard.match(/^250 2\.0\.0 Queued/gm)?.length ?? 0,
    find: find === null ? null : `${find}\n  ${story}\n  heard ${JSON.stringify(dialogue.heard.slice(-2000))}`,
  };
}

class Dialogue {
  heard = '';
  broken: string | null = null;
  closed = false;
  readonly #socket: Socket;
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1').on('data', (text: string) => {
      this.heard += text;
      this.#wake();
    });
    // A server that has had enough may reset the connection.
    socket.on('error', () => socket.destroy());
    for (const event of ['end', 'close']) {
      socket.on(event, () => {
        this.closed = true;
        this.#wake();
      });
    }
  }

  write(octets: string): void {
    if (!this.#socket.destroyed && this.#socket.writable) this.#socket.write(octets, 'latin1');
  }

  end(): void {
    this.#socket.end();
  }

  /** The replies since `from`, when there is a whole one or the server has closed. */
  async reply(from: number): Promise<string> {
    await this.#until(() => this.closed || /^\d{3}(?: .*)?\r\n/m.test(this.heard.slice(from)), 'no reply');
    return this.heard.slice(from);
  }

  async over(): Promise<void> {
    await this.#until(() => this.closed, 'the connection stays open');
    this.#socket.destroy();
    if (!this.#socket.closed) await once(this.#socket, 'close');
  }

  async #until(reached: () => boolean, otherwise: string): Promise<void> {
    const late = setTimeout(() => {
      this.broken ??= otherwise;
      this.closed = true;
      this.#wake();
    }, patience);
    while (!reached()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    clearTimeout(late);
  }
}

/** All at once or cut anywhere. */
async function inBursts(dialogue: Dialogue, session: readonly Utterance[], random: Random): Promise<void> {
  const octets = session.map((utterance) => utterance.octets).join('');
  for (let at = 0; at < octets.length; ) {
    const next = random.chance(0.2) ? octets.length : at + 1 + random.int(200);
    dialogue.write(octets.slice(at, next));
    if (random.chance(0.3)) await new Promise((resolve) => setImmediate(resolve));
    at = next;
  }
  dialogue.end();
  await dialogue.over();
}

/** Each command waits for the reply to the one before; what may be answered with 2yz or 354 follows from those. */
async function inLockstep(dialogue: Dialogue, session: readonly Utterance[]): Promise<void> {
  await dialogue.reply(0);
  const state = { greeted: false, mail: false, recipients: 0, invited: false };
  for (const { kind, octets } of session) {
    if (dialogue.closed) break;
    // Neither a line without its end nor a message that nobody asked for has one reply of its own.
    if (kind === 'message' && !state.invited) continue;
    if (state.invited && (kind === 'command' || !endsOnce(octets))) break;
    if (kind === 'command' && !/^[^\r\n]*\r\n$/.test(octets)) continue;
    const from = dialogue.heard.length;
    dialogue.write(octets);
    const reply = await dialogue.reply(from);
    if (/^221|^4\d1|^521|^554 5\.5\.1 Wait/m.test(reply) && dialogue.closed) break;
    const wrong = kind === 'message' ? finished(state) : outOfOrder(state, octets, reply);
    if (wrong !== null) dialogue.broken ??= `${wrong}: ${JSON.stringify(octets)} got ${JSON.stringify(reply)}`;
    if (/^220 /m.test(reply) && /^starttls/i.test(octets)) break;
  }
  dialogue.end();
  await dialogue.over();
}

const endsOnce = (octets: string): boolean =>
  `\r\n${octets}`.indexOf('\r\n.\r\n') === octets.length - 3 && octets.endsWith('\r\n.\r\n');

interface Order {
  greeted: boolean;
  mail: boolean;
  recipients: number;
  invited: boolean;
}

function finished(state: Order): null {
  [state.mail, state.recipients, state.invited] = [false, 0, false];
  return null;
}

function outOfOrder(state: Order, octets: string, reply: string): string | null {
  const yes = /^2\d\d /m.test(reply);
  const verb = octets.slice(0, 4).toUpperCase();
  if (/^354 /m.test(reply)) {
    if (verb !== 'DATA' || !state.mail || state.recipients === 0) return '354 out of order';
    state.invited = true;
    return null;
  }
  if (!yes) return null;
  if (verb === 'MAIL') {
    if (!state.greeted || state.mail) return 'MAIL out of order';
    [state.mail, state.recipients] = [true, 0];
  } else if (verb === 'RCPT') {
    if (!state.mail) return 'RCPT out of order';
    state.recipients += 1;
  } else if (verb === 'RSET' || verb === 'EHLO' || verb === 'HELO') {
    finished(state);
    if (verb !== 'RSET') state.greeted = true;
  }
  return null;
}

/** RFC 5321 §4.2: three digits, text, CRLF; all lines of a reply with the same code. */
function malformed(heard: string): string | null {
  if (heard === '') return null;
  if (!heard.endsWith('\r\n')) return 'a reply without its end';
  let open: string | null = null;
  for (const line of heard.slice(0, -2).split('\r\n')) {
    const [, code, mark] = /^([2-5]\d\d)([ -])[ -~]{0,505}$/.exec(line) ?? [];
    if (code === undefined) return 'no reply';
    if (open !== null && open !== code) return 'a reply of two codes';
    open = mark === '-' ? code : null;
  }
  return open === null ? null : 'a reply without its last line';
}

/** No more replies than lines, and one each for the greeting and the farewell. */
function tooMany(heard: string, session: readonly Utterance[]): string | null {
  const replies = heard.match(/^\d{3} /gm)?.length ?? 0;
  const lines = session
    .map(({ octets }) => octets)
    .join('')
    .split(/\r\n|\n|\r/).length;
  return replies <= lines + 2 ? null : `${replies} replies to ${lines} lines`;
}
