/** The keys of a dimension that have the most of something, beside what they had in the window before. */
import type { Counts, Dimension } from '../ledger/contributions.ts';
import type { Store } from '../store/store.ts';
import { subjects } from './facts.ts';
import {
  type ApartStore,
  type ApartSubject,
  allIncidents,
  apartFrom,
  heldApart,
  markedRates,
  withoutThem,
} from './held-apart.ts';
import { defaultThresholds, type Rates, type RateThresholds, ratesFrom } from './rates.ts';
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

/** What is over its limit by an incident alone is marked for a look, as it is everywhere. */
export async function topOf(
  store: Pick<Store, 'sums'> & ApartStore,
  { dimension, window, order, limit, key }: TopAsked,
  thresholds: RateThresholds = defaultThresholds,
): Promise<readonly TopRow[]> {
  const { grain, now, before } = spreadOf(dimension, window);
  const ofTwo = dimension.includes('|');
  const chosen = ofTwo || key === undefined ? null : [key];
  const first = ofTwo ? key : undefined;
  const rows = await store.sums({ grain, dimension, keys: chosen, first, ...now, order, limit });
  const keys = rows.map((row) => row.key);
  const past = await store.sums({ grain, dimension, keys, ...before, order, limit });
  const then = new Map(past.map((row) => [row.key, row.counts]));
  const marked = await markingOf(store, dimension, now, thresholds);
  return rows.map((row) => ({
    ...marked(ratesFrom(row.key, row.counts, thresholds)),
    before: then.get(row.key) ?? null,
  }));
}

async function markingOf(
  store: ApartStore,
  dimension: Dimension,
  window: Window,
  thresholds: RateThresholds,
): Promise<(counted: Rates) => Rates> {
  const part = [...subjects, 'domain' as const].find((each) => each === dimension);
  if (part === undefined) return (counted) => counted;
  const incidents = await heldApart(store, window, await allIncidents(store));
  return (counted) => {
    const held = apartFrom(incidents, { dimension: part, key: counted.key } as ApartSubject);
    return markedRates(counted, withoutThem(counted, held, thresholds));
  };
}
