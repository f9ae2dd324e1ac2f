/**
 * A clock that was ahead has been put right: what was put off meanwhile would wait until that time comes, and is due earlier by as
 * much. Done again twice: what was just being decided has its instant from before, and is recorded a moment later. That mail is tried
 * early does no harm where the clock was right before and is wrong now; that it ends early would. What it dated is therefore dated
 * anew an hour later alone, when nobody has put the clock right in the other direction.
 */
import type { Store } from '../store/store.ts';
import type { Clock, Timer } from './clock.ts';
import { type JumpGuard, jump } from './jump-guard.ts';
import type { Log } from './ports.ts';

interface SetBackDeps {
  readonly store: Pick<Store, 'dueEarlier' | 'acceptedBy'>;
  readonly clock: Clock;
  readonly guard: JumpGuard;
  readonly log: Log;
  /** Something may be due now. */
  readonly due: () => void;
}

export interface SetBack {
  /** Looks each hour for what is dated ahead. */
  readonly start: () => void;
  /** By so much. */
  readonly by: (milliseconds: number) => void;
  readonly stop: () => void;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** Clocks of machines that share a store differ by as much without one being wrong. */
const tolerance = minute;
/** What others report is dated when they say that it was: one of the last events of our own tells what the clock said. */
const lastEvents = 100;

/** By how much the clock was set back before the start: what was recorded last lies ahead. 0 where that is less than a jump. */
export async function setBackBefore(store: Pick<Store, 'newestEvent' | 'eventsOnward'>, now: number): Promise<number> {
  const from = Math.max(0, (await store.newestEvent()) - lastEvents);
  const { events } = await store.eventsOnward(from, { unsettled: true }, lastEvents);
  const by = Math.max(0, ...events.map(({ at }) => at - now));
  return by > jump ? by : 0;
}

export function createSetBack({ store, clock, guard, log, due }: SetBackDeps): SetBack {
  let timers: readonly Timer[] = [];
  let hourly: Timer | null = null;
  let steadyFrom = 0;
  const after = (wait: number, then: () => Promise<void>): Timer =>
    clock.setTimer(clock.now() + wait, () => void then());
  const stop = (): void => {
    for (const timer of timers) timer.cancel();
    timers = [];
    hourly?.cancel();
  };
  const bringForward = async (by: number): Promise<void> => {
    try {
      const { mail, notices } = await store.dueEarlier(by, clock.now() + tolerance);
      if (mail + notices === 0) return;
      const minutes = Math.round(by / minute);
      log.warn({ minutes, mail, notices }, 'The clock was set back: what was put off is due earlier.');
      due();
    } catch (error) {
      log.error({ error }, 'What was put off while the clock was ahead could not be made due earlier.');
    }
  };
  const dateAnew = async (): Promise<void> => {
    // To ask is to notice a clock that was set back just now.
    const isSteady = !guard.pausesExpiry() && clock.monotonic() >= steadyFrom;
    start();
    if (!isSteady) return;
    try {
      const mail = await store.acceptedBy(clock.now() + tolerance);
      if (mail > 0) log.warn({ mail }, 'Mail that was accepted while the clock was ahead counts as accepted now.');
    } catch (error) {
      log.error({ error }, 'Mail that was accepted while the clock was ahead could not be dated anew.');
    }
  };
  const start = (): void => {
    hourly?.cancel();
    steadyFrom = clock.monotonic() + hour;
    hourly = after(hour, dateAnew);
  };
  return {
    start,
    by: (by) => {
      stop();
      start();
      void bringForward(by);
      timers = [5 * second, minute].map((wait) => after(wait, () => bringForward(by)));
    },
    stop,
  };
}
