/**
 * Connections that are told to come later and hear that out. They take no place of those that may stay, however many there
 * are and whatever they still send: there are so many at most, each for so long; of more, the first is closed.
 */
import type { Socket } from 'node:net';

const most = 100;

export class TurnedAway {
  readonly #linger: number;
  readonly #sockets = new Map<Socket, NodeJS.Timeout>();

  /** `linger`: milliseconds. */
  constructor(linger: number) {
    this.#linger = linger;
  }

  add(socket: Socket, farewell: string): void {
    // Whoever hangs up first is not our trouble.
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.destroy());
    this.#sockets.set(
      socket,
      setTimeout(() => socket.destroy(), this.#linger),
    );
    socket.once('close', () => {
      clearTimeout(this.#sockets.get(socket));
      this.#sockets.delete(socket);
    });
    socket.resume();
    socket.end(farewell);
    const [first] = this.#sockets.keys();
    if (this.#sockets.size > most) first?.destroy();
  }

  close(): void {
    for (const socket of this.#sockets.keys()) socket.destroy();
  }
}
