/**
 * An SMTP server on loopback that follows the protocol, but for the one command that it is told to fail at. It accepts
 * everything else, and remembers what it took responsibility for. For tests and demonstrations of clients.
 */
import { createServer, type Socket } from 'node:net';
import { Dialogue, type FaultyServerOptions, type TakenMessage } from './dialogue.ts';
import type { ServerFault } from './misbehave.ts';
import type { FaultStage } from './stage.ts';

export interface FaultyServer {
  readonly port: number;
  /** Messages whose final dot was answered 250. */
  readonly taken: readonly TakenMessage[];
  /** Chunks as they came in, of all connections: what was sent in one write stands together. */
  readonly chunks: readonly string[];
  readonly connections: number;
  readonly close: () => Promise<void>;
}

export async function startFaultyServer(options: FaultyServerOptions = {}): Promise<FaultyServer> {
  const sockets = new Set<Socket>();
  const taken: TakenMessage[] = [];
  const chunks: string[] = [];
  let connections = 0;
  let armed = options.fault;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const strike = (stage: FaultStage, nth: number): ServerFault | null => {
      if (armed === undefined || armed.stage !== stage || (stage === 'rcpt' && nth !== (armed.nth ?? 1))) return null;
      const { kind } = armed;
      armed = undefined;
      return kind;
    };
    new Dialogue(socket, options, { taken, chunks, strike }).begin();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    taken,
    chunks,
    get connections() {
      return connections;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
