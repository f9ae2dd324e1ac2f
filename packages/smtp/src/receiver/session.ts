/**
 * One client's connection, from the banner to the end: reads what came as far as it goes, sends all replies to it with one
 * write, waits while the handler thinks, and ends when time is over.
 */
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { Channel } from './channel.ts';
import { Input } from './command-line.ts';
import { Conversation, type Line } from './conversation.ts';
import type { Premises } from './dialogue.ts';
import type { Client, ReceiverReply } from './handler.ts';
import { farewell } from './reply.ts';

export interface Surroundings extends Premises {
  /** Does the handshake on a plain socket; `done` gets the secured one, and is not called when the handshake fails. */
  readonly secure: (socket: Socket, done: (secured: TLSSocket) => void) => void;
}

/** Octets that may wait while the handler thinks; then the socket is read no more. */
const WAITING_LIMIT = 64 * 1024;

const goingDown = farewell(421, '4.3.2', 'We are going down, try again later');
const timedOut = farewell(421, '4.4.2', 'Timed out waiting for you');
const longEnough = farewell(421, '4.4.2', 'This session has lasted long enough, connect again');

export class Session implements Line {
  readonly input = new Input();
  readonly #surroundings: Surroundings;
  readonly #channel: Channel;
  readonly #conversation: Conversation;
  readonly #ended: (why: string) => void;
  /** `waiting`: for the banner or a handshake; `over`: the last reply is on its way. */
  #phase: 'waiting' | 'open' | 'over' = 'waiting';
  #asking = false;
  #draining = false;
  #clientEnded = false;
  #gone = false;
  #out = '';
  #why = 'the client closed the connection';
  #deadline = Number.POSITIVE_INFINITY;
  #messageDeadline = Number.POSITIVE_INFINITY;
  readonly #sessionDeadline: number;

  constructor(socket: Socket, client: Client, surroundings: Surroundings, ended: (why: string) => void) {
    this.#surroundings = surroundings;
    this.#ended = ended;
    this.#sessionDeadline = surroundings.now() + surroundings.limits.session;
    this.#conversation = new Conversation(this, client, surroundings);
    this.#channel = new Channel(socket, {
      data: (chunk) => this.#receive(chunk),
      ended: () => this.#clientEnds(),
      drained: () => this.#run(),
      closed: (error) => this.#leave(error),
    });
  }

  get client(): Client {
    return this.#conversation.client;
  }

  /** With implicit TLS (RFC 8314 §3.3) the handshake comes before the banner. */
  start(implicitTls: boolean): void {
    const greet = () => {
      this.#conversation.greet();
      this.#run();
    };
    if (implicitTls) this.#conversation.secure(greet);
    else greet();
  }

  /** Says 421 at the next command boundary; a message on its way is still received and answered. */
  drain(): void {
    this.#draining = true;
    // In a handshake nothing can be said, and nothing is lost.
    if (this.#phase === 'waiting' && !this.#asking) this.destroy('the receiver was closed');
    else this.#run();
  }

  destroy(why: string): void {
    if (this.#phase !== 'over') this.#why = why;
    this.#phase = 'over';
    this.#channel.destroy();
  }

  /** Called every now and then. */
  checkTime(now: number): void {
    const between = this.#phase === 'open' && !this.#asking && !this.#conversation.receiving;
    if (between && now > this.#sessionDeadline) this.#goodbye(longEnough);
    else if (now <= this.#deadline) return;
    else if (this.#phase === 'open') this.#goodbye(timedOut);
    else this.destroy('timed out');
  }

  say(text: string): void {
    if (this.#phase !== 'over') this.#out += text;
  }

  flush(): void {
    if (this.#out === '') return;
    this.#channel.write(this.#out);
    this.#out = '';
    this.#wait();
  }

  /** Says what is left to say, then closes. */
  hangUp(why: string): void {
    if (this.#phase === 'over') return;
    this.#phase = 'over';
    this.#why = why;
    this.input.takeAll();
    this.#setDeadline(this.#surroundings.limits.linger);
    this.#channel.end(this.#out);
    this.#out = '';
    if (!this.#asking) this.#conversation.forget();
    if (this.#clientEnded) this.#channel.destroySoon();
  }

  ask<T>(question: () => T | Promise<T>, then: (answer: T) => void, failed: (error: unknown) => void): void {
    let answer: T | Promise<T>;
    try {
      answer = question();
    } catch (error) {
      this.#answered(() => failed(error));
      return;
    }
    if (!(answer instanceof Promise)) {
      const value = answer;
      this.#answered(() => then(value));
      return;
    }
    this.#asking = true;
    this.#deadline = Number.POSITIVE_INFINITY;
    answer.then(
      (value) => this.#resume(() => then(value)),
      (error: unknown) => this.#resume(() => failed(error)),
    );
  }

  secure(then: (secured: TLSSocket) => void): void {
    this.#phase = 'waiting';
    this.#setDeadline(this.#surroundings.limits.handshake);
    this.#surroundings.secure(this.#channel.release(), (secured) => {
      this.#channel.replace(secured);
      if (this.#phase === 'over') {
        this.#channel.destroy();
        return;
      }
      this.#phase = 'open';
      this.#wait();
      then(secured);
      this.#run();
    });
  }

  #receive(chunk: Buffer): void {
    if (this.#phase === 'over') return;
    this.input.push(chunk);
    this.#run();
    if ((this.#asking || this.#channel.stalled) && this.input.length > WAITING_LIMIT) this.#channel.pause();
  }

  #clientEnds(): void {
    this.#clientEnded = true;
    if (this.#phase === 'over') this.#channel.destroySoon();
    else if (this.#conversation.receiving) this.destroy('the client closed the connection within a message');
    else this.#run();
  }

  /** Goes on until there is nothing left to read, or nothing may be read. */
  #run(): void {
    while (this.#mayRead()) {
      if (this.#draining && !this.#conversation.receiving) this.#goodbye(goingDown);
      else if (!this.#conversation.read()) break;
    }
    if (this.#asking) return;
    this.flush();
    if (this.#phase !== 'open' || this.#channel.stalled) return;
    if (this.#conversation.receiving) this.#wait();
    else if (this.#draining) this.#goodbye(goingDown);
    else if (this.#clientEnded) this.hangUp(this.#why);
    this.#channel.resume();
  }

  #mayRead(): boolean {
    return this.#phase === 'open' && !this.#asking && this.input.length > 0 && !this.#channel.stalled;
  }

  /** From here on the client has time for its next command, or the next block of its message. */
  #wait(): void {
    if (this.#phase === 'over') return;
    const { limits, now } = this.#surroundings;
    if (!this.#conversation.receiving) {
      this.#messageDeadline = Number.POSITIVE_INFINITY;
      this.#setDeadline(limits.idle);
      return;
    }
    if (this.#messageDeadline === Number.POSITIVE_INFINITY) this.#messageDeadline = now() + limits.message;
    this.#deadline = Math.min(now() + limits.block, this.#messageDeadline);
  }

  #setDeadline(duration: number): void {
    this.#deadline = this.#surroundings.now() + duration;
  }

  #goodbye(last: ReceiverReply): void {
    this.#conversation.reply(last);
  }

  #resume(then: () => void): void {
    this.#asking = false;
    this.#wait();
    this.#answered(then);
    this.#run();
    this.#depart();
  }

  /** An answer that comes when the client has gone is for nobody. */
  #answered(then: () => void): void {
    if (this.#phase === 'over') {
      this.#conversation.forget();
      return;
    }
    this.#phase = 'open';
    then();
  }

  #leave(error: Error | null): void {
    this.#gone = true;
    if (error !== null && this.#phase !== 'over') this.#why = `the connection broke: ${error.message}`;
    this.#phase = 'over';
    if (!this.#asking) this.#conversation.forget();
    this.#depart();
  }

  /** Once, when the connection is gone and the handler is not asked any more. */
  #depart(): void {
    if (this.#gone && !this.#asking) this.#ended(this.#why);
  }
}
