/** A storm of bounce mails, nine in ten of them forged: what a forged one costs, and how long true ones wait beside them. */
import { cpuOf, watchMemory } from '../relay/processes.mjs';
import { forge } from './forge.mjs';
import { startReported } from './reported.mjs';
import { handIn } from './sessions.mjs';

const share = 0.9;
/** Connections of forgers at a time. */
const atOnce = 100;

/**
 * Forged ones alone as fast as they go for `fastest` seconds, then `storm` bounce mails a second for as long. CPU in microseconds,
 * waits of true ones in milliseconds, octets of memory at most.
 */
export async function storm(load) {
  const { storm: offered, fastest, sessions } = load;
  const truths = Math.ceil(offered * (1 - share) * fastest);
  const { port, pids, reports, forged, stop, end } = await startReported(load, { wanted: truths + 1000, warm: 1000 });
  try {
    const memory = watchMemory(pids);
    const before = cpuOf(pids);
    const alone = await forge({ port, paths: forged, atOnce, rate: null, seconds: fastest });
    const cpu = ((cpuOf(pids) - before) * 1000) / alone.count;
    const [beside, heard] = await Promise.all([
      forge({ port, paths: forged, atOnce, rate: offered * share, seconds: fastest }),
      handIn({ port, sessions, rate: offered * (1 - share), next: reports(truths) }),
    ]);
    await stop();
    return {
      ...{ alone: (alone.count / alone.took) * 1000, cpu, forged: (beside.count / beside.took) * 1000 },
      ...{ count: heard.count, rate: (heard.count / heard.took) * 1000, p50: heard.p50, p99: heard.p99 },
      memory: memory.stop(),
    };
  } catch (error) {
    await end();
    throw error;
  }
}
