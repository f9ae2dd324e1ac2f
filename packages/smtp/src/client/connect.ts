/**
 * Opens a connection that is ready for MAIL, or says why there is none. Never rejects.
 */
import type { Socket } from 'node:net';
import type { Connection, ConnectOptions, ConnectResult, DialogueLine } from './connection.ts';
import { dial } from './dial.ts';
import { failedByFault, fault } from './fault.ts';
import { type Ready, shakeHands } from './handshake.ts';
import { send } from './send.ts';
import type { OutgoingMessage, TransactionResult } from './transaction.ts';
import { Wire } from './wire.ts';
import { words } from './words.ts';

export async function connect(options: ConnectOptions): Promise<ConnectResult> {
  let wire: Wire | null = null;
  const socket = await dial(options, (octets) => wire?.hear(octets));
  if ('breakdown' in socket) {
    options.onLine?.({ at: Date.now(), who: '-', text: socket.text });
    return failedByFault(socket, 'connect', '');
  }
  wire = new Wire(socket, options.onLine);
  stopOn(options.signal, wire);
  const ready = await shakeHands(wire, options);
  if (ready.kind === 'failed') {
    wire.leave();
    return ready;
  }
  return { kind: 'ready', connection: new ReadyConnection(wire, options, ready, addressOf(socket)) };
}

function stopOn(signal: AbortSignal | undefined, wire: Wire): void {
  if (signal === undefined) return;
  const stop = (): void => {
    wire.fail(fault('local', words.stopped()));
  };
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  wire.ended.then(() => signal.removeEventListener('abort', stop));
}

function addressOf({ localAddress = '', localPort = 0 }: Socket): string {
  return localAddress.includes(':') ? `[${localAddress}]:${localPort}` : `${localAddress}:${localPort}`;
}

class ReadyConnection implements Connection {
  readonly endpoint: Connection['endpoint'];
  readonly local: string;
  readonly tls: Connection['tls'];
  readonly extensions: ReadonlySet<string>;
  readonly ended: Promise<void>;
  #sent = 0;
  readonly #wire: Wire;
  readonly #ready: Ready;
  readonly #options: ConnectOptions;

  constructor(wire: Wire, options: ConnectOptions, ready: Ready, local: string) {
    this.#wire = wire;
    this.#ready = ready;
    this.#options = options;
    this.endpoint = options.endpoint;
    this.local = local;
    this.tls = ready.tls;
    this.extensions = new Set(ready.extensions.keys());
    this.ended = wire.ended;
  }

  get sent(): number {
    return this.#sent;
  }

  async send(message: OutgoingMessage, onLine?: (line: DialogueLine) => void): Promise<TransactionResult> {
    this.#wire.onLine = onLine ?? this.#options.onLine;
    const result = await send(this.#wire, this.#ready.extensions, this.#options.timeouts, message);
    if (!result.reusable) this.#wire.leave();
    this.#wire.onLine = this.#options.onLine;
    this.#sent += 1;
    return result;
  }

  async quit(): Promise<void> {
    this.#wire.command('QUIT\r\n', 1);
    await this.#wire.reply(this.#options.timeouts.quit);
    this.destroy();
  }

  destroy(): void {
    this.#wire.close();
  }
}
