/**
 * Opens the TCP connection, or says in our own words why there is none. What comes over it in plain text is handed to `hear`,
 * in a later turn than the connection, and is to be used at once: one buffer serves all of them, where each read would bring
 * 64 KB of its own.
 */
import { connect, isIP, type Socket } from 'node:net';
import type { ConnectOptions } from './connection.ts';
import { type Fault, fault } from './fault.ts';
import { words } from './words.ts';

const heard = Buffer.allocUnsafeSlow(64 * 1024);

export function dial(
  { endpoint, ehlo, source, timeouts, signal }: ConnectOptions,
  hear: (octets: Buffer) => void,
): Promise<Socket | Fault> {
  const { address, port } = endpoint;
  if (isIP(address) === 0 || !(port > 0 && port < 65_536) || !/^[!-~]{1,255}$/.test(ehlo)) {
    return Promise.resolve(fault('local', words.badEndpoint()));
  }
  if (source !== null && isIP(source) !== isIP(address)) {
    return Promise.resolve(fault('local', words.badSource(source, 'not of the family of the address to connect to')));
  }
  if (signal?.aborted) return Promise.resolve(fault('local', words.stopped()));
  return new Promise((resolve) => {
    const socket = connect({
      host: address,
      port,
      noDelay: true,
      onread: {
        buffer: heard,
        callback: (octets) => {
          hear(heard.subarray(0, octets));
          return true;
        },
      },
      ...(source === null ? {} : { localAddress: source }),
    });
    const settle = (outcome: Socket | Fault): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      socket.removeAllListeners('connect').removeAllListeners('error');
      if (outcome !== socket) socket.on('error', ignore).destroy();
      resolve(outcome);
    };
    const stop = (): void => settle(fault('local', words.stopped()));
    const timer = setTimeout(() => settle(fault('timeout', words.noAnswer(timeouts.connect))), timeouts.connect);
    signal?.addEventListener('abort', stop);
    socket.once('connect', () => settle(socket)).once('error', (error) => settle(whyNot(error, source)));
  });
}

/** A socket that is given up may still report that it failed. */
const ignore = (): void => {};

function whyNot(error: NodeJS.ErrnoException, source: string | null): Fault {
  const code = error.code ?? error.name;
  switch (code) {
    case 'ECONNREFUSED':
      return fault('refused', words.refused());
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return fault('refused', words.unreachable());
    case 'EADDRNOTAVAIL':
    case 'EADDRINUSE':
      return fault('local', source === null ? words.exhausted(code) : words.badSource(source, code));
    case 'EMFILE':
    case 'ENFILE':
    case 'ENOBUFS':
    case 'ENOMEM':
      return fault('local', words.exhausted(code));
    default:
      return fault('refused', words.notConnected(code));
  }
}
