/** Hearback as it is built, listening: return paths that it signs, or a log that it follows. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { answers, freePort } from '../port.mjs';

const quoted = JSON.stringify;

/** `lines`: more of the configuration. `store`: URL of a PostgreSQL database; null: SQLite in the folder. */
export async function startService({ folder, program, store = null, node = [], lines = [] }) {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const file = join(folder, 'hearback.toml');
  const socket = join(folder, 'socket');
  const text = [
    ...['[server]', 'hostname = "hearback.example"', `data = ${quoted(join(folder, 'data'))}`],
    ...['[smtp.listeners.reports]', `port = ${port}`],
    ...['[http]', 'port = 0', `socket = ${quoted(socket)}`],
    ...(store === null ? [] : ['[store]', `url = ${quoted(store)}`]),
    ...lines,
    '',
  ];
  writeFileSync(file, text.join('\n'));
  const child = spawn(process.execPath, [...node, program, 'serve', '--config', file], {
    cwd: folder,
    env: { ...process.env, UV_THREADPOOL_SIZE: '4' },
    stdio: ['ignore', openSync(join(folder, 'log'), 'a'), 'inherit'],
  });
  const end = async () => {
    const exited = once(child, 'exit');
    child.kill();
    await exited;
  };
  try {
    await answers({ port, host: '127.0.0.1' }, { child });
    await answers({ path: socket }, { child });
  } catch (error) {
    if (child.exitCode === null) await end();
    throw error;
  }
  return {
    ...{ port, pid: child.pid },
    /** How many of its outcomes have been recorded, of one source. */
    recorded: async (name) => (await sourcesOf(socket)).find((source) => source.name === name)?.recorded ?? 0,
    async stop() {
      if (child.exitCode !== null) throw new Error(`the service has ended with ${child.exitCode}: see ${folder}/log`);
      await end();
    },
  };
}

function sourcesOf(socketPath) {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path: '/v1/sources' }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()).data));
    });
    asked.on('error', reject);
    asked.end();
  });
}
