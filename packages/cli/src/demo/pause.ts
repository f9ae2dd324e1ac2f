/** Waiting by the demo's time. */
import type { PacedClock } from '@hearback/server';

/** Resolves after so many milliseconds of the demo's time, or when the signal says to stop. */
export function pause(clock: PacedClock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.setTimer(clock.now() + milliseconds, done);
    function done(): void {
      timer.cancel();
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}
