/** A log of Postfix, followed from its first line into the ledger. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOf, watchMemory } from '../relay/processes.mjs';
import { writeLog } from './log-file.mjs';
import { startService } from './service.mjs';

const name = 'log:mail';
/** Without another outcome for so long, some are lost. */
const longestWait = 120_000;

/** Lines a second and CPU microseconds a line; `memory` is the most octets. All processes count, PostgreSQL's among them. */
export async function followLog({ folder, lines, others = [], program, node, store = null }) {
  const place = { folder, program, node, store };
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'mail.log');
  const written = writeLog(path, lines, Date.now());
  // Once before, so that making the tables is not counted.
  await (await startService(place)).stop();
  const service = await startService({
    ...place,
    lines: ['[intake.logs.mail]', `path = ${JSON.stringify(path)}`, 'format = "postfix"'],
  });
  try {
    return { ...written, ...(await watch(service, written, others)) };
  } finally {
    await service.stop();
  }
}

async function watch(service, { lines, outcomes }, others) {
  const pids = [service.pid, ...others];
  const memory = watchMemory(pids);
  try {
    const before = { cpu: cpuOf(pids), recorded: await service.recorded(name), at: performance.now() };
    let recorded = before.recorded;
    for (let last = before.at; recorded < outcomes; ) {
      await sleep(100);
      const now = await service.recorded(name);
      if (now > recorded) last = performance.now();
      recorded = now;
      if (performance.now() - last > longestWait) throw new Error(`${recorded} of ${outcomes} outcomes came`);
    }
    const took = performance.now() - before.at;
    // What had been read when we began to look is not counted.
    const read = lines * (1 - before.recorded / outcomes);
    return { rate: (read / took) * 1000, cpu: ((cpuOf(pids) - before.cpu) * 1000) / read, memory: memory.stop() };
  } finally {
    memory.stop();
  }
}
