/**
 * The one clock of queue and delivery. `now` is for what people read and what outlives the process, timers run on the
 * monotonic clock: a wall clock that jumps fires nothing early. Another speed makes five days of retries pass in minutes.
 */

export interface Timer {
  readonly cancel: () => void;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds from an unnamed start; never goes back, knows no jumps. */
  readonly monotonic: () => number;
  /** Calls `fire` once when `now` would be `at`, had the wall clock not jumped meanwhile. */
  readonly setTimer: (at: number, fire: () => void) => Timer;
}

/** Node's timers hold 2^31 - 1 ms; longer waits are made of several. */
const longest = 2 ** 31 - 1;

/** `speed` 60 lets a minute pass in a second, from the present instant on, or from so many milliseconds after it. */
export function systemClock(speed = 1, ahead = 0): Clock {
  const startedAt = Date.now() + ahead;
  const origin = performance.now();
  const monotonic = (): number => (performance.now() - origin) * speed;
  const now = speed === 1 && ahead === 0 ? Date.now : (): number => Math.floor(startedAt + monotonic());
  const setTimer = (at: number, fire: () => void): Timer => {
    const due = monotonic() + (at - now());
    let handle: NodeJS.Timeout;
    const arm = (): void => {
      const left = Math.ceil(Math.max(0, due - monotonic()) / speed);
      handle = setTimeout(left > longest ? arm : fire, Math.min(left, longest));
    };
    arm();
    return { cancel: () => clearTimeout(handle) };
  };
  return { now, monotonic, setTimer };
}
