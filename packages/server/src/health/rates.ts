/**
 * Rates from the roll-ups, each with what it rests on: n, the window, the 95 % Wilson interval, and a state that never
 * cries wolf (`breached` only when even the lower end of the interval is above the threshold, and n is large enough).
 */
import { type Counts, counted, type Dimension } from '../ledger/contributions.ts';
import type { Store } from '../store/store.ts';
import { spreadOf, type Window } from './window.ts';

export type RateState = 'ok' | 'watch' | 'breached' | 'not_enough_mail';

export interface Rate {
  /** 0 to 1; null for no mail. */
  readonly rate: number | null;
  readonly count: number;
  readonly n: number;
  /** Lower and upper end of the 95 % interval (Wilson 1927). */
  readonly interval: readonly [number, number];
  readonly threshold: number;
  readonly state: RateState;
}

export interface Rates {
  readonly key: string;
  readonly counts: Counts;
  readonly hard: Rate;
  readonly soft: Rate;
  readonly complaints: Rate;
}

export interface RateThresholds {
  readonly hard: number;
  readonly soft: number;
  readonly complaints: number;
  /** Complaints are worth a look from here on. */
  readonly complaintsWatch: number;
  /** Message-recipients below which no rate says anything. */
  readonly least: number;
}

export const defaultThresholds: RateThresholds = {
  hard: 0.05,
  soft: 0.02,
  complaints: 0.003,
  complaintsWatch: 0.001,
  least: 200,
};

/** Keys looked at. A list that is one of more than these is found by its whole name alone. */
const mostKeys = 100_000;

/** One for each key that had mail in the window, the most mail first. */
export async function ratesOf(
  store: Pick<Store, 'sums'>,
  dimension: Dimension,
  key: string | null,
  window: Window,
  thresholds: RateThresholds = defaultThresholds,
): Promise<readonly Rates[]> {
  const { grain, now } = spreadOf(dimension, window);
  const keys = key === null ? null : [key];
  const rows = await store.sums({ grain, dimension, keys, ...now, order: 'attempted', limit: mostKeys });
  return rows.filter(({ counts }) => counts.attempted > 0).map((row) => ratesFrom(row.key, row.counts, thresholds));
}

export function ratesFrom(key: string, counts: Counts, thresholds: RateThresholds = defaultThresholds): Rates {
  const { attempted: n } = counts;
  const { least } = thresholds;
  return {
    ...{ key, counts },
    hard: rateOf(counts.hard, n, thresholds.hard, least),
    soft: rateOf(counts.soft, n, thresholds.soft, least),
    complaints: rateOf(counts.complaints, n, thresholds.complaints, least, thresholds.complaintsWatch),
  };
}

/** `watch`: the rate from which on it is worth a look, by default the threshold itself. */
export function rateOf(count: number, n: number, threshold: number, least: number, watch = threshold): Rate {
  // What changes late for a key whose day was folded stands without its mail, until it is folded too (service/tidy-health.ts).
  const part = Math.max(0, Math.min(count, n));
  const interval = wilson(part, n);
  const rate = n <= 0 ? null : part / n;
  return { rate, count, n, interval, threshold, state: stateOf(rate, n, interval, { threshold, least, watch }) };
}

function stateOf(
  rate: number | null,
  n: number,
  [low]: readonly [number, number],
  { threshold, least, watch }: { readonly threshold: number; readonly least: number; readonly watch: number },
): RateState {
  if (rate === null || n < least) return 'not_enough_mail';
  if (low > threshold) return 'breached';
  return rate > watch ? 'watch' : 'ok';
}

const z = 1.959963984540054;

function wilson(count: number, n: number): readonly [number, number] {
  if (n <= 0) return [0, 1];
  const p = count / n;
  const middle = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const whole = 1 + (z * z) / n;
  return [Math.max(0, (middle - spread) / whole), Math.min(1, (middle + spread) / whole)];
}

export const noCounts: Counts = Object.fromEntries(counted.map((name) => [name, 0])) as Counts;
