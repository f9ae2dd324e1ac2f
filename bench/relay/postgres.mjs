/** A PostgreSQL server with the settings that `initdb` writes, in a folder of its own, reached by a Unix socket. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export async function startPostgres({ folder }) {
  const programs = findPrograms();
  mkdirSync(folder, { recursive: true });
  // It does not run as root.
  const owner = process.getuid() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const as = { ...owner, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } };
  const data = join(folder, 'pg');
  const flags = ['--pgdata', data, '--username=hearback', '--auth=trust', '--encoding=UTF8', '--no-instructions'];
  execFileSync(join(programs, 'initdb'), flags, { ...as, stdio: ['ignore', 'ignore', 'pipe'] });
  const settings = ['-c', `unix_socket_directories=${folder}`, '-c', 'listen_addresses='];
  const child = spawn(join(programs, 'postgres'), ['-D', data, ...settings], { ...as, stdio: 'ignore' });
  const isReady = () => {
    try {
      execFileSync(join(programs, 'pg_isready'), ['-h', folder, '-U', 'hearback', '-q'], { ...as, stdio: 'ignore' });
      return true;
    } catch {
      // Its exit code says "not yet".
      return false;
    }
  };
  while (!isReady()) {
    if (child.exitCode !== null) throw new Error('PostgreSQL does not start');
    await sleep(50);
  }
  return {
    url: `postgres://hearback@/postgres?host=${folder}`,
    pid: child.pid,
    version: execFileSync(join(programs, 'postgres'), ['--version'], { encoding: 'utf8' }).trim(),
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGINT');
      await exited;
    },
  };
}

const idOf = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));

function findPrograms() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...process.env.PATH.split(delimiter)];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_isready')));
  if (found === undefined) throw new Error('PostgreSQL is needed: apt-get install postgresql');
  return found;
}
