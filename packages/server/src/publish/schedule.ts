/**
 * When a delivery is tried again: the schedule that Standard Webhooks gives as an example (75 h 35 min in all), never before
 * the receiver wants it. Milliseconds.
 */
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Waits before each attempt. */
const schedule = [
  0,
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

/** An endpoint that has taken nothing for so long is disabled. */
export const longestFailure = 5 * day;

const longestWish = day;
/** What a receiver that is overloaded is spared at least. */
const leastThrottle = minute;

export interface Wish {
  /** Milliseconds from the answer; null: it named none. */
  readonly retryAfter: number | null;
  /** 429, 502 or 504. */
  readonly overloaded: boolean;
}

/** The wait after so many attempts, or null: given up. `random` is in [0, 1). */
export function waitAfter(attempts: number, { retryAfter, overloaded }: Wish, random: number): number | null {
  const planned = schedule[attempts];
  if (planned === undefined) return null;
  const wished = Math.min(retryAfter ?? 0, longestWish);
  return Math.round(Math.max(planned * (1 + random / 10), wished, overloaded ? leastThrottle : 0));
}

/** RFC 9110 §10.2.3: seconds, or a date. Null for what is neither. */
export function readRetryAfter(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text) * second;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
