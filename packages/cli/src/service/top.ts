/** `hearback top`: rates, causes, the heat of the queue and the lanes, live. */
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { painter } from '../view/paint.ts';
import { type Api, answer } from './api.ts';
import { eventStream } from './event-stream.ts';
import { untilInterrupted } from './interrupted.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';
import { createActivity, drawTop } from './top-view.ts';

export interface TopFlags extends TargetFlags {
  readonly once?: boolean;
  readonly json?: boolean;
}

const every = 1000;
const screen = { alternate: '\u001b[?1049h\u001b[?25l', home: '\u001b[H\u001b[J', back: '\u001b[?25h\u001b[?1049l' };

async function look(api: Api, signal: AbortSignal | null = null) {
  const [shape, { lanes }] = await Promise.all([
    answer(api.GET('/v1/queue', { params: { query: { top: 50 } }, signal })),
    answer(api.GET('/v1/queue/lanes', { signal })),
  ]);
  return { shape, lanes };
}

export async function topCommand(this: Io, flags: TopFlags): Promise<void> {
  const once = flags.once === true || flags.json === true || this.stdout.isTTY !== true;
  await withService(this, flags, async (api) => {
    const activity = createActivity();
    const paint = painter(wantsColour(this.stdout, this.env));
    if (once) {
      const seen = await look(api);
      const picture = { ...seen, activity, now: Date.now() };
      this.stdout.write(flags.json === true ? jsonLine(seen) : drawTop(picture, paint, this.stdout.columns ?? 120, 40));
      return exitCodes.ok;
    }
    const { signal, done } = untilInterrupted();
    const listening = listen(api, activity, signal);
    const leave = (): unknown => this.stdout.write(screen.back);
    process.once('exit', leave);
    this.stdout.write(screen.alternate);
    try {
      while (!signal.aborted) {
        const picture = { ...(await look(api, signal)), activity, now: Date.now() };
        this.stdout.write(screen.home + drawTop(picture, paint, this.stdout.columns ?? 120, process.stdout.rows ?? 40));
        await Promise.race([listening.failed, pause(signal)]);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      process.off('exit', leave);
      leave();
      done();
    }
    return exitCodes.ok;
  });
}

/** `failed` rejects when events cannot be had at all. */
function listen(api: Api, activity: ReturnType<typeof createActivity>, signal: AbortSignal) {
  const failed = (async () => {
    for await (const event of eventStream(api, { signal })) activity.add(event, Date.now());
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
