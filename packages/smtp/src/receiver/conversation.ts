/**
 * What is said in a session (RFC 5321 §3): lines become commands, commands become replies, and after DATA comes a
 * message. Knows no sockets and no time; the `Line` that it speaks over does.
 */
import type { TLSSocket } from 'node:tls';
import { rememberLines } from '../message/lines.ts';
import type { CommandLine, Input } from './command-line.ts';
import { readCommand } from './commands.ts';
import { Conduct } from './conduct.ts';
import type { Dialogue, Premises, Transaction } from './dialogue.ts';
import type { Client, ReceiverReply } from './handler.ts';
import { MessageData } from './message-data.ts';
import { closes, farewell, formatReply, reply } from './reply.ts';
import { envelopeOf, noMemory } from './transaction-commands.ts';

/** What a conversation needs of the connection under it. */
export interface Line {
  readonly input: Input;
  /** Leaves when the input is used up, or with `flush`. */
  readonly say: (text: string) => void;
  readonly flush: () => void;
  readonly hangUp: (why: string) => void;
  /** Reads nothing until the handler has answered. What it throws is told to `failed`. */
  readonly ask: <T>(
    question: () => T | Promise<T>,
    then: (answer: T) => void,
    failed: (error: unknown) => void,
  ) => void;
  /** Reads nothing until the handshake is done. */
  readonly secure: (then: (secured: TLSSocket) => void) => void;
}

export class Conversation implements Dialogue {
  readonly premises: Premises;
  client: Client;
  transaction: Transaction | null = null;
  #data: MessageData | null = null;
  #receiving = false;
  #takeResponse: ((line: string) => void) | null = null;
  readonly #line: Line;
  readonly #conduct: Conduct;

  constructor(line: Line, client: Client, premises: Premises) {
    this.#line = line;
    this.client = client;
    this.premises = premises;
    this.#conduct = new Conduct(premises.limits);
  }

  /** After 354 and before the final dot. */
  get receiving(): boolean {
    return this.#receiving;
  }

  greet(): void {
    const refuseToTalk = (answer: ReceiverReply) => this.reply({ ...answer, close: true });
    this.#line.ask(
      () => this.premises.handler.connected?.(this.client) ?? null,
      (refusal) => {
        if (this.#line.input.length > 0) this.#tooEarly('the connection');
        else if (refusal !== null) refuseToTalk(refusal);
        else this.reply({ code: 220, text: `${this.premises.hostname} ESMTP` });
      },
      (error) => {
        this.premises.onError(error, this.client);
        refuseToTalk(reply(421, '4.3.0', 'Something went wrong here, try again later'));
      },
    );
  }

  /** Takes a line or a piece of a message; false when the line is not complete. */
  read(): boolean {
    if (this.#data !== null && this.#receiving) {
      this.#readData(this.#data);
      return true;
    }
    const { limits } = this.premises;
    const { input } = this.#line;
    const login = this.#takeResponse !== null || input.beginsWith('AUTH ');
    const line = input.takeLine(login ? limits.authLine : limits.commandWithParameters);
    if (line !== null) this.#readLine(line);
    return line !== null;
  }

  /** The conversation is over; nobody waits for an answer. */
  forget(): void {
    this.#data?.release();
    this.#data = null;
    this.#receiving = false;
  }

  reply(answer: ReceiverReply): void {
    this.#line.say(formatReply(answer, this.transaction?.parameters.smtputf8 ?? false));
    if (closes(answer)) this.#line.hangUp(`we closed: ${answer.code} ${answer.text}`);
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
    this.#line.ask(question, then, (error) => this.#failed(error));
  }

  listenTo(take: (line: string) => void): void {
    this.#takeResponse = take;
  }

  startTls(): void {
    this.reply(reply(220, '2.0.0', 'Go ahead'));
    this.#line.flush();
    // RFC 3207 §4.2: nothing that was said in plain text counts.
    this.transaction = null;
    this.client = { ...this.client, helo: null, esmtp: false };
    this.secure(() => {});
  }

  secure(then: () => void): void {
    this.#line.secure((secured) => {
      const tls = { protocol: secured.getProtocol() ?? 'unknown', cipher: secured.getCipher().name };
      this.client = { ...this.client, tls };
      then();
    });
  }

  startData(): void {
    // While the handler thought about DATA, more may have come.
    if (this.#line.input.length > 0) {
      this.#tooEarly('DATA');
      return;
    }
    this.#data = new MessageData(this.premises.limits.messageSize, this.premises.admission);
    this.#receiving = true;
    this.reply({ code: 354, text: 'Send the message, end it with <CRLF>.<CRLF>' });
  }

  #readLine(line: CommandLine): void {
    const take = this.#takeResponse;
    this.#takeResponse = null;
    if (line.kind === 'overlong') this.reply(farewell(500, '5.5.2', 'The line is too long'));
    else if (line.kind === 'malformed') this.object(reply(500, '5.5.2', line.why));
    else if (take !== null) take(line.text);
    else this.#obey(line);
  }

  #obey(line: CommandLine & { readonly kind: 'line' }): void {
    const spoken = readCommand(line, this.premises.limits);
    if (spoken.kind === 'error') {
      this.object(spoken.reply);
      return;
    }
    const { command, verb, argument } = spoken;
    const enough = command.idle === true ? this.#conduct.idle() : null;
    if (enough !== null) this.reply(enough);
    else if (command.last === true && this.#line.input.length > 0) this.#tooEarly(verb);
    else command.take(this, argument);
  }

  /**
   * What was sent before we answered may not be meant for what we answered: a message whose DATA was refused would be
   * read as commands, and plain text before a handshake as if it came after (RFC 2920 §3.1, RFC 3207 §6).
   */
  #tooEarly(what: string): void {
    this.reply(farewell(554, '5.5.1', `Wait for the answer to ${what} before you go on`));
  }

  #readData(data: MessageData): void {
    const { input } = this.#line;
    const chunk = input.takeAll();
    const progress = data.push(chunk);
    switch (progress.kind) {
      case 'more':
        if (data.seen > 2 * this.premises.limits.messageSize) this.reply({ ...this.#overflow(data), close: true });
        return;
      case 'end':
        if (progress.next < chunk.length) input.push(chunk.subarray(progress.next));
        this.#receiving = false;
        this.#deliver(data);
        return;
      case 'bare_line_break':
        this.reply(farewell(521, '5.5.2', 'A CR or LF stands alone in the message'));
    }
  }

  #deliver(data: MessageData): void {
    const { transaction } = this;
    if (transaction === null || data.overflow !== null) this.#finish(this.#overflow(data));
    // RFC 5322 §2.2 has no NUL; servers that drop it would see another message than we do.
    else if (data.body.includes(0)) this.#finish(reply(554, '5.6.0', 'The message has a NUL octet'));
    else {
      this.#line.flush();
      const { body } = data;
      rememberLines(body, data.lines);
      const message = { envelope: envelopeOf(transaction), body, receivedAt: Date.now() };
      this.ask(
        () => this.premises.handler.message(message, this.client),
        (answer) => this.#finish(answer),
      );
    }
  }

  #overflow(data: MessageData): ReceiverReply {
    if (data.overflow === 'memory') return noMemory;
    return reply(552, '5.3.4', `A message has at most ${this.premises.limits.messageSize} octets`);
  }

  /** The transaction is over, one way or the other (RFC 5321 §4.1.1.4). */
  #finish(answer: ReceiverReply): void {
    if (answer.code < 300) this.#conduct.messageTaken();
    this.forget();
    this.reply(answer);
    this.transaction = null;
  }

  #failed(error: unknown): void {
    this.premises.onError(error, this.client);
    const answer = reply(451, '4.3.0', 'Something went wrong here, try again later');
    if (this.#data !== null) this.#finish(answer);
    else this.reply(answer);
  }
}
