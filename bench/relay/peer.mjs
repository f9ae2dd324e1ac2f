/** A server as one writes it from npm's usual parts: see peer-server.mjs. They are fetched for the run and are no dependency. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../port.mjs';
import { greets } from './traffic.mjs';

const packages = ['smtp-server@3.21.6', 'nodemailer@10.6.0'];

export async function startPeer({ folder, sinkPort, env }) {
  const spool = join(folder, 'spool');
  mkdirSync(spool, { recursive: true });
  const npm = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
  execFileSync('npm', [...npm, ...packages], { stdio: 'pipe' });
  const program = join(folder, 'peer-server.mjs');
  copyFileSync(fileURLToPath(new URL('./peer-server.mjs', import.meta.url)), program);
  const port = await freePort();
  const child = spawn(process.execPath, [program, port, sinkPort, spool].map(String), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await greets(port, child);
  return {
    name: 'npm parts',
    version: `${packages.join(' + ')}, one file with fsync per message`,
    port,
    pids: [child.pid],
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}
