/** The operator's socket: mode 0600 in the data folder, so that who may open it may do everything. */
import { chmod, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import type { App } from '../http/api.ts';
import { StartError } from '../start-error.ts';

/** Longest path of a Unix socket on Linux, its final NUL left out. */
const longestPath = 107;

export async function listenOnSocket(app: App, path: string): Promise<void> {
  if (Buffer.byteLength(path) > longestPath)
    throw new StartError(
      'configuration',
      `http.socket: ${path} is longer than ${longestPath} octets; set a shorter one`,
    );
  if (await answers(path)) throw new StartError('unavailable', `http.socket: another hearback answers at ${path}`);
  // What answers nobody was left by a process that died.
  await rm(path, { force: true });
  const before = process.umask(0o177);
  try {
    await app.listen({ path });
  } finally {
    process.umask(before);
  }
  await chmod(path, 0o600);
}

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
