/**
 * Keeps what health is told from within bounds: failures go with their events, hours after five weeks, and of each day that
 * is over only the keys of most mail stay by themselves. The others become the one key "other", so that a sum over all keys
 * is what it was. What comes later for a key that was folded counts under its own name until the next round folds it too.
 */
import { type Dimension, dailyOnly, day } from '../ledger/contributions.ts';
import type { Store } from '../store/store.ts';
import { untilNone } from './until-none.ts';

const rowsAtOnce = 500;
const daysAtOnce = 4;
/** Days answer what is older. */
const hoursKept = 35 * day;

/** Keys kept by themselves of each day or hour: below them is too little mail for a rate to say anything. */
const manyKeys: readonly { readonly dimension: Dimension; readonly daily: number; readonly hourly: number }[] = [
  { dimension: 'domain', daily: 2000, hourly: 0 },
  { dimension: 'template', daily: 1000, hourly: 0 },
  { dimension: 'campaign', daily: 1000, hourly: 500 },
];

/** Tells how many rows it deleted or folded. `go`: whether it may still go on. */
export async function tidyHealth(
  store: Pick<Store, 'sweepHealth' | 'foldRollUps'>,
  eventsKept: number,
  now: number,
  go: () => boolean,
): Promise<number> {
  const old = { failures: now - eventsKept, hours: now - hoursKept };
  let gone = await untilNone(go, () => store.sweepHealth(old, rowsAtOnce));
  // Yesterday still changes much: what was put off is delivered or given up.
  const before = Math.floor(now / day) * day - day;
  for (const { dimension, ...keep } of manyKeys)
    for (const grain of ['daily', 'hourly'] as const)
      if (grain === 'daily' || !dailyOnly.has(dimension))
        gone += await untilNone(go, () =>
          store.foldRollUps({ grain, dimension, before, keep: keep[grain], spans: daysAtOnce }),
        );
  return gone;
}
