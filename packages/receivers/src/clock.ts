/**
 * The world's time. It runs `speed` times as fast as the machine's, so that a greylisting of five minutes is over in half a
 * second at speed 600. Instants are milliseconds since the epoch.
 */
export interface Clock {
  readonly now: () => number;
  /** Calls once when `milliseconds` of the world's time are over; the function that is returned calls it off. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

/** Longest wait that a Node timer can hold. */
const LONGEST = 2 ** 31 - 1;

export function startClock(speed = 1): Clock {
  if (!(speed > 0)) throw new RangeError(`speed must be above 0, not ${speed}`);
  const began = Date.now();
  const start = performance.now();
  return {
    now: () => began + (performance.now() - start) * speed,
    after: (milliseconds, call) => {
      const timer = setTimeout(call, Math.min(LONGEST, milliseconds / speed));
      // Who waits for a simulated event is kept alive by its own socket, never by the simulation.
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
