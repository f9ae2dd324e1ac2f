/** What a session writes, in order: whole replies, slow ones, and what is no reply at all. */
import type { Socket } from 'node:net';
import type { WireFault } from '../scenario/scenario.ts';

/** Octets of a flood; a client that has not hung up by then has no limit. */
const FLOOD = 100 * 1024 * 1024;

export class Outlet {
  #socket: Socket;
  /** The connection itself, below TLS: only that can be reset. */
  readonly #plain: Socket;
  readonly #dripInterval: number;
  /** Octets that go out one at a time; what is said meanwhile waits behind them. */
  #slow = '';
  #timer: NodeJS.Timeout | null = null;

  /** `dripInterval`: milliseconds between two octets of a slow reply. */
  constructor(socket: Socket, dripInterval: number) {
    this.#socket = socket;
    this.#plain = socket;
    this.#dripInterval = dripInterval;
  }

  /** After STARTTLS. */
  set socket(socket: Socket) {
    this.#socket = socket;
  }

  write(text: string): void {
    if (this.#timer !== null) this.#slow += text;
    else if (this.#socket.writable) this.#socket.write(text);
  }

  /** The last words. */
  end(text: string): void {
    if (this.#timer !== null) this.#slow += text;
    else if (this.#socket.writable) this.#socket.end(text);
  }

  /** Fails at an answer whose good form is `good`. True: the dialogue goes on as if it had been given. */
  fail(fault: WireFault, good: string): boolean {
    const code = good.slice(0, 3);
    switch (fault) {
      case 'drop':
        this.#socket.end();
        return false;
      case 'rst':
        this.#plain.resetAndDestroy();
        return false;
      case 'hang':
        return false;
      case 'slow':
        this.#drip(good);
        return true;
      case 'flood':
        this.#flood(`${code} `);
        return false;
      case 'garbage':
        this.#socket.write(Buffer.from(`${code} \0\x1b[31m\x07\xff\xfe ok\r\n`, 'latin1'));
        return true;
      case 'badmulti':
        this.#socket.write(`${code}-one thing\r\n550 another thing\r\n`);
        return false;
      case 'nofinal':
        this.#socket.write(`${code}-more to come\r\n`);
        return false;
      case 'badcode':
        this.#socket.write('OK, go on\r\n');
        return false;
      case 'halfclose':
        this.#socket.end(good);
        return true;
    }
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#socket.destroy();
  }

  #drip(text: string): void {
    this.#slow += text;
    this.#timer ??= setInterval(() => {
      if (this.#slow === '' || !this.#socket.writable) {
        if (this.#timer !== null) clearInterval(this.#timer);
        this.#timer = null;
        return;
      }
      this.#socket.write(this.#slow.charAt(0));
      this.#slow = this.#slow.slice(1);
    }, this.#dripInterval);
  }

  #flood(start: string): void {
    const chunk = Buffer.alloc(65_536, 'x');
    const socket = this.#socket;
    let left = FLOOD;
    const pour = (): void => {
      while (left > 0 && socket.writable) {
        left -= chunk.length;
        if (!socket.write(chunk)) return;
      }
    };
    socket.on('drain', pour);
    socket.write(start);
    pour();
  }
}
