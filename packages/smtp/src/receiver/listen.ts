/**
 * A receiver: a port that speaks SMTP (RFC 5321) and asks a handler. Nothing is relayed or kept unless the handler says so.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions, type Server as TlsServer } from 'node:tls';
import { Admission, plainAddress } from './admission.ts';
import type { Client, ReceiverHandler } from './handler.ts';
import { defaultReceiverLimits, type ReceiverLimits } from './limits.ts';
import { farewell, formatReply } from './reply.ts';
import { Session, type Surroundings } from './session.ts';
import { TurnedAway } from './turned-away.ts';

/** Certificate and key in PEM; `sni` gives others by the name that the client asks for. */
export type ReceiverTls = Pick<TlsOptions, 'key' | 'cert' | 'minVersion' | 'ciphers'> & {
  readonly sni?: TlsOptions['SNICallback'];
};

export interface ReceiverOptions {
  /** Our name in banner and EHLO. */
  readonly hostname: string;
  /** Address to listen on. */
  readonly address: string;
  /** 0: the system chooses, and `Receiver.port` tells. */
  readonly port: number;
  /** Null: plain text only, and then no AUTH. */
  readonly tls: ReceiverTls | null;
  /** The handshake comes first (port 465), instead of STARTTLS. */
  readonly implicitTls?: boolean;
  readonly limits?: Partial<ReceiverLimits>;
  /** Is told what the handler threw; a process warning otherwise. */
  readonly onError?: (error: unknown, client: Client) => void;
}

export interface Receiver {
  readonly address: string;
  readonly port: number;
  /** Sessions now. */
  readonly connections: number;
  /** Octets of messages that are being received or decided on. */
  readonly memory: number;
  /** New handshakes use this certificate. Throws when key and certificate do not fit. */
  readonly renew: (tls: ReceiverTls) => void;
  /**
   * Listens no more. With `drain`, clients are told 421 4.3.2 between commands and messages on their way are received
   * to their end; without, or when called again, all connections are closed at once. Resolves when
   * the last one is gone and the handler has answered all that it was asked.
   */
  readonly close: (how?: { readonly drain: boolean }) => Promise<void>;
}

/** Resolves when the port is open; rejects when it cannot be (EADDRINUSE, a broken certificate). */
export async function listen(options: ReceiverOptions, handler: ReceiverHandler): Promise<Receiver> {
  if (options.implicitTls === true && options.tls === null) throw new TypeError('Implicit TLS needs a certificate');
  const entrance = new Entrance(options, handler);
  await entrance.open();
  return entrance;
}

/** How often sessions are asked whether their time is over. */
const CHECK_INTERVAL = 250;
let sessionsSoFar = 0;

class Entrance implements Receiver {
  readonly #options: ReceiverOptions;
  readonly #limits: ReceiverLimits;
  readonly #handler: ReceiverHandler;
  readonly #admission: Admission;
  readonly #surroundings: Surroundings;
  readonly #server: Server;
  readonly #tls: TlsServer | null;
  readonly #handshakes = new Map<string, (secured: TLSSocket) => void>();
  readonly #sessions = new Set<Session>();
  readonly #turnedAway: TurnedAway;
  #clock: NodeJS.Timeout | null = null;
  #closed: Promise<void> | null = null;
  #lastGone: (() => void) | null = null;
  address = '';
  port = 0;

  constructor(options: ReceiverOptions, handler: ReceiverHandler) {
    this.#options = options;
    this.#handler = handler;
    this.#limits = { ...defaultReceiverLimits, ...options.limits };
    this.#admission = new Admission(this.#limits);
    this.#tls = options.tls === null ? null : this.#createTls(options.tls);
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.#accept(socket));
    this.#turnedAway = new TurnedAway(this.#limits.linger);
    this.#surroundings = {
      hostname: options.hostname,
      limits: this.#limits,
      handler,
      admission: this.#admission,
      offersTls: options.tls !== null,
      now: () => performance.now(),
      onError: options.onError ?? ((error) => process.emitWarning(error instanceof Error ? error : String(error))),
      secure: (socket, done) => this.#secure(socket, done),
    };
  }

  get connections(): number {
    return this.#sessions.size;
  }

  get memory(): number {
    return this.#admission.memory;
  }

  async open(): Promise<void> {
    const { port, address } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ port, host: address, backlog: 1024 }, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    const bound = this.#server.address();
    if (bound === null || typeof bound === 'string') throw new Error('The port was closed while it was opened');
    this.address = bound.address;
    this.port = bound.port;
  }

  renew({ sni: _, ...context }: ReceiverTls): void {
    this.#tls?.setSecureContext(context);
  }

  close(how: { readonly drain: boolean } = { drain: false }): Promise<void> {
    const again = this.#closed !== null;
    this.#closed ??= Promise.all([this.#portClosed(), this.#allGone()]).then(() => undefined);
    this.#turnedAway.close();
    for (const session of [...this.#sessions]) {
      if (how.drain && !again) session.drain();
      else session.destroy('the receiver was closed');
    }
    return this.#closed;
  }

  #portClosed(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  #allGone(): Promise<void> {
    if (this.#sessions.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#lastGone = resolve;
    });
  }

  #accept(socket: Socket): void {
    const address = plainAddress(socket.remoteAddress);
    const obstacle = this.#admission.enter(address);
    if (obstacle !== null) {
      this.#turnAway(socket, obstacle);
      return;
    }
    sessionsSoFar += 1;
    const client: Client = {
      session: `s${sessionsSoFar.toString(36)}`,
      address,
      port: socket.remotePort ?? 0,
      helo: null,
      esmtp: false,
      tls: null,
      user: null,
    };
    const session: Session = new Session(socket, client, this.#surroundings, (why) => this.#ended(session, why));
    this.#sessions.add(session);
    this.#clock ??= setInterval(() => this.#checkTime(), CHECK_INTERVAL).unref();
    session.start(this.#options.implicitTls === true);
  }

  #turnAway(socket: Socket, obstacle: string): void {
    if (this.#options.implicitTls === true) socket.destroy();
    else this.#turnedAway.add(socket, formatReply(farewell(421, '4.7.0', obstacle), false));
  }

  #ended(session: Session, why: string): void {
    if (!this.#sessions.delete(session)) return;
    const { client } = session;
    this.#admission.leave(client.address);
    try {
      this.#handler.closed?.(client, why);
    } catch (error) {
      this.#surroundings.onError(error, client);
    }
    if (this.#sessions.size > 0) return;
    if (this.#clock !== null) clearInterval(this.#clock);
    this.#clock = null;
    this.#lastGone?.();
  }

  #checkTime(): void {
    const now = this.#surroundings.now();
    for (const session of [...this.#sessions]) session.checkTime(now);
    this.#admission.sweep(now);
  }

  #createTls({ sni, ...context }: ReceiverTls): TlsServer {
    const server = createTlsServer({
      minVersion: 'TLSv1.2',
      ...context,
      ...(sni === undefined ? {} : { SNICallback: sni }),
      handshakeTimeout: this.#limits.handshake,
    });
    server.on('secureConnection', (secured) => {
      const key = peer(secured);
      const done = this.#handshakes.get(key);
      this.#handshakes.delete(key);
      secured.allowHalfOpen = true;
      // Who is gone by now has no address any more.
      if (done === undefined) secured.destroy();
      else done(secured);
    });
    server.on('tlsClientError', (_, socket) => socket.destroy());
    return server;
  }

  /** The TLS server listens nowhere: it is given sockets, and gives back secured ones, known by their peer. */
  #secure(socket: Socket, done: (secured: TLSSocket) => void): void {
    const key = peer(socket);
    this.#handshakes.set(key, done);
    // A client that ends within the handshake is not one that only sends no more.
    socket.allowHalfOpen = false;
    socket.once('close', () => this.#handshakes.delete(key));
    this.#tls?.emit('connection', socket);
  }
}

function peer(socket: Socket): string {
  return `${socket.remoteAddress} ${socket.remotePort}`;
}
