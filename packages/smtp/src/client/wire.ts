/**
 * One socket, spoken to in commands and replies. It knows how many replies are due: one more than that is a violation,
 * for a reply that came before its command was written would be taken for the answer to it (RFC 2920 §3.1).
 * The first fault is final: the socket is destroyed, replies that came before are still handed out, then the fault.
 */
import type { Socket } from 'node:net';
import type { DialogueLine } from './connection.ts';
import { type Fault, fault, type Heard } from './fault.ts';
import { Patience } from './patience.ts';
import { ReplyReader } from './reply-reader.ts';
import type { SmtpReply } from './transaction.ts';
import { words } from './words.ts';

export class Wire {
  /** Is told what is said; may change from one transaction to the next. */
  onLine: ((line: DialogueLine) => void) | undefined;
  /** A message is on its way: a refusal may come before its end. */
  sending = false;
  readonly ended: Promise<void>;
  #socket: Socket;
  readonly #reader = new ReplyReader();
  readonly #replies: SmtpReply[] = [];
  /** The greeting is due before anything is said. */
  #due = 1;
  #fault: Fault | null = null;
  /** The last reply was 354: a refusal behind it says that the message is not wanted after all. */
  #invited = false;
  #flushed = true;
  /** What all waits together may take, and when that is over. */
  #budget: { readonly total: number; readonly endsAt: number } | null = null;
  readonly #timer = new Patience();
  #wake: (() => void) | null = null;
  #end: () => void = () => {};

  constructor(socket: Socket, onLine: ((line: DialogueLine) => void) | undefined) {
    this.#socket = socket;
    this.onLine = onLine;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#listen(socket);
  }

  get fault(): Fault | null {
    return this.#fault;
  }

  /** Nothing came that nobody has asked for or read. */
  get quiet(): boolean {
    return this.#replies.length === 0 && !this.#reader.pending;
  }

  /** All blocks have been given to the network. */
  get flushed(): boolean {
    return this.#flushed;
  }

  /** Octets that have come; they are not needed any more afterwards. */
  hear(octets: Buffer): void {
    if (this.#fault !== null) return;
    const violation = this.#reader.feed(octets, this.#take);
    if (violation !== null) this.fail(fault('protocol', words.noReply(violation)));
    if (this.#replies.length > 0) this.#wake?.();
  }

  /** Commands with their CRLF, in one write; `shown` is what the dialogue may know of them. */
  command(text: string, replies: number, shown: string = text): void {
    if (this.#fault !== null || this.#isSpokenTo()) return;
    this.#due += replies;
    if (this.onLine !== undefined) for (const line of shown.trimEnd().split('\r\n')) this.note('C', line);
    this.#socket.write(text);
  }

  /** The beginning of a reply came before its command was written: it answers none. */
  #isSpokenTo(): boolean {
    if (this.#due > 0 || !this.#reader.pending) return false;
    this.fail(fault('protocol', words.early()));
    return true;
  }

  /** A block of the message, in one write; `replies` is 1 for the one that ends with the final dot. */
  block(pieces: readonly Uint8Array[], replies: number): void {
    if (this.#fault !== null) return;
    this.#due += replies;
    this.#flushed = false;
    this.#socket.cork();
    for (const piece of pieces) this.#socket.write(piece, piece === pieces.at(-1) ? this.#written : undefined);
    this.#socket.uncork();
    // Nearly always the network takes it at once: no need to wait for the callback, which comes a tick later.
    this.#flushed = this.#socket.writableLength === 0 && this.#socket.errored === null;
  }

  /** From now on all waits together take no longer than that; null: each has its own time and no other. */
  within(total: number | null): void {
    this.#budget = total === null ? null : { total, endsAt: performance.now() + total };
  }

  /** The next reply, or the fault that came instead. A time-out is a fault: nobody can tell whose reply would come next. */
  async reply(timeout: number): Promise<Heard> {
    while (this.#replies.length === 0 && this.#fault === null) {
      // A write that ends meanwhile wakes us too.
      await this.#change(timeout);
    }
    return this.#replies.shift() ?? this.#fault ?? this.fail(fault('reset', words.closed()));
  }

  /** Waits until the blocks are written, or a reply or a fault came first; says whether they are. */
  async written(timeout: number): Promise<boolean> {
    while (!this.#flushed && this.#fault === null && this.#replies.length === 0) await this.#change(timeout);
    return this.#flushed;
  }

  /** Hands the socket to `wrap` (TLS), and goes on with what it returns. No octet may have come before. */
  replace(wrap: (socket: Socket) => Socket): void {
    const plain = this.#socket;
    for (const event of ['end', 'close']) plain.removeAllListeners(event);
    this.#socket = wrap(plain);
    this.#socket.on('data', (chunk: Buffer) => this.hear(chunk));
    this.#listen(this.#socket);
  }

  /** Ends the connection at once. The first cause counts. */
  fail(cause: Fault): Fault {
    if (this.#fault !== null) return this.#fault;
    if (cause.reply === null) this.note('-', cause.text);
    this.#socket.destroy();
    return this.#over(cause);
  }

  /** Ends the connection because we have no more use for it. */
  close(): void {
    this.#socket.destroy();
    this.#over(fault('local', words.stopped()));
  }

  /** Takes leave without waiting for an answer. */
  leave(): void {
    if (this.#fault !== null) return;
    this.command('QUIT\r\n', 1);
    this.#socket.destroySoon();
    this.#over(fault('local', words.stopped()));
  }

  note(who: DialogueLine['who'], text: string): void {
    this.onLine?.({ at: Date.now(), who, text });
  }

  #over(cause: Fault): Fault {
    this.#fault ??= cause;
    this.#wake?.();
    this.#timer.stop();
    this.#end();
    return this.#fault;
  }

  readonly #written = (error?: Error | null): void => {
    // Node says so of what was on its way when the socket was destroyed, too.
    if (error || this.#fault !== null) return;
    this.#flushed = true;
    this.#wake?.();
  };

  /** Waits for a reply, a fault or the end of a write; that time runs out first is a fault, too. */
  #change(timeout: number): Promise<void> {
    return new Promise((resolve) => {
      const left = (this.#budget?.endsAt ?? Number.POSITIVE_INFINITY) - performance.now();
      this.#wake = () => {
        this.#timer.rest();
        this.#wake = null;
        resolve();
      };
      this.#timer.start(Math.max(0, Math.min(left, timeout)), () => {
        const text =
          this.#budget !== null && left < timeout ? words.tooSlow(this.#budget.total) : words.timedOut(timeout);
        this.fail(fault('timeout', text));
      });
    });
  }

  #listen(socket: Socket): void {
    socket.on('end', () => this.fail(fault('reset', words.closed())));
    socket.on('error', (error) => this.fail(whatBroke(error)));
    socket.on('close', () => this.fail(fault('reset', words.closed())));
  }

  readonly #take = (reply: SmtpReply): void => {
    if (this.#fault !== null) return;
    if (this.onLine !== undefined) for (const line of reply.text.split('\n')) this.note('S', line);
    if (this.#due > 0) {
      this.#due -= 1;
      this.#invited = reply.code === 354;
      this.#replies.push(reply);
    } else this.fail(this.#unasked(reply));
  };

  /** 421 may come at any time (RFC 5321 §3.8), and a refusal before the message, together with the 354, or in its middle. */
  #unasked(reply: SmtpReply): Fault {
    if (reply.code === 421) return fault('reset', words.closed(), reply);
    if ((this.sending || this.#invited) && reply.code >= 400) return fault('reset', words.closed(), reply);
    return fault('protocol', words.unasked(reply.text));
  }
}

function whatBroke(error: NodeJS.ErrnoException): Fault {
  const code = error.code ?? error.name;
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) return fault('tls', words.handshake(tlsReason(error)));
  if (code === 'ECONNRESET' || code === 'EPIPE') return fault('reset', words.reset());
  return fault('reset', words.broken(code));
}

/** OpenSSL's own words, such as "wrong version number"; its messages have source files and pointers in them. */
const tlsReason = (error: Error): string =>
  'reason' in error && typeof error.reason === 'string' ? error.reason : error.message;
