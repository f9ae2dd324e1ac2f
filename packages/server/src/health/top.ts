/** The keys of a dimension that have the most of something, beside what they had in the window before. */
import type { Counts, Dimension } from '../ledger/contributions.ts';
import type { Store } from '../store/store.ts';
import { type Rates, type RateThresholds, ratesFrom } from './rates.ts';
import { spreadOf, type Window } from './window.ts';

export interface TopAsked {
  readonly dimension: Dimension;
  readonly window: Window;
  readonly order: keyof Counts;
  readonly limit: number;
  /** Of dimensions of two parts the first ("google" of "google|rate_limited"), of others the key. */
  readonly key?: string | undefined;
}

export interface TopRow extends Rates {
  /** Null: nothing. */
  readonly before: Counts | null;
}

export async function topOf(
  store: Pick<Store, 'sums'>,
  { dimension, window, order, limit, key }: TopAsked,
  thresholds?: RateThresholds,
): Promise<readonly TopRow[]> {
  const { grain, now, before } = spreadOf(dimension, window);
  const ofTwo = dimension.includes('|');
  const chosen = ofTwo || key === undefined ? null : [key];
  const first = ofTwo ? key : undefined;
  const rows = await store.sums({ grain, dimension, keys: chosen, first, ...now, order, limit });
  const keys = rows.map((row) => row.key);
  const past = await store.sums({ grain, dimension, keys, ...before, order, limit });
  const then = new Map(past.map((row) => [row.key, row.counts]));
  return rows.map((row) => ({ ...ratesFrom(row.key, row.counts, thresholds), before: then.get(row.key) ?? null }));
}
