/**
 * Loopback addresses for the world's MX hosts, all with the same port, as mail has one port for all hosts. Linux answers on
 * every address of 127.0.0.0/8; where a system has only 127.0.0.1, one address stands for all hosts.
 */
import { createServer, type Server, type Socket } from 'node:net';

export interface Listening {
  readonly address: string;
  readonly port: number;
  readonly server: Server;
}

/** Hosts that one world can have. */
const MOST = 60_000;

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
    for (;;) {
      if (this.#next > MOST) throw new RangeError('no loopback address is left');
      const n = this.#next++;
      const address = this.#single ? '127.0.0.1' : `127.25.${Math.floor(n / 250)}.${(n % 250) + 1}`;
      const server = createServer({ allowHalfOpen: true, noDelay: true }, accept);
      const port = await bind(server, address, this.#port);
      if (port === null && !this.#single) continue;
      if (port === null) throw new Error(`port ${this.#port} of ${address} is taken`);
      this.#port = port;
      this.#open.push(server);
      return { address, port, server };
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

/** The port, or null when somebody else has it. */
function bind(server: Server, address: string, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen({ port, host: address, backlog: 512 }, () => {
      const bound = server.address();
      resolve(bound === null || typeof bound === 'string' ? port : bound.port);
    });
  });
}
