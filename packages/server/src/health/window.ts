/** Windows of time: as they are asked for, and as roll-ups can answer them. */
import { type Dimension, dailyOnly, day, hour } from '../ledger/contributions.ts';

/** First instant and the first one after it. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export const spans = { '1h': hour, '24h': day, '7d': 7 * day, '30d': 30 * day, '90d': 90 * day } as const;
export type SpanName = keyof typeof spans;

export const windowOf = (length: number, now: number): Window => ({ from: now - length, to: now });

export type Grain = 'hourly' | 'daily';
export const lengthOf = { hourly: hour, daily: day } as const;

/** Longer windows are answered from days: a week of hours of many keys is too much to add up while somebody waits. */
const longestByHour = 3 * day;

export interface Spread {
  readonly grain: Grain;
  /** As asked for, and of the same length before it; both begin and end with an hour or a day (UTC). */
  readonly now: Window;
  readonly before: Window;
}

/**
 * Whole hours or days: the last one is the running one, the first the first that lies within. What is counted by the day only
 * is answered with the days that the window touches.
 */
export function spreadOf(dimension: Dimension, { from, to }: Window, byHour = longestByHour): Spread {
  const grain = dailyOnly.has(dimension) || to - from > byHour ? 'daily' : 'hourly';
  const unit = lengthOf[grain];
  const length = Math.max(unit, Math.round((to - from) / unit) * unit);
  const end = Math.ceil(to / unit) * unit;
  const start = end - length;
  return { grain, now: { from: start, to: end }, before: { from: start - length, to: start } };
}

/** "7 days", "24 hours" */
export function spokenLength({ from, to }: Window): string {
  const length = to - from;
  const [n, word] = length < 2 * day ? [Math.round(length / hour), 'hour'] : [Math.round(length / day), 'day'];
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
