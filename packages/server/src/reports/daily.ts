/**
 * Once a day at its time (UTC), by the clock that is given. A process that starts within an hour after it makes up for it: who
 * was first is told by the key of the report (report.ts), not here.
 */
import type { Clock, Timer } from '../delivery/clock.ts';
import type { Log } from '../delivery/ports.ts';
import { day, hour } from '../ledger/contributions.ts';

export interface DailyOptions {
  readonly clock: Pick<Clock, 'now' | 'setTimer'>;
  /** Milliseconds after midnight, UTC. */
  readonly at: number;
  /** Null: done. Otherwise why not; it is tried again. */
  readonly send: (day: string, now: number) => Promise<string | null>;
  readonly log: Log;
}

const again = 10 * 60_000;
/** Later than that it is the next day's matter. */
const tries = 6 * hour;

/** Returns the way to stop, which waits for what is under way. */
export function startDaily({ clock, at, send, log }: DailyOptions): () => Promise<void> {
  let timer: Timer | null = null;
  let going = true;
  let running: Promise<void> = Promise.resolve();

  const arm = (when: number, due: number): void => {
    timer = going
      ? clock.setTimer(when, () => {
          running = run(due);
        })
      : null;
  };
  const run = async (due: number): Promise<void> => {
    const name = new Date(due).toISOString().slice(0, 10);
    let why: string | null;
    try {
      why = await send(name, clock.now());
    } catch (error) {
      log.error({ err: error }, 'The report could not be made');
      why = 'it could not be made';
    }
    if (why === null) return arm(due + day, due + day);
    log.warn({ day: name, why }, 'The report was not queued');
    const next = clock.now() + again;
    if (next < due + tries) arm(next, due);
    else arm(due + day, due + day);
  };

  const now = clock.now();
  const today = now - (now % day) + at;
  const last = today > now ? today - day : today;
  if (now - last < hour) arm(now, last);
  else arm(last + day, last + day);
  return async () => {
    going = false;
    timer?.cancel();
    await running;
  };
}
