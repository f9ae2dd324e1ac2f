/** `hearback top`: rates, causes, the heat of the queue and the lanes, live. */
import type { WireLane } from '@hearback/server';
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { painter } from '../view/paint.ts';
import type { Client } from './client.ts';
import { eventStream } from './event-stream.ts';
import { untilInterrupted } from './interrupted.ts';
import type { QueueShape } from './queue-table.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';
import { createActivity, drawTop } from './top-view.ts';

export interface TopFlags extends TargetFlags {
  readonly once?: boolean;
  readonly json?: boolean;
}

const every = 1000;
const screen = { alternate: '\u001b[?1049h\u001b[?25l', home: '\u001b[H\u001b[J', back: '\u001b[?25h\u001b[?1049l' };

async function look(client: Client) {
  const [shape, { lanes }] = await Promise.all([
    client.call<QueueShape>('/v1/queue?top=50'),
    client.call<{ readonly lanes: readonly WireLane[] }>('/v1/queue/lanes'),
  ]);
  return { shape, lanes };
}

export async function topCommand(this: Io, flags: TopFlags): Promise<void> {
  const once = flags.once === true || flags.json === true || this.stdout.isTTY !== true;
  await withService(this, flags, async (client) => {
    const activity = createActivity();
    const paint = painter(wantsColour(this.stdout, this.env));
    if (once) {
      const seen = await look(client);
      const picture = { ...seen, activity, now: Date.now() };
      this.stdout.write(flags.json === true ? jsonLine(seen) : drawTop(picture, paint, this.stdout.columns ?? 120, 40));
      return exitCodes.ok;
    }
    const { signal, done } = untilInterrupted();
    const listening = listen(client, activity, signal);
    this.stdout.write(screen.alternate);
    try {
      while (!signal.aborted) {
        const picture = { ...(await look(client)), activity, now: Date.now() };
        this.stdout.write(screen.home + drawTop(picture, paint, this.stdout.columns ?? 120, process.stdout.rows ?? 40));
        await Promise.race([listening.failed, pause(signal)]);
      }
    } finally {
      this.stdout.write(screen.back);
      done();
    }
    return exitCodes.ok;
  });
}

/** `failed` rejects when events cannot be had at all. */
function listen(client: Client, activity: ReturnType<typeof createActivity>, signal: AbortSignal) {
  const failed = (async () => {
    for await (const event of eventStream(client, { signal })) activity.add(event, Date.now());
  })();
  return { failed: Promise.all([failed, new Promise<never>(() => {})]) };
}

const pause = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, every);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
