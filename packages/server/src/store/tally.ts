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

  const rowOf = (grain: Grain, dimension: Dimension, key: string, at: number): TallyRow => {
    const name = `${grain}\n${dimension}\n${key}\n${at}`;
    let row = found.get(name);
    if (row === undefined) {
      row = { grain, dimension, key, at, counts: counted.map(() => 0) };
      found.set(name, row);
    }
    return row;
  };

  /** Rows by everything that decides which they are: most messages of a batch share them. */
  const shared = new Map<string, readonly TallyRow[]>();
  const rowsOf = (effect: Effect): readonly TallyRow[] => {
    const { accepted, list, stream, campaign, senderDomain, domain, path, cause } = effect;
    const hourly = accepted - (accepted % hour);
    const sharing = JSON.stringify([hourly, list, stream, campaign, senderDomain, domain, path?.[1], path?.[2]]);
    const known = cause === null ? shared.get(sharing) : undefined;
    if (known !== undefined) return known;
    const daily = accepted - (accepted % day);
    const rows: TallyRow[] = [];
    eachKey(effect, (dimension, key) => {
      if (!dailyOnly.has(dimension)) rows.push(rowOf('hourly', dimension, key, hourly));
      rows.push(rowOf('daily', dimension, key, daily));
    });
    if (cause === null) shared.set(sharing, rows);
    return rows;
  };

  const apply = (effect: Effect, sign: number): void => {
    const counts = countsOf(effect);
    for (const row of rowsOf(effect)) addTo(row, counts, sign);
  };

  return {
    add: (before, after) => {
      if (before !== null) apply(before, -1);
      apply(after, 1);
    },
    merge: (other) => {
      for (const { grain, dimension, key, at, counts } of other.rows())
        addTo(rowOf(grain, dimension, key, at), counts, 1);
    },
    rows: () =>
      [...found]
        .filter(([, { counts }]) => counts.some((each) => each !== 0))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, row]) => row),
    clear: () => {
      found.clear();
      shared.clear();
    },
  };
}

function addTo({ counts }: TallyRow, more: readonly number[], sign: number): void {
  for (let index = 0; index < more.length; index++) counts[index] = (counts[index] ?? 0) + sign * (more[index] ?? 0);
}
