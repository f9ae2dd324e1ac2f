/** What a batch changes in the roll-ups, gathered before it is written: one row for each dimension, key and span. */
import { counted, countsOf, type Dimension, dailyOnly, day, eachKey, hour } from '../ledger/contributions.ts';
import type { Effect } from '../ledger/effect.ts';

export type Grain = 'hourly' | 'daily';

export interface TallyRow {
  readonly grain: Grain;
  readonly dimension: Dimension;
  readonly key: string;
  /** First instant of the hour or day (UTC). */
  readonly at: number;
  /** In the order of `counted`; may be negative. */
  readonly counts: number[];
}

export interface Tally {
  /** The effect `before`, null when there was none, has become `after`. */
  readonly add: (before: Effect | null, after: Effect) => void;
  readonly merge: (other: Tally) => void;
  /** In one order, so that two who write them at a time do not wait for each other; nothing that stays as it was. */
  readonly rows: () => readonly TallyRow[];
  readonly clear: () => void;
}

export function createTally(): Tally {
  const found = new Map<string, TallyRow>();

  const count = (
    grain: Grain,
    dimension: Dimension,
    key: string,
    at: number,
    counts: readonly number[],
    sign: number,
  ) => {
    const name = `${grain}\n${dimension}\n${key}\n${at}`;
    let row = found.get(name);
    if (row === undefined) {
      row = { grain, dimension, key, at, counts: counted.map(() => 0) };
      found.set(name, row);
    }
    for (let index = 0; index < counts.length; index++)
      row.counts[index] = (row.counts[index] ?? 0) + sign * (counts[index] ?? 0);
  };

  const apply = (effect: Effect, sign: number): void => {
    const counts = countsOf(effect);
    const hourly = effect.accepted - (effect.accepted % hour);
    const daily = effect.accepted - (effect.accepted % day);
    eachKey(effect, (dimension, key) => {
      if (!dailyOnly.has(dimension)) count('hourly', dimension, key, hourly, counts, sign);
      count('daily', dimension, key, daily, counts, sign);
    });
  };

  return {
    add: (before, after) => {
      if (before !== null) apply(before, -1);
      apply(after, 1);
    },
    merge: (other) => {
      for (const { grain, dimension, key, at, counts } of other.rows()) count(grain, dimension, key, at, counts, 1);
    },
    rows: () =>
      [...found]
        .filter(([, { counts }]) => counts.some((each) => each !== 0))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, row]) => row),
    clear: () => found.clear(),
  };
}
