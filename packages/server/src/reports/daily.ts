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

  /** The latest instant at which a report was due. */
  const dueBefore = (now: number): number => {
    const today = now - (now % day) + at;
    return today > now ? today - day : today;
  };
  const arm = (when: number): void => {
    timer = going
      ? clock.setTimer(when, () => {
          running = run();
        })
      : null;
  };
  /** By the clock of then: it may have been set since the timer was, or the machine has slept over several reports. */
  const run = async (): Promise<void> => {
    const now = clock.now();
    const due = dueBefore(now);
    if (now - due >= tries) return arm(due + day);
    const name = new Date(due).toISOString().slice(0, 10);
    let why: string | null;
    try {
      why = await send(name, now);
    } catch (error) {
      log.error({ err: error }, 'The report could not be made');
      why = 'it could not be made';
    }
    if (why === null) return arm(dueBefore(clock.now()) + day);
    log.warn({ day: name, why }, 'The report was not queued');
    arm(clock.now() + again);
  };

  const now = clock.now();
  const last = dueBefore(now);
  arm(now - last < hour ? now : last + day);
  return async () => {
    going = false;
    timer?.cancel();
    await running;
  };
}
