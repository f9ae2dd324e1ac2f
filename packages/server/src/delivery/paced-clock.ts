/**
 * A clock whose speed may change while it runs: a simulation shows five hours of retries in ten seconds and goes on at a
 * pace that can be watched. What waits keeps its instant: timers are set anew when the speed changes.
 */
import type { Clock } from './clock.ts';

export interface PacedClock extends Clock {
  /** How many times as fast as the machine's. */
  readonly speed: () => number;
  readonly setSpeed: (speed: number) => void;
}

/** Node's timers hold 2^31 - 1 ms; longer waits are made of several. */
const longest = 2 ** 31 - 1;

export function pacedClock(first: number): PacedClock {
  const startedAt = Date.now();
  let speed = first;
  let passed = 0;
  let since = performance.now();
  const waiting = new Set<() => void>();
  const monotonic = (): number => passed + (performance.now() - since) * speed;
  const now = (): number => Math.floor(startedAt + monotonic());
  return {
    now,
    monotonic,
    setTimer(at, fire) {
      const due = monotonic() + (at - now());
      let handle: NodeJS.Timeout | undefined;
      const arm = (): void => {
        clearTimeout(handle);
        const left = Math.ceil(Math.max(0, due - monotonic()) / speed);
        handle = left > longest ? setTimeout(arm, longest) : setTimeout(done, left);
      };
      const done = (): void => {
        waiting.delete(arm);
        fire();
      };
      waiting.add(arm);
      arm();
      return {
        cancel: () => {
          waiting.delete(arm);
          clearTimeout(handle);
        },
      };
    },
    speed: () => speed,
    setSpeed(next) {
      if (!(next > 0)) throw new RangeError(`speed must be above 0, not ${next}`);
      passed = monotonic();
      since = performance.now();
      speed = next;
      for (const arm of [...waiting]) arm();
    },
  };
}
