/** Bounce mails to signed return paths: received, proven, read, judged, recorded, and their addresses suppressed. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { returnPath } from '@hearback/bounce';
import { cpuOf, memoryOf, watchMemory } from '../relay/processes.mjs';
import { noticeOf, replyOf } from './bounce.mjs';
import { fill, recipientOf } from './sent.mjs';
import { startService } from './service.mjs';
import { handIn } from './sessions.mjs';

const domain = 'bounces.sender.example';

/**
 * First at the offered rate for `seconds`, then as fast as it goes for `fastest` seconds. Each: reports a second, waits in
 * milliseconds, CPU microseconds a report, octets of memory at the start, at the end and at most.
 */
export async function bounces(load) {
  const {
    openStore,
    folder,
    seconds,
    fastest,
    offered,
    sessions,
    most,
    others = [],
    program,
    node,
    store = null,
  } = load;
  const secret = randomBytes(32);
  const keys = [{ id: 0, secret }];
  const warm = Math.ceil(offered * 3);
  const wanted = warm + Math.ceil(seconds * offered + fastest * most);
  const service = (lines) => startService({ folder, program, node, store, lines });
  // Makes the tables.
  await (await service([])).stop();
  const messages = await fill(openStore, { folder: join(folder, 'data'), store, recipients: wanted });
  const running = await service([
    ...['[return_path]', `domain = "${domain}"`, '[return_path.keys.0]', `secret = "${secret.toString('base64')}"`],
  ]);
  const pids = [running.pid, ...others];
  let index = 0;
  const reports = (count, until) => {
    const end = Math.min(wanted, index + count);
    return () => {
      if (index >= end || performance.now() > until) return null;
      const { messageId, recipient } = recipientOf(messages, index);
      const path = returnPath.sign({ message: messageId, recipient, domain, now: Date.now() }, keys);
      const [reply, status] = replyOf(index);
      return {
        returnPath: path,
        octets: noticeOf({ returnPath: path, messageId, recipient, index: index++, reply, status }),
      };
    };
  };
  const measured = async (rate, count, length) => {
    const memory = watchMemory(pids);
    const start = { cpu: cpuOf(pids), memory: memoryOf(pids) };
    const result = await handIn({
      port: running.port,
      sessions,
      rate,
      next: reports(count, performance.now() + length),
    });
    return {
      ...{ rate: (result.count / result.took) * 1000, p50: result.p50, p99: result.p99, count: result.count },
      ...{ cpu: ((cpuOf(pids) - start.cpu) * 1000) / result.count, start: start.memory },
      ...{ end: memoryOf(pids), memory: memory.stop() },
    };
  };
  try {
    await handIn({ port: running.port, sessions, rate: null, next: reports(warm, Number.POSITIVE_INFINITY) });
    const paced = await measured(offered, Math.ceil(seconds * offered), Number.POSITIVE_INFINITY);
    const unpaced = await measured(null, wanted - index, fastest * 1000);
    const told = index;
    const recorded = await running.recorded('smtp');
    if (recorded !== told) throw new Error(`${told} reports were taken and ${recorded} recorded`);
    return { paced, unpaced };
  } finally {
    await running.stop();
  }
}
