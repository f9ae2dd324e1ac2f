/**
 * What a lane (one receiver from one source address) does when replies of one kind pile up: slow down or stop for a
 * while. One such reply concerns its message only; only the table's figure of them concerns the lane.
 */
import type { Reason } from '../classify/taxonomy.ts';
import type { Verdict } from '../classify/verdict.ts';
import { defaultRetryPolicy, hours, minutes } from './policy.ts';

export interface Reaction {
  /** Null: any provider. */
  readonly provider: string | null;
  readonly reason: Reason;
  /** React when this many such replies came within `within` milliseconds. */
  readonly times: number;
  readonly within: number;
  readonly kind: 'slow_down' | 'suspend';
  /** Milliseconds. */
  readonly lasts: number;
  /** For `slow_down`: the share of the present rate that remains. */
  readonly factor?: number;
}

export type LaneDecision =
  | { readonly kind: 'keep' }
  | { readonly kind: 'slow_down'; readonly factor: number; readonly until: number }
  | { readonly kind: 'suspend'; readonly until: number };

/** The first that fits is taken: one provider's own before the general ones. */
export const defaultReactions: readonly Reaction[] = [
  {
    provider: 'google',
    reason: 'rate_limited',
    times: 2,
    within: hours,
    kind: 'slow_down',
    factor: 0.25,
    lasts: 30 * minutes,
  },
  { provider: 'yahoo', reason: 'rate_limited', times: 2, within: hours, kind: 'suspend', lasts: 2 * hours },
  { provider: 'microsoft-365', reason: 'bad_reputation', times: 5, within: hours, kind: 'suspend', lasts: 2 * hours },
  { provider: 'outlook', reason: 'bad_reputation', times: 5, within: hours, kind: 'suspend', lasts: 2 * hours },
  {
    provider: null,
    reason: 'rate_limited',
    times: 3,
    within: hours,
    kind: 'slow_down',
    factor: 0.5,
    lasts: 30 * minutes,
  },
  {
    provider: null,
    reason: 'too_many_recipients',
    times: 3,
    within: hours,
    kind: 'slow_down',
    factor: 0.5,
    lasts: 30 * minutes,
  },
  {
    provider: null,
    reason: 'connection_failure',
    times: 10,
    within: 10 * minutes,
    kind: 'suspend',
    lasts: 15 * minutes,
  },
  { provider: null, reason: 'dnsbl_ip', times: 5, within: hours, kind: 'suspend', lasts: 2 * hours },
  { provider: null, reason: 'dnsbl_domain', times: 5, within: hours, kind: 'suspend', lasts: 2 * hours },
  { provider: null, reason: 'bad_reputation', times: 10, within: hours, kind: 'suspend', lasts: 2 * hours },
  { provider: null, reason: 'virus_content', times: 2, within: hours, kind: 'suspend', lasts: 2 * hours },
  { provider: null, reason: 'sender_account', times: 2, within: hours, kind: 'suspend', lasts: 2 * hours },
];

/**
 * `recent` holds the instants (milliseconds since the epoch) of replies with this verdict's reason in this lane, the
 * present one included. A wait that the receiver names lengthens a reaction, never shortens it; it is honoured up to what a message
 * waits for a receiver's word, or one odd reply would keep the lane closed for a month.
 */
export function decideLane(
  verdict: Verdict,
  recent: readonly number[],
  now: number,
  reactions: readonly Reaction[] = defaultReactions,
): LaneDecision {
  const reaction =
    reactions.find(({ reason, provider }) => reason === verdict.reason && provider === verdict.provider) ??
    reactions.find(({ reason, provider }) => reason === verdict.reason && provider === null);
  if (reaction === undefined) return { kind: 'keep' };
  const count = recent.filter((at) => at > now - reaction.within && at <= now).length;
  if (count < reaction.times) return { kind: 'keep' };
  const named = Math.min((verdict.retry_after ?? 0) * 1000, defaultRetryPolicy.longestNamedWait);
  const until = now + Math.max(reaction.lasts, named);
  return reaction.kind === 'suspend'
    ? { kind: 'suspend', until }
    : { kind: 'slow_down', factor: reaction.factor ?? 0.5, until };
}
