/** One connection to the faulty server: SMTP as it should be, up to the command at which to fail. */
import type { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { misbehave, type ServerFault } from './misbehave.ts';
import { type FaultStage, followedBy, goodReplies, stageByVerb } from './stage.ts';

export interface FaultyServerOptions {
  /** Fails once, at the first command of that stage; for RCPT at the `nth`, counted from 1. */
  readonly fault?: { readonly stage: FaultStage; readonly kind: ServerFault; readonly nth?: number } | undefined;
  /** Its own words for a command: a whole reply with its line ends, or '' for silence. Undefined: the usual reply. */
  readonly answer?: ((command: SpokenCommand) => string | undefined) | undefined;
  /** Beside STARTTLS and AUTH. */
  readonly extensions?: readonly string[];
  readonly tls?: { readonly key: string; readonly cert: string } | undefined;
  readonly auth?: boolean;
  readonly dripInterval?: number;
  readonly floodOctets?: number;
}

export interface SpokenCommand {
  readonly stage: FaultStage;
  /** The line as it came, '' for the greeting. */
  readonly line: string;
  /** Which of its kind in this transaction, from 1. */
  readonly nth: number;
  readonly socket: Socket;
}

export interface TakenMessage {
  readonly mail: string;
  readonly rcpts: readonly string[];
  /** As on the wire: dots stuffed, the final dot left out. */
  readonly data: string;
}

/** What all dialogues with one server have in common. */
export interface Shared {
  readonly taken: TakenMessage[];
  readonly chunks: string[];
  readonly strike: (stage: FaultStage, nth: number) => ServerFault | null;
}

export class Dialogue {
  #socket: Socket;
  /** The connection itself, which TLS may have been laid over. */
  readonly #plain: Socket;
  #secure = false;
  #talking = true;
  #pending = '';
  #mail = '';
  #rcpts: string[] = [];
  #inMessage = false;
  #asked = 0;
  /** The next line answers a 334. */
  #challenged = false;
  readonly #options: FaultyServerOptions;
  readonly #shared: Shared;

  constructor(socket: Socket, options: FaultyServerOptions, shared: Shared) {
    this.#socket = socket;
    this.#plain = socket;
    this.#options = options;
    this.#shared = shared;
  }

  begin(): void {
    this.#listen();
    this.#answer('banner', '');
  }

  #listen(): void {
    this.#socket.on('data', (chunk: Buffer) => {
      this.#shared.chunks.push(chunk.toString('latin1'));
      this.#pending += chunk.toString('latin1');
      this.#read();
    });
    this.#socket.on('end', () => this.#socket.end());
    // That the client breaks off is the point of most faults.
    this.#socket.on('error', () => this.#socket.destroy());
  }

  #read(): void {
    while (this.#talking) {
      const at = this.#inMessage ? finalDot(this.#pending) : this.#pending.indexOf('\r\n');
      if (at < 0) return;
      const end = at + (this.#inMessage ? 3 : 2);
      const text = this.#pending.slice(0, at);
      this.#pending = this.#pending.slice(end);
      if (this.#inMessage) this.#dot(text);
      else this.#command(text);
    }
  }

  #command(line: string): void {
    const verb = line.slice(0, 4).toUpperCase();
    const usual = verb === 'EHLO' && this.#secure ? 'ehlo_tls' : stageByVerb[verb];
    const stage = this.#challenged ? 'auth' : usual;
    if (stage === undefined) this.#socket.write('500 5.5.2 Unknown command\r\n');
    else this.#answer(stage, line);
  }

  #dot(data: string): void {
    const message = { mail: this.#mail, rcpts: this.#rcpts, data };
    this.#inMessage = false;
    if (this.#answer('dot', '.')) this.#shared.taken.push(message);
    this.#rcpts = [];
    this.#mail = '';
  }

  /** True when the command was carried out. */
  #answer(stage: FaultStage, line: string): boolean {
    const nth = stage === 'rcpt' ? ++this.#asked : 1;
    const good = this.#goodReply(stage);
    const own = this.#options.answer?.({ stage, line, nth, socket: this.#socket });
    const fault = own === undefined ? this.#shared.strike(stage, nth) : null;
    if (fault !== null) {
      const { dripInterval = 20, floodOctets = 100_000_000 } = this.#options;
      const next = this.#goodReply(followedBy[stage]);
      const reset = (): void => void this.#plain.resetAndDestroy();
      this.#talking = misbehave(fault, { socket: this.#socket, good, next, reset, dripInterval, floodOctets });
      if (!goodFaults.has(fault)) return false;
    } else {
      const reply = own ?? good;
      if (reply !== '') this.#socket.write(reply, 'latin1');
      this.#challenged = reply.startsWith('334');
      if (!/^[23]/.test(reply)) return false;
    }
    this.#advance(stage, line);
    return true;
  }

  #advance(stage: FaultStage, line: string): void {
    if (stage === 'starttls' && this.#talking) this.#encrypt();
    if (stage === 'mail') this.#mail = line;
    if (stage === 'mail' || stage === 'rset') {
      this.#rcpts = [];
      this.#asked = 0;
      if (stage === 'rset') this.#mail = '';
    }
    if (stage === 'rcpt') this.#rcpts.push(line);
    if (stage === 'data') this.#inMessage = true;
    if (stage === 'quit' && this.#talking) this.#socket.end();
  }

  /** What it would say if all were well. */
  #goodReply(stage: FaultStage): string {
    if ((stage === 'rcpt' || stage === 'data') && this.#mail === '') return '503 5.5.1 MAIL first\r\n';
    if (stage === 'data' && this.#rcpts.length === 0) return '554 5.5.1 No valid recipients\r\n';
    if (stage !== 'ehlo' && stage !== 'ehlo_tls') return goodReplies[stage];
    const { extensions = ['PIPELINING', '8BITMIME', 'ENHANCEDSTATUSCODES'], tls, auth } = this.#options;
    const offered = ['faulty.example', ...extensions];
    if (tls !== undefined && !this.#secure) offered.push('STARTTLS');
    if (auth) offered.push('AUTH PLAIN LOGIN');
    return offered.map((line, at) => `250${at + 1 < offered.length ? '-' : ' '}${line}\r\n`).join('');
  }

  #encrypt(): void {
    const { tls } = this.#options;
    if (tls === undefined) return;
    const plain = this.#plain;
    for (const event of ['data', 'end', 'error']) plain.removeAllListeners(event);
    plain.on('error', () => plain.destroy());
    this.#secure = true;
    this.#pending = '';
    this.#socket = new TLSSocket(plain, { isServer: true, secureContext: createSecureContext(tls) });
    this.#listen();
  }
}

/** Where the dot stands on its line: behind a line end, or at once where the message is empty. */
function finalDot(text: string): number {
  if (text.startsWith('.\r\n')) return 0;
  const at = text.indexOf('\r\n.\r\n');
  return at < 0 ? -1 : at + 2;
}

/** Faults in which the command is carried out all the same. */
const goodFaults: ReadonlySet<ServerFault> = new Set(['garbage', 'early', 'half_close']);
