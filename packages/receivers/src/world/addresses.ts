/**
 * Loopback addresses for the world's MX hosts, all with the same port, as mail has one port for all hosts. Linux answers on
 * every address of 127.0.0.0/8; where a system has only 127.0.0.1, one address stands for all hosts.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { portError } from './port-error.ts';

export interface Listening {
  readonly address: string;
  readonly port: number;
  readonly server: Server;
}

/** Hosts that one world can have. */
const MOST = 60_000;
/** Other worlds have some of the addresses; somebody who listens on 0.0.0.0 has them all. */
const MOST_TAKEN = 5000;

export class Addresses {
  #port: number;
  #next = 1;
  readonly #single: boolean;
  readonly #open: Server[] = [];

  /** `port` 0: any that is free. `single`: only 127.0.0.1. */
  constructor(port: number, single: boolean) {
    this.#port = port;
    this.#single = single;
  }

  get port(): number {
    return this.#port;
  }

  /** The next address whose port is free. */
  async open(accept: (socket: Socket) => void): Promise<Listening> {
    for (let taken = 1; ; taken++) {
      if (this.#next > MOST) throw new RangeError('no loopback address is left');
      const n = this.#next++;
      const address = this.#single ? '127.0.0.1' : `127.25.${Math.floor(n / 250)}.${(n % 250) + 1}`;
      const server = createServer({ allowHalfOpen: true, noDelay: true }, accept);
      try {
        this.#port = await bind(server, address, this.#port);
      } catch (error) {
        const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
        if (isTaken && !this.#single && taken < MOST_TAKEN) continue;
        const where = this.#single ? address : 'the loopback addresses';
        throw portError('SMTP', `port ${this.#port} of ${where}`, error);
      }
      this.#open.push(server);
      return { address, port: this.#port, server };
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

/** The port. */
function bind(server: Server, address: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: address, backlog: 512 }, () => {
      const bound = server.address();
      resolve(bound === null || typeof bound === 'string' ? port : bound.port);
    });
  });
}
