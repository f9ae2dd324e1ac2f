/**
 * A PostgreSQL server for tests: a cluster in a temporary folder, reached by a Unix socket, with fsync as in life. It needs
 * the server's programs on this machine and fails, with what to install, where they are missing.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import pg from 'pg';

export interface TestServer {
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  };
  /** As a power failure for all of its processes: none of them does anything more when it resolves. A start recovers. */
  readonly crash: () => Promise<void>;
  readonly restart: () => Promise<void>;
  /** In the database of `connection`, or in another one. */
  readonly query: (text: string, database?: string) => Promise<pg.QueryResult>;
  /** Ends the server and removes its folder. */
  readonly stop: () => Promise<void>;
}

const port = 5432;

/** A copy of `primary`, which follows it over `port` of 127.0.0.1 (a way that a test can cut) until it is promoted. */
export interface StandbyOf {
  readonly primary: TestServer;
  readonly port: number;
}

export async function startTestServer(standby?: StandbyOf): Promise<TestServer> {
  const programs = findPrograms();
  const owner = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'hearback-pg-'));
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const as = { ...(owner ?? {}), cwd: folder, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' } };
  const data = join(folder, 'data');
  const connection = { host: folder, port, user: 'hearback', database: 'postgres' };
  const settings = [`unix_socket_directories=${folder}`, 'listen_addresses=', `port=${port}`, 'max_connections=60'];
  const make = (program: string, flags: readonly string[]): void =>
    void execFileSync(join(programs, program), [`--pgdata=${data}`, ...flags], {
      ...as,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  if (standby === undefined)
    make('initdb', ['--username=hearback', '--auth=trust', '--encoding=UTF8', '--no-instructions']);
  else {
    const { host, user } = standby.primary.connection;
    const from = [`--host=${host}`, `--port=${port}`, `--username=${user}`];
    make('pg_basebackup', [...from, '--checkpoint=fast', '--write-recovery-conf']);
    settings.push(`primary_conninfo=host=127.0.0.1 port=${standby.port} user=${user}`);
  }
  const launch = (): ChildProcess => {
    const flags = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
    return spawn(join(programs, 'postgres'), flags, { ...as, stdio: 'ignore' });
  };

  let server = await ready(launch, connection);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill(signal);
    await exited;
  };
  const killWithUs = (): void => void server.kill('SIGKILL');
  process.once('exit', killWithUs);

  return {
    connection,
    crash: async () => {
      // It forks nobody more while it is stopped. Its backends live on without it until they notice, and commit meanwhile.
      server.kill('SIGSTOP');
      const backends = server.pid === undefined ? [] : childrenOf(server.pid);
      await end('SIGKILL');
      for (const pid of backends) kill(pid);
      while (backends.some(isRunning)) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    restart: async () => {
      server = await ready(launch, connection);
    },
    query: async (text, database = connection.database) => {
      const client = new pg.Client({ ...connection, database });
      client.on('error', () => {});
      await client.connect();
      try {
        return await client.query(text);
      } finally {
        await client.end();
      }
    },
    stop: async () => {
      process.off('exit', killWithUs);
      // Fast shutdown: open connections are ended.
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Has the advisory lock on which the triggers of tests wait. */
export async function lockHolder(
  connection: TestServer['connection'],
): Promise<{ readonly release: () => Promise<void> }> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query('select pg_advisory_lock(4711)');
  return { release: () => client.end() };
}

/** Starts until it answers: after a crash the old server's children may hold the shared memory for a moment. */
async function ready(launch: () => ChildProcess, connection: TestServer['connection']): Promise<ChildProcess> {
  const giveUp = performance.now() + 60_000;
  let server = launch();
  for (;;) {
    if (await answers(connection)) return server;
    if (performance.now() > giveUp) throw new Error('the PostgreSQL server of the tests does not start');
    if (server.exitCode !== null) server = launch();
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function answers(connection: TestServer['connection']): Promise<boolean> {
  if (!existsSync(join(connection.host, `.s.PGSQL.${connection.port}`))) return false;
  const client = new pg.Client(connection);
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    // Starting up, or recovering: asked again.
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** From /proc: state and parent of a process; null for none, and where there is no /proc. */
function statOf(pid: number): { readonly state: string; readonly parent: number } | null {
  try {
    // Its name, in parentheses, may have anything in it.
    const [state = '', parent] = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return null;
  }
}

const childrenOf = (pid: number): readonly number[] =>
  (existsSync('/proc') ? readdirSync('/proc') : []).map(Number).filter((child) => statOf(child)?.parent === pid);

const isRunning = (pid: number): boolean => !['Z', 'X', undefined].includes(statOf(pid)?.state);

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It has noticed, and is gone.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function findPrograms(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  const needed = ['initdb', 'postgres', 'pg_basebackup'];
  const found = folders.find((folder) => needed.every((program) => existsSync(join(folder, program))));
  if (found === undefined)
    throw new Error(`These tests need PostgreSQL: apt-get install postgresql (${needed.join(', ')})`);
  return found;
}

/** PostgreSQL does not run as root: then it runs as the user that its package made. */
export function unprivileged(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  if (line === undefined) throw new Error('As root these tests need the user postgres: apt-get install postgresql');
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}
