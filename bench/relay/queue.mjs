/** A long queue that cannot be delivered: memory as it grows, and how soon a process that was killed works again. */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../port.mjs';
import { startHearback } from './hearback.mjs';
import { cpuOf, memoryOf } from './processes.mjs';
import { startSink, submit } from './traffic.mjs';

const steps = 10;
const size = 1024;

export async function measureQueue({ folder, env, program, sessions, queued, restart, recipients }) {
  await grow({ folder: join(folder, 'queue'), env, program, sessions, queued, recipients });
  await killed({ folder: join(folder, 'restart'), env, program, sessions, queued: restart });
}

async function grow({ folder, env, program, sessions, queued, recipients }) {
  // Nobody listens there.
  const server = await startHearback({ folder, sinkPort: await freePort(), env, program });
  console.log(`| recipients queued, ${recipients} a message | taken /s | CPU µs each | memory MB |`);
  console.log('| ---: | ---: | ---: | ---: |');
  console.log(`| 0 | | | ${megabytes(server)} |`);
  const each = Math.ceil(queued / steps / recipients);
  try {
    for (let step = 1; step <= steps; step++) {
      const [began, before] = [performance.now(), cpuOf(server.pids)];
      await submit(server.port, { messages: each, sessions, size, recipients });
      const entries = each * recipients;
      const rate = Math.round((entries / (performance.now() - began)) * 1000);
      const cpu = Math.round(((cpuOf(server.pids) - before) / entries) * 1000);
      console.log(`| ${(entries * step).toLocaleString('en')} | ${rate} | ${cpu} | ${megabytes(server)} |`);
    }
  } finally {
    await server.stop();
  }
}

const megabytes = ({ pids }) => Math.round(memoryOf(pids) / 2 ** 20);

/** The sink is frozen until the restart: nothing is delivered, and nothing fails that would let the lane be suspended. */
async function killed({ folder, env, program, sessions, queued }) {
  mkdirSync(folder, { recursive: true });
  const sink = await startSink(folder);
  const sinkPort = sink.port;
  process.kill(sink.pid, 'SIGSTOP');
  const victim = await startHearback({ folder, sinkPort, env, program });
  await submit(victim.port, { messages: queued, sessions, size });
  await victim.stop('SIGKILL');
  process.kill(sink.pid, 'SIGCONT');
  const began = performance.now();
  const server = await startHearback({ folder, sinkPort, env, program });
  try {
    const answered = performance.now() - began;
    const ended = once(server.child, 'exit').then(() => true);
    while (sink.count() === 0) {
      if (await Promise.race([sleep(10), ended])) throw new Error('the server ended after its restart');
    }
    const first = performance.now() - began;
    console.log(
      `killed with ${queued.toLocaleString('en')} messages queued: answers after ${Math.round(answered)} ms, ` +
        `first message delivered after ${Math.round(first)} ms (process start included)`,
    );
  } finally {
    await server.stop();
    await sink.stop();
  }
}
