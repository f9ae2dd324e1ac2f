/** Bounce mails to signed return paths: received, proven, read, judged, recorded, and their addresses suppressed. */
import { cpuOf, memoryOf, watchMemory } from '../relay/processes.mjs';
import { startReported } from './reported.mjs';
import { handIn } from './sessions.mjs';

/**
 * First at the offered rate for `seconds`, then as fast as it goes for `fastest` seconds. Each: reports a second, waits in
 * milliseconds, CPU microseconds a report, octets of memory at the start, at the end and at most.
 */
export async function bounces(load) {
  const { seconds, fastest, offered, sessions, most } = load;
  const warm = Math.ceil(offered * 3);
  const wanted = warm + Math.ceil(seconds * offered + fastest * most);
  const { port, pids, reports, left, stop, end } = await startReported(load, { wanted, warm });
  const measured = async (rate, count, length) => {
    const memory = watchMemory(pids);
    const start = { cpu: cpuOf(pids), memory: memoryOf(pids) };
    const result = await handIn({ port, sessions, rate, next: reports(count, performance.now() + length) });
    return {
      ...{ rate: (result.count / result.took) * 1000, p50: result.p50, p99: result.p99, count: result.count },
      ...{ cpu: ((cpuOf(pids) - start.cpu) * 1000) / result.count, start: start.memory },
      ...{ end: memoryOf(pids), memory: memory.stop() },
    };
  };
  try {
    const paced = await measured(offered, Math.ceil(seconds * offered), Number.POSITIVE_INFINITY);
    const unpaced = await measured(null, left(), fastest * 1000);
    await stop();
    return { paced, unpaced };
  } catch (error) {
    await end();
    throw error;
  }
}
