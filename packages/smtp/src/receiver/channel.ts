/**
 * The socket under a session: plain, then perhaps TLS. Reads when the session can take more, stops when the client does
 * not read its replies, and closes so that the last reply arrives.
 */
import type { Socket } from 'node:net';

export interface ChannelEvents {
  readonly data: (chunk: Buffer) => void;
  /** The client sends no more; it may still read. */
  readonly ended: () => void;
  /** Replies that waited have left. */
  readonly drained: () => void;
  /** The connection is gone; nothing comes after. */
  readonly closed: (error: Error | null) => void;
}

/** Octets of replies that may wait for the client to read them. */
const UNREAD_LIMIT = 64 * 1024;

export class Channel {
  #socket: Socket;
  #error: Error | null = null;
  #closed = false;
  #paused = false;
  readonly #events: ChannelEvents;

  constructor(socket: Socket, events: ChannelEvents) {
    this.#socket = socket;
    this.#events = events;
    this.#attach();
  }

  /** The client has left so many replies unread that we listen no more. */
  get stalled(): boolean {
    return this.#socket.writableLength > UNREAD_LIMIT;
  }

  write(text: string): void {
    if (!this.#closed) this.#socket.write(text, 'utf8');
  }

  /** Says the last words. What the client still sends is read and forgotten, until it closes or `destroy`. */
  end(text: string): void {
    if (this.#closed) return;
    this.#socket.end(text, 'utf8');
    this.resume();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** When all replies have left. */
  destroySoon(): void {
    this.#socket.destroySoon();
  }

  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#socket.pause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#socket.resume();
  }

  /** Hands the socket over to a TLS handshake; `replace` brings what comes out of it. */
  release(): Socket {
    for (const event of ['data', 'end', 'drain']) this.#socket.removeAllListeners(event);
    return this.#socket;
  }

  replace(socket: Socket): void {
    this.#socket = socket;
    this.#attach();
  }

  #attach(): void {
    const socket = this.#socket;
    socket.on('data', this.#events.data);
    socket.on('end', this.#events.ended);
    socket.on('drain', this.#events.drained);
    socket.on('error', (error) => {
      this.#error = error;
    });
    socket.on('close', () => {
      if (this.#closed) return;
      this.#closed = true;
      this.#events.closed(this.#error);
    });
  }
}
