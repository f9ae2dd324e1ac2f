/** PgBouncer in front of a PostgreSQL server of the tests, reached by a Unix socket as that is. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unprivileged } from '../packages/server/src/store/postgres/test-server.fixture.ts';
import { unpack } from '../scripts/debian-peers.mjs';

export interface PgBouncer {
  /** Of the database, through it. */
  readonly url: string;
  /** Killed, and started again: every connection is cut. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const port = 6432;

/** `direct`: the URL of a database. */
export async function startPgBouncer(direct: string, mode: 'session' | 'transaction'): Promise<PgBouncer> {
  const { root, env } = unpack(['pgbouncer', 'libc-ares2', 'libevent-2.1-7']);
  const folder = mkdtempSync(join(tmpdir(), 'hearback-bouncer-'));
  // Neither runs as root, and the server lets nobody else to its socket.
  const owner = unprivileged();
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const server = new URL(direct.replace('@/', '@socket/')).searchParams;
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(
    file,
    `[databases]
* = host=${server.get('host')} port=${server.get('port')} user=hearback
[pgbouncer]
listen_port = ${port}
unix_socket_dir = ${folder}
auth_type = any
pool_mode = ${mode}
`,
  );
  const launch = async (): Promise<ChildProcess> => {
    const child = spawn(join(root, 'usr/sbin/pgbouncer'), [file], {
      ...owner,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    const up = new Promise<void>((resolve) => {
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('process up')) resolve();
      });
    });
    const failed = once(child, 'exit').then(() => Promise.reject(new Error(`pgbouncer ended: ${said}`)));
    await Promise.race([up, failed]);
    failed.catch(() => {});
    return child;
  };
  let running = await launch();
  const end = async (): Promise<void> => {
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  };
  const killWithUs = (): void => void running.kill('SIGKILL');
  process.once('exit', killWithUs);
  return {
    url: direct.replace(/host=.*/, `host=${encodeURIComponent(folder)}&port=${port}`),
    restart: async () => {
      await end();
      running = await launch();
    },
    stop: async () => {
      process.off('exit', killWithUs);
      await end();
      rmSync(folder, { recursive: true });
    },
  };
}
