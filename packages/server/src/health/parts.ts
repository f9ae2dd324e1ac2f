/** Lists, senders or providers, one row each: rates, their course, and what they mostly fail for. */
import type { Counts } from '../ledger/contributions.ts';
import type { Store } from '../store/store.ts';
import { causesBy, type SubjectDimension } from './facts.ts';
import { markedRates } from './held-apart.ts';
import { type JudgedStore, judgedRatesOf } from './judged-rates.ts';
import { leftOf } from './leaving-out.ts';
import type { Rates, RateThresholds } from './rates.ts';
import { sparklinesOf } from './series.ts';
import type { Window } from './window.ts';

export interface PartRow extends Rates {
  /** Share of failures that the part is judged by, over the window; 0 where there was no mail. */
  readonly sparkline: readonly number[];
  readonly topReason: string | null;
}

/** What comes behind a row: the most mail first, then by name. */
export interface PartPlace {
  readonly attempted: number;
  readonly key: string;
}

export type PartStore = JudgedStore & Pick<Store, 'course'>;

export interface PartPage {
  readonly after?: PartPlace | null;
  readonly limit: number;
  /** Only those whose name has this in it, in whichever case. */
  readonly name?: string | undefined;
}

export async function partRowsOf(
  store: PartStore,
  dimension: SubjectDimension,
  window: Window,
  { after = null, limit, name = '' }: PartPage,
  thresholds?: RateThresholds,
): Promise<{ readonly rows: readonly PartRow[]; readonly more: boolean }> {
  const { rates, incidents } = await judgedRatesOf(store, dimension, window, thresholds);
  const all = rates.map(({ counted, judged }) => markedRates(counted, judged));
  const words = name.toLowerCase();
  const behind = all.filter((row) => row.key.toLowerCase().includes(words) && (after === null || isBehind(row, after)));
  const page = behind.slice(0, limit);
  const keys = page.map(({ key }) => key);
  const [lines, causes] = await Promise.all([
    sparklinesOf(store, dimension, keys, window),
    causesBy(store, `${dimension}|reason`, window, keys),
  ]);
  const rows = page.map((row) => {
    const bad = badOf(dimension);
    const [top] = leftOf(causes.get(row.key) ?? [], incidents, { dimension, key: row.key }).toSorted(
      (a, b) => bad(b.counts) - bad(a.counts),
    );
    return {
      ...row,
      sparkline: (lines.get(row.key) ?? []).map((counts) => share(bad(counts), counts.attempted)),
      topReason: top?.reason ?? null,
    };
  });
  return { rows, more: behind.length > page.length };
}

const isBehind = ({ counts, key }: Rates, after: PartPlace): boolean =>
  counts.attempted < after.attempted || (counts.attempted === after.attempted && key > after.key);

/** A list is judged by its hard bounces, a sender by its soft ones, a provider by both. */
function badOf(dimension: SubjectDimension): (counts: Counts) => number {
  if (dimension === 'list') return ({ hard }) => hard;
  return dimension === 'provider' ? ({ hard, soft }) => hard + soft : ({ soft }) => soft;
}

const share = (count: number, n: number): number => (n <= 0 ? 0 : Math.min(1, Math.max(0, count / n)));
