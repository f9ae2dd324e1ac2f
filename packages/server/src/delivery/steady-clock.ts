/** How long the wall clock has gone without a jump: what seems to be late by more was made late by the jump. */
import type { Clock } from './clock.ts';

const minute = 60_000;

/** Asked now and then, it tells the milliseconds since it saw a jump of more than a minute; Infinity: it has seen none. */
export function createSteadyFor(clock: Pick<Clock, 'now' | 'monotonic'>): () => number {
  const drift = (): number => clock.now() - clock.monotonic();
  let known = drift();
  let since = Number.NEGATIVE_INFINITY;
  return () => {
    const before = known;
    known = drift();
    if (Math.abs(known - before) > minute) since = clock.monotonic();
    return clock.monotonic() - since;
  };
}
