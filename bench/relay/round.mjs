/** One round: so many messages through one server, and what that took. */
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { busyTime, cores, cpuOf, watchMemory } from './processes.mjs';
import { submit } from './traffic.mjs';

/** Without another message for so long, some are lost. */
const longestWait = 60_000;

async function delivered(sink, count) {
  let last = sink.count();
  let since = performance.now();
  while (last < count) {
    await sleep(10);
    const now = sink.count();
    if (now > last) since = performance.now();
    last = now;
    if (performance.now() - since > longestWait) throw new Error(`the sink has ${last} of ${count} messages`);
  }
}

/** Messages and milliseconds; `cpu` and `memory` are the server's, of all its processes; `foreign` is a share of the machine. */
export async function rateRound({ server, sink }, load) {
  const memory = watchMemory(server.pids);
  const counted = sink.count();
  // Generator and sink are our children, and so are the servers, but Postfix has left its parent.
  const all = [process.pid, ...server.pids];
  const before = { busy: busyTime(), server: cpuOf(server.pids), known: cpuOf(all) };
  const began = performance.now();
  await submit(server.port, load);
  const accepted = performance.now() - began;
  await delivered(sink, counted + load.messages);
  const took = performance.now() - began;
  const cpu = cpuOf(server.pids) - before.server;
  const foreign = busyTime() - before.busy - (cpuOf(all) - before.known);
  return {
    rate: (load.messages / took) * 1000,
    acceptRate: (load.messages / accepted) * 1000,
    cpu: cpu / load.messages,
    foreign: Math.max(0, foreign) / (took * cores),
    memory: memory.stop(),
  };
}

/** The wait for 250 under full load, seen by a generator of our own. */
export async function latencyRound({ server, sink }, { messages, sessions, size }) {
  const counted = sink.count();
  const program = fileURLToPath(new URL('./latency.mjs', import.meta.url));
  const args = [program, server.port, messages, sessions, size].map(String);
  const { stdout } = await promisify(execFile)(process.execPath, args);
  await delivered(sink, counted + messages);
  return JSON.parse(stdout);
}
