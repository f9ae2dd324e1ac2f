/**
 * One client's dialogue with a simulated receiver. The receiver of `@hearback/smtp` keeps to the protocol, whoever runs it;
 * this one must be able to break it at any step, so it is its own, and no server to be used for anything else.
 */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Stage } from '@hearback/bounce';
import { MessageData, parsePath } from '@hearback/smtp';
import { onTheWire, toReply } from '../reply/fill.ts';
import { Outlet } from './outlet.ts';
import type { Act, Role, SessionState } from './role.ts';

export interface SessionOptions {
  readonly id: string;
  readonly role: Role;
  /** Milliseconds of real time between two octets of a slow reply. */
  readonly dripInterval: number;
  readonly ended: () => void;
}

/** A command line that is longer ends the session (RFC 5321 §4.5.3.1.4 has 512, extensions add to it). */
const LONGEST_LINE = 4096;
const MOST_RECIPIENTS = 1000;
const unlimited = { take: () => true, give: () => undefined };

/** What the session knows; the role sees it read-only. */
interface Progress extends SessionState {
  helo: string | null;
  encrypted: boolean;
  sender: string | null;
  recipients: string[];
  earlier: string[];
  transactions: number;
}

export class Session {
  readonly #options: SessionOptions;
  readonly #outlet: Outlet;
  readonly #state: Progress;
  #socket: Socket;
  #input: Buffer = Buffer.alloc(0);
  #data: MessageData | null = null;
  /** False after a fault: what comes is read and forgotten. */
  #talking = true;

  constructor(socket: Socket, options: SessionOptions) {
    this.#options = options;
    this.#socket = socket;
    this.#outlet = new Outlet(socket, options.dripInterval);
    const ip = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    this.#state = {
      id: options.id,
      ip,
      helo: null,
      encrypted: false,
      sender: null,
      recipients: [],
      earlier: [],
      transactions: 0,
    };
  }

  start(): void {
    this.#attend(this.#socket);
    this.#socket.once('close', () => {
      this.#data?.release();
      this.#options.ended();
    });
    this.#answer('connect');
  }

  close(): void {
    this.#outlet.close();
  }

  #attend(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('end', () => socket.end());
    // That clients break off is a matter of course here.
    socket.on('error', () => socket.destroy());
  }

  #receive(chunk: Buffer): void {
    this.#input = this.#input.length === 0 ? chunk : Buffer.concat([this.#input, chunk]);
    while (this.#talking && this.#input.length > 0) {
      if (this.#data !== null) this.#readData(this.#data);
      else if (!this.#readLine()) return;
    }
    if (!this.#talking) this.#input = Buffer.alloc(0);
  }

  #readLine(): boolean {
    const end = this.#input.indexOf('\r\n');
    if (end > LONGEST_LINE || (end < 0 && this.#input.length > LONGEST_LINE)) {
      this.#say('500 5.5.2 Line too long', true);
      return false;
    }
    if (end < 0) return false;
    const line = this.#input.toString('utf8', 0, end);
    this.#input = this.#input.subarray(end + 2);
    this.#command(line);
    return true;
  }

  #command(line: string): void {
    const [, verb = '', argument = ''] = /^([A-Za-z]{1,10}) ?(.*)$/.exec(line) ?? [];
    const objection = this.#obey(verb.toUpperCase(), argument);
    if (objection !== null) this.#say(objection);
  }

  /** Null, or what the client did wrong. */
  #obey(verb: string, argument: string): string | null {
    switch (verb) {
      case 'EHLO':
      case 'HELO':
        this.#state.helo = argument;
        this.#forget();
        this.#answer('ehlo');
        return null;
      case 'STARTTLS':
        return this.#startTls();
      case 'MAIL':
        return this.#mail(argument);
      case 'RCPT':
        return this.#rcpt(argument);
      case 'DATA':
        return this.#beginData();
      case 'RSET':
        this.#forget();
        this.#answer('rset');
        return null;
      case 'NOOP':
        this.#say('250 2.0.0 OK');
        return null;
      case 'QUIT':
        if (this.#answer('quit')) this.#end();
        return null;
      default:
        return '502 5.5.2 Error: command not recognized';
    }
  }

  #mail(argument: string): string | null {
    const path = parsePath(argument.replace(/^FROM: ?/i, ''), 'reverse');
    if (this.#state.helo === null || this.#state.sender !== null) return '503 5.5.1 Bad sequence of commands';
    if (path.kind === 'malformed') return '501 5.1.7 Bad sender address syntax';
    this.#state.transactions += 1;
    this.#state.sender = path.address;
    if (!this.#answer('mail')) this.#state.sender = null;
    return null;
  }

  #rcpt(argument: string): string | null {
    const path = parsePath(argument.replace(/^TO: ?/i, ''), 'forward');
    if (this.#state.sender === null) return '503 5.5.1 MAIL first';
    if (path.kind === 'malformed') return '501 5.1.3 Bad recipient address syntax';
    if (this.#state.recipients.length >= MOST_RECIPIENTS) return '452 4.5.3 Too many recipients';
    const { address } = path;
    if (this.#answer('rcpt', address)) {
      this.#state.recipients.push(address);
      this.#state.earlier = [...this.#state.earlier.slice(-9), address];
    }
    return null;
  }

  #beginData(): string | null {
    if (this.#state.recipients.length === 0) return '554 5.5.1 No valid recipients';
    if (this.#answer('data')) this.#data = new MessageData(this.#options.role.sizeLimit, unlimited);
    return null;
  }

  #readData(data: MessageData): void {
    const chunk = this.#input;
    this.#input = Buffer.alloc(0);
    const progress = data.push(chunk);
    if (progress.kind === 'more') return;
    if (progress.kind === 'bare_line_break') {
      this.#say('521 5.5.2 A CR or LF stands alone in the message', true);
      return;
    }
    this.#input = chunk.subarray(progress.next);
    this.#data = null;
    if (data.overflow !== null) this.#say('552 5.3.4 Message size exceeds fixed limit');
    else if (this.#answer('body')) this.#options.role.took({ ...this.#state }, Buffer.from(data.body));
    data.release();
    this.#forget();
  }

  #forget(): void {
    this.#state.sender = null;
    this.#state.recipients = [];
  }

  /** True when what was said was a yes, so that the dialogue moves on. */
  #answer(stage: Stage, recipient: string | null = null): boolean {
    const act: Act = this.#options.role.act(stage, this.#state, recipient);
    if (act.kind === 'fault') {
      const positive = this.#outlet.fail(act.fault, `${onTheWire(toReply(act.good))}\r\n`);
      this.#talking = positive || act.fault === 'badmulti' || act.fault === 'badcode';
      return positive;
    }
    const reply = toReply(act.text);
    const ends = reply.close === true || (stage === 'connect' && reply.code >= 400);
    this.#say(act.text, ends);
    return reply.code < 400;
  }

  #say(text: string, ends = false): void {
    const wire = `${onTheWire(toReply(text))}\r\n`;
    this.#talking = !ends;
    if (ends) this.#outlet.end(wire);
    else this.#outlet.write(wire);
  }

  #end(): void {
    this.#talking = false;
    this.#outlet.end('');
  }

  #startTls(): string | null {
    const { tls, tlsBroken } = this.#options.role;
    if (tls === null || this.#state.encrypted) return '502 5.5.1 STARTTLS not offered';
    if (!this.#answer('starttls')) return null;
    const plain = this.#socket;
    plain.removeAllListeners('data');
    plain.removeAllListeners('end');
    this.#input = Buffer.alloc(0);
    this.#state.helo = null;
    this.#state.encrypted = true;
    this.#forget();
    if (tlsBroken) {
      // After the client's first words: octets in front of them would look like an injected reply.
      plain.once('data', () => plain.end('This is no handshake\r\n'));
      return null;
    }
    this.#socket = new TLSSocket(plain, { isServer: true, secureContext: tls });
    this.#outlet.socket = this.#socket;
    this.#attend(this.#socket);
    return null;
  }
}
