/**
 * What becomes of a message after a failed attempt: another attempt at a certain instant, a bounce, or the end of its
 * time. Pure: the clock is `now`, jitter comes from `seed`. Instants are milliseconds since the epoch.
 */
import { taxonomy } from '../classify/taxonomy.ts';
import type { Verdict } from '../classify/verdict.ts';
import { defaultRetryPolicy, type RetryPolicy } from './policy.ts';

export interface FailedAttempt {
  readonly verdict: Verdict;
  /** Attempts so far, this one included. Time in a suspended lane is no attempt. */
  readonly attempts: number;
  readonly acceptedAt: number;
  readonly now: number;
  /** Milliseconds the message has spent in suspended lanes so far. */
  readonly suspendedFor?: number;
  /** Names message and recipient; the same seed and attempt give the same instant. */
  readonly seed: string;
}

export type RetryDecision =
  /** `because` says what set the instant: the schedule, the wait the receiver named, or a last attempt at the deadline. */
  | { readonly kind: 'retry'; readonly at: number; readonly because: 'schedule' | 'receiver' | 'deadline' }
  | { readonly kind: 'bounce'; readonly verdict: Verdict }
  /** The verdict is `message_expired` and keeps the last temporary reason in `last_transient`. */
  | { readonly kind: 'expire'; readonly verdict: Verdict; readonly because: 'max_age' | 'max_attempts' };

const shortestWait = 1000;

/**
 * `verdict.final` decides, not the first digit of the reply: a 5yz that is really a rate limit is tried again, a 4yz
 * known to be final is not.
 *
 *     const verdict = explain('451 4.3.2 Please try again later');
 *     const acceptedAt = Date.UTC(2026, 10, 24, 9);
 *     decideRetry({ verdict, attempts: 1, acceptedAt, now: acceptedAt, seed: 'msg_1 jo@example.org' }).kind; // 'retry'
 */
export function decideRetry(attempt: FailedAttempt, policy: RetryPolicy = defaultRetryPolicy): RetryDecision {
  const { verdict, attempts, now } = attempt;
  if (verdict.final) return { kind: 'bounce', verdict };
  if (policy.maxAttempts !== null && attempts >= policy.maxAttempts) return expire(verdict, 'max_attempts');

  const scheduled = Math.max(policy.schedule[Math.min(attempts, policy.schedule.length - 1)] ?? 0, shortestWait);
  const named = Math.min((verdict.retry_after ?? 0) * 1000, policy.longestNamedWait);
  const stray = policy.jitter * fraction(`${attempt.seed}\0${attempts}`);
  const deadline = attempt.acceptedAt + policy.maxAge + Math.min(attempt.suspendedFor ?? 0, policy.longestSuspension);

  // Coming before the instant that the receiver named costs another refusal: there, jitter only adds.
  const wait = named > scheduled ? named * (1 + stray) : Math.max(scheduled * (1 - policy.jitter + 2 * stray), named);
  const at = Math.round(now + wait);
  if (at <= deadline) return { kind: 'retry', at, because: named > scheduled ? 'receiver' : 'schedule' };

  // The last attempt is brought forward to the deadline where that leaves at least half the wait and all of a named one.
  if (deadline - now >= Math.max(scheduled / 2, named)) return { kind: 'retry', at: deadline, because: 'deadline' };
  return expire(verdict, 'max_age');
}

function expire(last: Verdict, because: 'max_age' | 'max_attempts'): RetryDecision {
  const { category, group, bounce, action, fault } = taxonomy.message_expired;
  const expired: Verdict = {
    ...last,
    ...{ reason: 'message_expired', category, group, bounce, action, fault },
    final: true,
    retry_after: null,
    last_transient: last.reason,
  };
  return { kind: 'expire', verdict: expired, because };
}

/** A number in [0, 1) that looks random but follows from the text: FNV-1a with the final mixing of MurmurHash3. */
export function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
