/**
 * The demo's time, the server's and the receivers' alike: as the machine's while the history is told, half an hour a second
 * during the campaign, then at a pace that can be watched.
 */
import type { Clock as WorldClock } from '@hearback/receivers';
import type { PacedClock } from '@hearback/server';

/** A minute a second: greylisting is over in five. */
export const watchable = 60;

export const worldClock = (clock: PacedClock): WorldClock => ({
  now: clock.now,
  after(milliseconds, call) {
    const timer = clock.setTimer(clock.now() + milliseconds, call);
    return () => timer.cancel();
  },
});
