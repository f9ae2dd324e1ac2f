/** Ports of this host, and whether somebody answers at one, or at a socket. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A port that is free now. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Resolves when something listens at `where` (as of net.connect), or with `sign` "data" has said something; rejects when `child` ends
 * first or a minute has passed.
 */
export async function answers(where, { child, sign = 'connect' } = {}) {
  for (const end = performance.now() + 60_000; performance.now() < end; await sleep(20)) {
    if (child !== undefined && (child.exitCode !== null || child.signalCode !== null)) break;
    const socket = connect(where);
    const open = await Promise.race([
      once(socket, sign).then(() => true),
      once(socket, 'close').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (open) return;
  }
  throw new Error(`nothing answers at ${where.path ?? where.port}`);
}
