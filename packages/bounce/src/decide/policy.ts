/**
 * Every figure that decides, with its default. Plain data: a service may replace any of them per stream or message.
 * All durations are milliseconds.
 */
import type { Reason } from '../classify/taxonomy.ts';
import type { AddressEvent } from './address-event.ts';

export const minutes = 60_000;
export const hours = 60 * minutes;
export const days = 24 * hours;

export interface RetryPolicy {
  /**
   * Wait before each attempt, the first one included; the last entry repeats. RFC 5321 §4.5.4.1 asks for 30 minutes
   * or more once a host has failed, and for two attempts within the first hour.
   */
  readonly schedule: readonly number[];
  /** The message expires after this many attempts; null for no limit. */
  readonly maxAttempts: number | null;
  /** The message expires at this age. RFC 5321 §4.5.4.1: at least 4 to 5 days. */
  readonly maxAge: number;
  /** How far a wait may stray, as a share of it: 0.1 is up to 10 % shorter or longer. */
  readonly jitter: number;
  /** A wait that the receiver names is honoured up to this. */
  readonly longestNamedWait: number;
  /** Time spent in a suspended lane makes the message no older, up to this much in all. */
  readonly longestSuspension: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  schedule: [0, 15 * minutes, 30 * minutes, 1 * hours, 2 * hours, 4 * hours, 6 * hours],
  maxAttempts: null,
  maxAge: 5 * days,
  jitter: 0.1,
  longestNamedWait: 24 * hours,
  longestSuspension: 5 * days,
};

export interface SuppressionPolicy {
  /** A second hard bounce confirms the first when it came at least this much later. */
  readonly confirmAfter: number;
  /** Confirm at the first hard bounce when the address never took a message. */
  readonly confirmNeverDelivered: boolean;
  /** A provisional entry ends after this, so that one message may try again; null: it stays until confirmed or delivered. */
  readonly provisionalLasts: number | null;
  /** A hard verdict less sure than this counts as a soft bounce only. */
  readonly certainty: number;
  /** Soft bounces suppress when they fell on this many different days (UTC) ... */
  readonly softDays: number;
  /** ... and the last came at least this long after the first, with no delivery between. */
  readonly softSpan: number;
  readonly softLasts: number;
  /** What mail a complaint ends: all, or that of its stream or list alone, which whoever keeps those entries follows. Default: all. */
  readonly complaintScope?: 'global' | 'stream' | 'list';
  /** How long a confirmed entry holds, by reason; a reason not named here never expires. */
  readonly lasts: { readonly [R in Reason]?: number };
}

/** One for all, or by what happened: streams may have figures of their own. */
export type SuppressionPolicies = SuppressionPolicy | ((event: AddressEvent) => SuppressionPolicy);

export const policyFor = (policies: SuppressionPolicies, event: AddressEvent): SuppressionPolicy =>
  typeof policies === 'function' ? policies(event) : policies;

export const defaultSuppressionPolicy: SuppressionPolicy = {
  confirmAfter: 24 * hours,
  confirmNeverDelivered: true,
  provisionalLasts: null,
  certainty: 0.7,
  softDays: 3,
  softSpan: 14 * days,
  softLasts: 30 * days,
  lasts: { user_disabled: 180 * days, mailbox_full_inactive: 180 * days, blocked_by_recipient: 180 * days },
};
