/** Both ends of the way: Postfix's `smtp-source` hands mail in, its `smtp-sink` takes it and counts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { unpack } from '../../scripts/debian-peers.mjs';
import { answers, freePort } from '../port.mjs';

const postfix = unpack(['postfix']);
const program = (name) => join(postfix.root, 'usr/sbin', name);
const env = { ...process.env, ...postfix.env };

/** Resolves when an SMTP server greets at the port. */
export const greets = (port, child) => answers({ port, host: '127.0.0.1' }, { child, sign: 'data' });

/** `count` is read from what the sink prints after each message. */
export async function startSink(folder) {
  const port = await freePort();
  const printed = openSync(join(folder, `sink-${port}`), 'w+');
  const child = spawn(program('smtp-sink'), ['-c', '-u', 'mail', `127.0.0.1:${port}`, '1000'], {
    env,
    cwd: folder,
    stdio: ['ignore', printed, 'inherit'],
  });
  await greets(port, child);
  return {
    port,
    pid: child.pid,
    count: () => lastCount(printed),
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** "sess=2 quit=1 mesg=4711" and a CR, again and again: the last one that is whole. */
function lastCount(file) {
  const tail = Buffer.alloc(200);
  const length = readSync(file, tail, 0, tail.length, Math.max(0, fstatSync(file).size - tail.length));
  const counts = [...tail.toString('latin1', 0, length).matchAll(/mesg=(\d+)\r/g)];
  return Number(counts.at(-1)?.[1] ?? 0);
}

/** Resolves when the server has taken all messages, over sessions that stay open; no recipient comes twice (`-N`). */
export async function submit(port, { messages, sessions, size, recipients = 1 }) {
  const asked = ['-d', '-s', sessions, '-l', size, '-m', messages, '-r', recipients, '-N', '-M', 'source.example'];
  const addresses = ['-f', 'news@source.example', '-t', 'ann.somebody@sink.example'];
  const child = spawn(program('smtp-source'), [...asked.map(String), ...addresses, `127.0.0.1:${port}`], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`smtp-source ended with ${code}`);
}
