/**
 * Rates from the roll-ups, each with what it rests on: n, the window, the 95 % Wilson interval, and a state that never
 * cries wolf (`breached` only when even the lower end of the interval is above the threshold, and n is large enough).
 */
import type { Store } from '../store/store.ts';
import { type Counts, counted, type Dimension, dailyOnly, day } from './contributions.ts';

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
  /** Message-recipients below which no rate says anything. */
  readonly least: number;
}

const defaultThresholds: RateThresholds = { hard: 0.05, soft: 0.02, complaints: 0.003, least: 200 };

/** First instant and the first one after it. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Longer windows are answered from days; their ends are then days (UTC). */
const longestByHour = 3 * day;

/** One for each key that had mail in the window, the most mail first. */
export async function ratesOf(
  store: Pick<Store, 'rollUps'>,
  dimension: Dimension,
  key: string | null,
  { from, to }: Window,
  thresholds: RateThresholds = defaultThresholds,
): Promise<readonly Rates[]> {
  const grain = dailyOnly.has(dimension) || to - from > longestByHour ? 'daily' : 'hourly';
  const rows = await store.rollUps({ grain, dimension, key, from, to });
  const sums = new Map<string, Counts>();
  for (const row of rows) {
    const sum = sums.get(row.key);
    sums.set(row.key, sum === undefined ? row.counts : added(sum, row.counts));
  }
  return [...sums]
    .filter(([, counts]) => counts.attempted > 0)
    .sort(([a, one], [b, two]) => two.attempted - one.attempted || (a < b ? -1 : 1))
    .map(([named, counts]): Rates => {
      const of = (count: number, threshold: number): Rate =>
        rateOf(count, counts.attempted, threshold, thresholds.least);
      return {
        ...{ key: named, counts },
        hard: of(counts.hard, thresholds.hard),
        soft: of(counts.soft, thresholds.soft),
        complaints: of(counts.complaints, thresholds.complaints),
      };
    });
}

export function rateOf(count: number, n: number, threshold: number, least: number): Rate {
  const interval = wilson(count, n);
  const rate = n === 0 ? null : count / n;
  return { rate, count, n, interval, threshold, state: stateOf(rate, n, interval, threshold, least) };
}

function stateOf(
  rate: number | null,
  n: number,
  [low]: readonly [number, number],
  threshold: number,
  least: number,
): RateState {
  if (rate === null || n < least) return 'not_enough_mail';
  if (low > threshold) return 'breached';
  return rate > threshold ? 'watch' : 'ok';
}

const z = 1.959963984540054;

function wilson(count: number, n: number): readonly [number, number] {
  if (n === 0) return [0, 1];
  const p = count / n;
  const middle = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const whole = 1 + (z * z) / n;
  return [Math.max(0, (middle - spread) / whole), Math.min(1, (middle + spread) / whole)];
}

function added(a: Counts, b: Counts): Counts {
  return Object.fromEntries(counted.map((name) => [name, a[name] + b[name]])) as Counts;
}
