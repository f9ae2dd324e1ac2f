/** Rates of lists, senders or providers, as they were counted and as they are judged: without what incidents hold. */

import type { Store } from '../store/store.ts';
import type { SubjectDimension } from './facts.ts';
import { type ApartStore, allIncidents, apartFrom, type HeldApart, heldApart, withoutThem } from './held-apart.ts';
import { defaultThresholds, type Rates, type RateThresholds, ratesOf } from './rates.ts';
import { spreadOf, type Window } from './window.ts';

export interface JudgedRates {
  readonly counted: Rates;
  readonly judged: Rates;
}

export type JudgedStore = Pick<Store, 'sums'> & ApartStore;

/** One for each that had mail in the window, the most mail first. */
export async function judgedRatesOf(
  store: JudgedStore,
  dimension: SubjectDimension,
  window: Window,
  thresholds: RateThresholds = defaultThresholds,
): Promise<{ readonly rates: readonly JudgedRates[]; readonly incidents: readonly HeldApart[] }> {
  const [all, incidents] = await Promise.all([
    ratesOf(store, dimension, null, window, thresholds),
    allIncidents(store).then((known) => heldApart(store, spreadOf(dimension, window).now, known)),
  ]);
  const rates = all.map((counted) => ({
    counted,
    judged: withoutThem(counted, apartFrom(incidents, { dimension, key: counted.key }), thresholds),
  }));
  return { rates, incidents };
}
