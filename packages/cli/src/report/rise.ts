/**
 * When a provider began to refuse: the hour that best divides its soft bounces into a calm before and a loud after.
 */
import { taxonomy } from '@hearback/bounce';
import type { Calendar } from './calendar.ts';
import type { Reason, Tally } from './tally.ts';
import { enoughMail, wilson } from './wilson.ts';

export interface Rise {
  readonly provider: string;
  /** Hours since 1970. */
  readonly since: number;
  readonly before: number;
  readonly after: number;
  readonly n: number;
  readonly soft: number;
  readonly reason: Reason | null;
}

/** Of hundreds of hours one will look special: only what 4 standard deviations cannot explain is a rise. */
const certain = 4;
/** A doubling to at least this share of recipients is worth a sentence. */
const worthSaying = 0.02;

export function risesOf(calendar: Calendar, providers: readonly string[]): readonly Rise[] {
  const rises = providers.map((provider, receiver) => riseOf(provider, calendar.hoursOf(receiver)));
  return rises.filter((rise) => rise !== null).sort((a, b) => b.soft - a.soft);
}

function riseOf(provider: string, series: readonly (readonly [number, Tally])[]): Rise | null {
  const n = series.reduce((sum, [, tally]) => sum + tally.n, 0);
  const soft = series.reduce((sum, [, tally]) => sum + tally.soft, 0);
  let best: Rise | null = null;
  let bestGap = 0;
  let bestIndex = 0;
  let nBefore = 0;
  let softBefore = 0;
  for (const [index, [hour, tally]] of series.entries()) {
    const nAfter = n - nBefore;
    const softAfter = soft - softBefore;
    if (nBefore >= enoughMail && nAfter >= enoughMail) {
      // Distance between the two intervals; positive when the rise is no chance.
      const gap = wilson(softAfter, nAfter, certain)[0] - wilson(softBefore, nBefore, certain)[1];
      const doubled = softAfter / nAfter >= 2 * (softBefore / nBefore);
      if (gap > bestGap && doubled && softAfter / nAfter >= worthSaying) {
        bestGap = gap;
        best = {
          provider,
          since: hour,
          before: softBefore / nBefore,
          after: softAfter / nAfter,
          n: nAfter,
          soft: softAfter,
          reason: null,
        };
        bestIndex = index;
      }
    }
    nBefore += tally.n;
    softBefore += tally.soft;
  }
  return best === null ? null : { ...best, reason: commonest(series.slice(bestIndex)) };
}

function commonest(series: readonly (readonly [number, Tally])[]): Reason | null {
  const counts = new Map<Reason, number>();
  for (const [, tally] of series)
    for (const [reason, n] of tally.causes())
      if (taxonomy[reason].bounce === 'soft') counts.set(reason, (counts.get(reason) ?? 0) + n);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? null;
}
