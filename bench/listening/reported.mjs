/** The service, which signs return paths, over a store with mail that was sent before; and reports about it, one for each recipient. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { returnPath } from '@hearback/bounce';
import { noticeOf, replyOf } from './bounce.mjs';
import { fill, recipientOf } from './sent.mjs';
import { startService } from './service.mjs';
import { handIn } from './sessions.mjs';

const domain = 'bounces.sender.example';

/** `wanted`: reports there can be, those among them with which the service is warmed up (`warm`). */
export async function startReported(
  { openStore, folder, program, node, store = null, others = [], sessions },
  { wanted, warm },
) {
  const secret = randomBytes(32);
  const keys = [{ id: 0, secret }];
  const service = (lines) => startService({ folder, program, node, store, lines });
  // Makes the tables.
  await (await service([])).stop();
  const messages = await fill(openStore, { folder: join(folder, 'data'), store, recipients: wanted });
  const running = await service([
    ...['[return_path]', `domain = "${domain}"`, '[return_path.keys.0]', `secret = "${secret.toString('base64')}"`],
  ]);
  const signed = ({ messageId, recipient }) =>
    returnPath.sign({ message: messageId, recipient, domain, now: Date.now() }, keys);
  let index = 0;
  /** The next `count` reports, until that instant of `performance.now()`. */
  const reports = (count, until = Number.POSITIVE_INFINITY) => {
    const end = Math.min(wanted, index + count);
    return () => {
      if (index >= end || performance.now() > until) return null;
      const about = recipientOf(messages, index);
      const path = signed(about);
      const [reply, status] = replyOf(index);
      return { returnPath: path, octets: noticeOf({ returnPath: path, ...about, index: index++, reply, status }) };
    };
  };
  /** Return paths whose signature is another's. */
  const forged = Array.from({ length: 1000 }, (_, each) =>
    signed(recipientOf(messages, each)).replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@')),
  );
  await handIn({ port: running.port, sessions, rate: null, next: reports(warm) });
  return {
    ...{ port: running.port, pids: [running.pid, ...others], reports, forged },
    left: () => wanted - index,
    /** Ends it. Fails where what it took is not what it recorded. */
    async stop() {
      const recorded = await running.recorded('smtp');
      await running.stop();
      if (recorded !== index) throw new Error(`${index} reports were taken and ${recorded} recorded`);
    },
    end: () => running.stop(),
  };
}
