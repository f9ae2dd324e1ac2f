/**
 * A rate and what may be said of it: the 95 % Wilson score interval (Wilson 1927) and the state against a limit.
 */
export type State = 'ok' | 'watch' | 'breached' | 'not_enough_mail';

export interface Rate {
  readonly count: number;
  readonly n: number;
  /** 0 to 1; null when n is 0. */
  readonly rate: number | null;
  readonly interval: readonly [low: number, high: number] | null;
  readonly limit: number;
  readonly state: State;
}

/** Below this many recipients a rate is no statement about anything. */
export const enoughMail = 200;

/** Standard deviations of the 95 % interval. */
const z95 = 1.959964;

/** Bounds of the true share, 0 to 1, when `count` of `n` were seen; 95 % unless another width is given, in standard deviations. */
export function wilson(count: number, n: number, z = z95): readonly [low: number, high: number] {
  const share = count / n;
  const middle = share + (z * z) / (2 * n);
  const margin = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [Math.max(0, (middle - margin) / scale), Math.min(1, (middle + margin) / scale)];
}

/** `breached` only when even the interval's lower end is above the limit; `watch` when the rate alone is. */
export function rateOf(count: number, n: number, limit: number): Rate {
  if (n === 0) return { count, n, rate: null, interval: null, limit, state: 'not_enough_mail' };
  const rate = count / n;
  const interval = wilson(count, n);
  return { count, n, rate, interval, limit, state: stateOf(rate, interval[0], n, limit) };
}

function stateOf(rate: number, low: number, n: number, limit: number): State {
  if (n < enoughMail) return 'not_enough_mail';
  if (low > limit) return 'breached';
  return rate > limit ? 'watch' : 'ok';
}
