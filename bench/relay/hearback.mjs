/** Hearback as it is built, with its defaults but for where things are and where mail goes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../port.mjs';
import { greets } from './traffic.mjs';

const quoted = JSON.stringify;

/** `store`: URL of a PostgreSQL database; null: SQLite in the folder. */
export async function startHearback({ folder, sinkPort, env, program, store = null, node = [], set = {} }) {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const file = join(folder, 'hearback.toml');
  writeFileSync(
    file,
    [
      '[server]',
      'hostname = "hearback.example"',
      `data = ${quoted(join(folder, 'data'))}`,
      '[smtp.listeners.submission]',
      `port = ${port}`,
      '[http]',
      'port = 0',
      '[delivery]',
      'allow_networks = ["127.0.0.0/8"]',
      '[delivery.domains."*"]',
      'host = "127.0.0.1"',
      `port = ${sinkPort}`,
      ...(store === null ? [] : ['[store]', `url = ${quoted(store)}`]),
      '',
    ].join('\n'),
  );
  const more = Object.entries(set).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  const began = performance.now();
  const child = spawn(process.execPath, [...node, program, 'serve', '--config', file, ...more], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', openSync(join(folder, 'log'), 'a'), 'inherit'],
  });
  await greets(port, child);
  return {
    name: store === null ? 'Hearback, SQLite' : 'Hearback, PostgreSQL',
    version: `Hearback with ${store === null ? 'SQLite' : 'PostgreSQL'}, events and dialogues kept`,
    port,
    child,
    pids: [child.pid],
    /** Milliseconds from the start of the process to the first answer. */
    startUp: performance.now() - began,
    async stop(signal = 'SIGTERM') {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    },
  };
}
