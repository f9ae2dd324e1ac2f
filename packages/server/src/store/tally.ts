/** What a batch changes in the roll-ups, gathered before it is written: one row for each dimension, key and span. */
import {
  counted,
  countsOf,
  type Dimension,
  dailyOnly,
  day,
  dimensions,
  eachKey,
  hour,
} from '../ledger/contributions.ts';
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

/** Rows of an hour or day, by dimension and key. */
type Span = Map<Dimension, Map<string, TallyRow>>;

export function createTally(): Tally {
  const spans: Readonly<Record<Grain, Map<number, Span>>> = { hourly: new Map(), daily: new Map() };

  const spanOf = (grain: Grain, at: number): Span => {
    const known = spans[grain].get(at);
    if (known !== undefined) return known;
    const made: Span = new Map();
    spans[grain].set(at, made);
    return made;
  };
  const rowOf = (span: Span, grain: Grain, dimension: Dimension, key: string, at: number): TallyRow => {
    let keys = span.get(dimension);
    if (keys === undefined) {
      keys = new Map();
      span.set(dimension, keys);
    }
    let row = keys.get(key);
    if (row === undefined) {
      row = { grain, dimension, key, at, counts: counted.map(() => 0) };
      keys.set(key, row);
    }
    return row;
  };

  const apply = (effect: Effect, sign: number): void => {
    const counts = countsOf(effect);
    const hourly = effect.accepted - (effect.accepted % hour);
    const daily = effect.accepted - (effect.accepted % day);
    const ofHour = spanOf('hourly', hourly);
    const ofDay = spanOf('daily', daily);
    eachKey(effect, (dimension, key) => {
      if (!dailyOnly.has(dimension)) addTo(rowOf(ofHour, 'hourly', dimension, key, hourly), counts, sign);
      addTo(rowOf(ofDay, 'daily', dimension, key, daily), counts, sign);
    });
  };

  return {
    add: (before, after) => {
      if (before !== null) apply(before, -1);
      apply(after, 1);
    },
    merge: (other) => {
      for (const { grain, dimension, key, at, counts } of other.rows())
        addTo(rowOf(spanOf(grain, at), grain, dimension, key, at), counts, 1);
    },
    rows: () => [...orderly(spans.daily), ...orderly(spans.hourly)],
    clear: () => {
      spans.hourly.clear();
      spans.daily.clear();
    },
  };
}

function addTo({ counts }: TallyRow, more: readonly number[], sign: number): void {
  for (let index = 0; index < more.length; index++) counts[index] = (counts[index] ?? 0) + sign * (more[index] ?? 0);
}

/** As the tables have them: by dimension, time and key. */
function orderly(spans: ReadonlyMap<number, Span>): readonly TallyRow[] {
  const byTime = [...spans].sort(([a], [b]) => a - b);
  return dimensions.flatMap((dimension) =>
    byTime.flatMap(([, span]) => {
      const keys = span.get(dimension);
      if (keys === undefined) return [];
      const rows = [...keys.values()].filter(({ counts }) => counts.some((each) => each !== 0));
      return rows.sort((a, b) => (a.key < b.key ? -1 : 1));
    }),
  );
}
