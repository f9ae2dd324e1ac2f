/**
 * A clock that was ahead has been put right: what was put off meanwhile would wait until that time comes, and is due earlier by as
 * much. Done again twice: what was just being decided has its instant from before, and is recorded a moment later. What waits for
 * longer than half of that cannot be told from it, comes forward each time, and may be tried early.
 */
import type { Store } from '../store/store.ts';
import type { Clock, Timer } from './clock.ts';
import type { Log } from './ports.ts';

interface SetBackDeps {
  readonly store: Pick<Store, 'change' | 'noticesEarlier'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Something may be due now. */
  readonly due: () => void;
}

export interface SetBack {
  /** By so much. */
  readonly by: (milliseconds: number) => void;
  readonly stop: () => void;
}

const second = 1000;

export function createSetBack({ store, clock, log, due }: SetBackDeps): SetBack {
  let timers: readonly Timer[] = [];
  const stop = (): void => {
    for (const timer of timers) timer.cancel();
    timers = [];
  };
  const bringForward = async (by: number): Promise<void> => {
    try {
      const from = clock.now() + by / 2;
      const mail = await store.change({}, { kind: 'earlier', by, from });
      const notices = await store.noticesEarlier(by, from);
      if (mail + notices === 0) return;
      const minutes = Math.round(by / 60_000);
      log.warn({ minutes, mail, notices }, 'The clock was set back: what was put off is due earlier.');
      due();
    } catch (error) {
      log.error({ error }, 'What was put off while the clock was ahead could not be made due earlier.');
    }
  };
  return {
    by: (by) => {
      stop();
      void bringForward(by);
      const later = (wait: number): Timer => clock.setTimer(clock.now() + wait, () => void bringForward(by));
      timers = [later(5 * second), later(60 * second)];
    },
    stop,
  };
}
