/**
 * One client's dialogue (RFC 5321 §3), from the banner to the end. Reads what came as far as it goes, answers all of it
 * with one write, and waits while the handler thinks.
 */
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { Channel } from './channel.ts';
import { type CommandLine, Input } from './command-line.ts';
import { readCommand } from './commands.ts';
import { Conduct } from './conduct.ts';
import type { Dialogue, Premises, Transaction } from './dialogue.ts';
import type { Client, ReceiverReply } from './handler.ts';
import { MessageData } from './message-data.ts';
import { closes, farewell, formatReply, reply } from './reply.ts';
import { envelopeOf, noMemory } from './transaction-commands.ts';

/** Octets that may wait while the handler thinks; then the socket is read no more. */
const WAITING_LIMIT = 64 * 1024;

const goingDown = farewell(421, '4.3.2', 'We are going down, try again later');

export interface Surroundings extends Premises {
  /** Does the handshake on a plain socket; `done` gets the secured one, and is not called when the handshake fails. */
  readonly secure: (socket: Socket, done: (secured: TLSSocket) => void) => void;
}

export class Session implements Dialogue {
  readonly premises: Surroundings;
  client: Client;
  transaction: Transaction | null = null;

  /** `waiting` for us: the banner or a handshake; `over`: the last reply is on its way. */
  #phase: 'waiting' | 'command' | 'data' | 'over' = 'waiting';
  readonly #channel: Channel;
  readonly #input = new Input();
  readonly #ended: (why: string) => void;
  #out = '';
  #asking = false;
  #draining = false;
  #clientEnded = false;
  #gone = false;
  #why = 'the client closed the connection';
  #data: MessageData | null = null;
  #takeLine: ((line: string) => void) | null = null;
  readonly #conduct: Conduct;
  #deadline: number;
  #messageDeadline = 0;
  readonly #sessionDeadline: number;

  constructor(socket: Socket, client: Client, premises: Surroundings, ended: (why: string) => void) {
    this.premises = premises;
    this.client = client;
    this.#ended = ended;
    this.#conduct = new Conduct(premises.limits);
    this.#sessionDeadline = premises.now() + premises.limits.session;
    this.#deadline = premises.now() + premises.limits.handshake;
    this.#channel = new Channel(socket, {
      data: (chunk) => this.#receive(chunk),
      ended: () => this.#clientEnds(),
      drained: () => this.#run(),
      closed: (error) => this.#leave(error),
    });
  }

  /** With implicit TLS (RFC 8314 §3.3) the handshake comes before the banner. */
  start(implicitTls: boolean): void {
    if (implicitTls) this.#handshake(() => this.#greet());
    else this.#greet();
  }

  /** Says 421 at the next command boundary; a message on its way is still received and answered. */
  drain(): void {
    this.#draining = true;
    this.#run();
  }

  destroy(why: string): void {
    if (this.#phase !== 'over') this.#why = why;
    this.#phase = 'over';
    this.#channel.destroy();
  }

  /** Called every now and then. */
  checkTime(now: number): void {
    if (this.#phase === 'command' && !this.#asking && now > this.#sessionDeadline) {
      this.#goodbye(farewell(421, '4.4.2', 'This session has lasted long enough, connect again'));
    } else if (now > this.#deadline) {
      const talking = this.#phase === 'command' || this.#phase === 'data';
      if (talking) this.#goodbye(farewell(421, '4.4.2', 'Timed out waiting for you'));
      else this.destroy('timed out');
    }
  }

  reply(answer: ReceiverReply): void {
    if (this.#phase === 'over') return;
    this.#out += formatReply(answer, this.transaction?.parameters.smtputf8 ?? false);
    if (closes(answer)) this.#close(`we closed: ${answer.code} ${answer.text}`);
  }

  object(answer: ReceiverReply): void {
    this.reply(this.#conduct.error(answer));
  }

  refuse(answer: ReceiverReply): void {
    this.reply(this.#conduct.refusal(answer, this.client.user));
  }

  loginFailed(answer: ReceiverReply): void {
    this.reply(this.#conduct.loginFailure(answer));
  }

  ask<T>(question: () => T | Promise<T>, then: (answer: T) => void): void {
    let answer: T | Promise<T>;
    try {
      answer = question();
    } catch (error) {
      this.#failed(error);
      return;
    }
    if (!(answer instanceof Promise)) {
      this.#answered(() => then(answer as T));
      return;
    }
    this.#asking = true;
    this.#deadline = Number.POSITIVE_INFINITY;
    answer.then(
      (value) => this.#resume(() => this.#answered(() => then(value))),
      (error) => this.#resume(() => this.#failed(error)),
    );
  }

  listenTo(take: (line: string) => void): void {
    this.#takeLine = take;
  }

  startTls(): void {
    this.reply(reply(220, '2.0.0', 'Go ahead'));
    this.#flush();
    // RFC 3207 §4.2: nothing that was said in plain text counts.
    this.transaction = null;
    this.client = { ...this.client, helo: null, esmtp: false };
    this.#handshake(() => {
      this.#phase = 'command';
      this.#setDeadline(this.premises.limits.idle);
      this.#run();
    });
  }

  startData(transaction: Transaction): void {
    if (this.#input.length > 0) {
      this.#tooEarly('DATA');
      return;
    }
    const { limits, admission, now } = this.premises;
    this.transaction = transaction;
    this.#data = new MessageData(limits.messageSize, admission);
    this.reply({ code: 354, text: 'Send the message, end it with <CRLF>.<CRLF>' });
    this.#phase = 'data';
    this.#messageDeadline = now() + limits.message;
  }

  #greet(): void {
    this.ask(
      () => this.premises.handler.connected?.(this.client) ?? null,
      (refusal) => {
        this.#phase = 'command';
        if (this.#input.length > 0) return this.#tooEarly('the connection');
        if (refusal !== null) return this.reply({ ...refusal, close: true });
        this.reply({ code: 220, text: `${this.premises.hostname} ESMTP` });
      },
    );
    if (!this.#asking) this.#run();
  }

  #handshake(then: () => void): void {
    this.#phase = 'waiting';
    this.#setDeadline(this.premises.limits.handshake);
    this.premises.secure(this.#channel.release(), (secured) => {
      const tls = { protocol: secured.getProtocol() ?? 'unknown', cipher: secured.getCipher().name };
      this.client = { ...this.client, tls };
      this.#channel.replace(secured);
      then();
    });
  }

  #receive(chunk: Buffer): void {
    if (this.#phase === 'over') return;
    this.#input.push(chunk);
    this.#run();
    if ((this.#asking || this.#channel.stalled) && this.#input.length > WAITING_LIMIT) this.#channel.pause();
  }

  #clientEnds(): void {
    this.#clientEnded = true;
    if (this.#phase === 'over') this.#channel.destroySoon();
    else if (this.#phase === 'data') this.destroy('the client closed the connection within a message');
    else this.#run();
  }

  /** Goes on until there is nothing left to read, or nothing may be read. */
  #run(): void {
    while (this.#mayRead()) {
      if (this.#phase === 'data' && this.#data !== null) this.#readData(this.#data);
      else if (this.#draining) this.#goodbye(goingDown);
      else if (!this.#readLine()) break;
    }
    if (this.#asking) return;
    this.#flush();
    if (this.#channel.stalled) return;
    if (this.#phase === 'command' && this.#draining) this.#goodbye(goingDown);
    else if (this.#phase === 'command' && this.#clientEnded) this.#close(this.#why);
    else if (this.#phase !== 'waiting') this.#channel.resume();
  }

  #mayRead(): boolean {
    const open = this.#phase === 'command' || this.#phase === 'data';
    return open && !this.#asking && this.#input.length > 0 && !this.#channel.stalled;
  }

  /** False: the line is not complete. */
  #readLine(): boolean {
    const { limits } = this.premises;
    const login = this.#takeLine !== null || this.#input.beginsWith('AUTH ');
    const line = this.#input.takeLine(login ? limits.authLine : limits.commandWithParameters);
    if (line === null) return false;
    if (line.kind === 'overlong') this.#goodbye(farewell(500, '5.5.2', 'The line is too long'));
    else if (line.kind === 'malformed') this.#malformed(line.why);
    else if (this.#takeLine === null) this.#command(line);
    else this.#answerChallenge(line.text);
    return true;
  }

  #malformed(why: string): void {
    this.#takeLine = null;
    this.object(reply(500, '5.5.2', why));
  }

  #answerChallenge(line: string): void {
    const take = this.#takeLine;
    this.#takeLine = null;
    take?.(line);
  }

  #command(line: CommandLine & { readonly kind: 'line' }): void {
    const spoken = readCommand(line, this.premises.limits);
    if (spoken.kind === 'error') {
      this.object(spoken.reply);
      return;
    }
    const { command, verb, argument } = spoken;
    const enough = command.idle === true ? this.#conduct.idle() : null;
    if (enough !== null) this.reply(enough);
    else if (command.last === true && this.#input.length > 0) this.#tooEarly(verb);
    else command.take(this, argument);
  }

  /**
   * What was sent before we answered may not be meant for what we answered: a message whose DATA was refused would be
   * read as commands, and plain text before a handshake as if it came after (RFC 2920 §3.1, RFC 3207 §6).
   */
  #tooEarly(what: string): void {
    this.#input.takeAll();
    this.reply(farewell(554, '5.5.1', `Wait for the answer to ${what} before you go on`));
  }

  #readData(data: MessageData): void {
    const { limits } = this.premises;
    const chunk = this.#input.takeAll();
    const progress = data.push(chunk);
    switch (progress.kind) {
      case 'more':
        this.#setDeadline(limits.block);
        this.#deadline = Math.min(this.#deadline, this.#messageDeadline);
        if (data.seen > 2 * limits.messageSize) this.#goodbye({ ...this.#overflowReply(data), close: true });
        return;
      case 'end':
        if (progress.next < chunk.length) this.#input.push(chunk.subarray(progress.next));
        this.#endData(data);
        return;
      case 'bare_line_break':
        this.#goodbye(farewell(521, '5.5.2', 'A CR or LF stands alone in the message'));
        return;
    }
  }

  #endData(data: MessageData): void {
    const { transaction } = this;
    this.#phase = 'command';
    if (transaction === null || data.overflow !== null) {
      this.#finish(this.#overflowReply(data));
      return;
    }
    // RFC 5322 §2.2 has no NUL; servers that drop it would see another message than we do.
    if (data.body.includes(0)) {
      this.#finish(reply(554, '5.6.0', 'The message has a NUL octet'));
      return;
    }
    this.#flush();
    const message = { envelope: envelopeOf(transaction), body: data.body, receivedAt: Date.now() };
    this.ask(
      () => this.premises.handler.message(message, this.client),
      (answer) => this.#finish(answer),
    );
  }

  #overflowReply(data: MessageData): ReceiverReply {
    if (data.overflow === 'memory') return noMemory;
    return reply(552, '5.3.4', `A message has at most ${this.premises.limits.messageSize} octets`);
  }

  /** The transaction is over, one way or the other (RFC 5321 §4.1.1.4). */
  #finish(answer: ReceiverReply): void {
    if (answer.code < 300) this.#conduct.messageTaken();
    this.#releaseData();
    this.reply(answer);
    this.transaction = null;
  }

  #failed(error: unknown): void {
    this.premises.onError(error, this.client);
    const answer = reply(451, '4.3.0', 'Something went wrong here, try again later');
    this.#answered(() => {
      if (this.#phase === 'waiting') this.reply({ ...answer, code: 421, close: true });
      else if (this.#data !== null) this.#finish(answer);
      else this.reply(answer);
    });
  }

  /** An answer that comes when the client has gone is for nobody. */
  #answered(then: () => void): void {
    if (this.#phase !== 'over' && !this.#gone) then();
    else this.#releaseData();
  }

  #resume(then: () => void): void {
    this.#asking = false;
    this.#setDeadline(this.premises.limits.idle);
    then();
    this.#run();
    this.#depart();
  }

  #goodbye(last: ReceiverReply): void {
    this.reply({ ...last, close: true });
  }

  #close(why: string): void {
    this.#phase = 'over';
    this.#why = why;
    this.#input.takeAll();
    this.#setDeadline(this.premises.limits.linger);
    this.#channel.end(this.#out);
    this.#out = '';
    if (!this.#asking) this.#releaseData();
    if (this.#clientEnded) this.#channel.destroySoon();
  }

  #flush(): void {
    if (this.#out === '') return;
    this.#channel.write(this.#out);
    this.#out = '';
    if (this.#phase !== 'over') this.#setDeadline(this.premises.limits.idle);
  }

  #setDeadline(duration: number): void {
    this.#deadline = this.premises.now() + duration;
  }

  #releaseData(): void {
    this.#data?.release();
    this.#data = null;
  }

  #leave(error: Error | null): void {
    this.#gone = true;
    if (error !== null && this.#phase !== 'over') this.#why = `the connection broke: ${error.message}`;
    this.#phase = 'over';
    if (!this.#asking) this.#releaseData();
    this.#depart();
  }

  /** Once, when the connection is gone and the handler is not asked any more. */
  #depart(): void {
    if (this.#gone && !this.#asking) this.#ended(this.#why);
  }
}
