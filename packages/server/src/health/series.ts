/** Counts by hour or day over a window, every one of its hours or days. */
import { type Counts, type Dimension, day } from '../ledger/contributions.ts';
import type { Store } from '../store/store.ts';
import { noCounts } from './rates.ts';
import { type Grain, lengthOf, spreadOf, type Window } from './window.ts';

export interface Point {
  readonly at: number;
  readonly counts: Counts;
}

export async function seriesOf(
  store: Pick<Store, 'course'>,
  dimension: Dimension,
  key: string,
  { from, to }: Window,
  grain: Grain,
): Promise<readonly Point[]> {
  const unit = lengthOf[grain];
  const start = Math.floor(from / unit) * unit;
  const rows = await store.course({ grain, dimension, keys: [key], from: start, to });
  const found = new Map(rows.map(({ at, counts }) => [at, counts]));
  const points: Point[] = [];
  for (let at = start; at < to; at += unit) points.push({ at, counts: found.get(at) ?? noCounts });
  return points;
}

const mostPoints = 48;
/** Of so many keys a week is drawn by the hour. */
const fewKeys = 100;
const week = 7 * day;

/** At most 48 sums for each key, of equal lengths of the window. */
export async function sparklinesOf(
  store: Pick<Store, 'course'>,
  dimension: Dimension,
  keys: readonly string[],
  window: Window,
): Promise<ReadonlyMap<string, readonly Counts[]>> {
  const { grain, now } = spreadOf(dimension, window, keys.length <= fewKeys ? week : undefined);
  const units = (now.to - now.from) / lengthOf[grain];
  const length = Math.ceil(units / mostPoints) * lengthOf[grain];
  const lines = new Map(
    keys.map((key) => [key, Array.from({ length: Math.ceil((now.to - now.from) / length) }, () => noCounts)]),
  );
  for (const { key, at, counts } of await store.course({ grain, dimension, keys, ...now, length })) {
    const line = lines.get(key);
    const index = (at - now.from) / length;
    if (line?.[index] !== undefined) line[index] = counts;
  }
  return lines;
}
