/**
 * What all events about one message to one recipient come to: its effect. Effects are joined, never added up: the join is
 * associative, commutative and idempotent, so that the effect is a function of the set of events, whatever their order
 * and however often one is read. Counters are sums over effects (contributions.ts) and so are functions of the set too.
 */
import type { Reason } from '@hearback/bounce';

/**
 * Bits, in the order of `firsts`. `failed`: the message was given up; `excused`: its hard bounce belongs to an incident of the
 * receiver, and counts as a soft one.
 */
export const outcomes = [
  'attempted',
  'delivered',
  'soft',
  'hard',
  'complaint',
  'expired',
  'failed',
  'excused',
] as const;
export type OutcomeBit = (typeof outcomes)[number];
export const bit = Object.fromEntries(outcomes.map((name, index) => [name, 1 << index])) as Readonly<
  Record<OutcomeBit, number>
>;

export interface Effect {
  readonly bits: number;
  /** First instant of each bit; 0 where it is off. */
  readonly firsts: readonly number[];
  /** Instant of the message's acceptance; where that is not known, the earliest of its events. */
  readonly accepted: number;
  /** The same in all events of a message, as far as they say it. */
  readonly list: string | null;
  readonly stream: string | null;
  readonly campaign: string | null;
  readonly senderDomain: string | null;
  readonly domain: string;
  /** The first attempt that tells: instant, provider ("other" for a host of nobody known), address it left from. */
  readonly path: readonly [at: number, provider: string, ip: string] | null;
  /** The first of the worst failures: rank, instant, reason, template. */
  readonly cause: readonly [rank: number, at: number, reason: Reason, template: string] | null;
}

export function join(a: Effect, b: Effect): Effect {
  return {
    bits: a.bits | b.bits,
    firsts: a.firsts.map((first, index) => earlier(first, b.firsts[index] ?? 0)),
    accepted: Math.min(a.accepted, b.accepted),
    list: lesser(a.list, b.list),
    stream: lesser(a.stream, b.stream),
    campaign: lesser(a.campaign, b.campaign),
    senderDomain: lesser(a.senderDomain, b.senderDomain),
    domain: lesser(a.domain, b.domain) ?? '',
    path: firstPath(a.path, b.path),
    cause: worstCause(a.cause, b.cause),
  };
}

/** Field by field; `detail` of a row has the same order. */
export const isSameEffect = (a: Effect, b: Effect): boolean => fieldsOf(a) === fieldsOf(b);

const fieldsOf = (effect: Effect): string => {
  const { bits, firsts, accepted, list, stream, campaign, senderDomain, domain, path, cause } = effect;
  return JSON.stringify([bits, firsts, accepted, list, stream, campaign, senderDomain, domain, path, cause]);
};

const earlier = (a: number, b: number): number => (a === 0 || b === 0 ? a + b : Math.min(a, b));

function lesser(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function firstPath(a: Effect['path'], b: Effect['path']): Effect['path'] {
  if (a === null || b === null) return a ?? b;
  if (a[0] !== b[0]) return a[0] < b[0] ? a : b;
  return `${a[1]} ${a[2]}` <= `${b[1]} ${b[2]}` ? a : b;
}

function worstCause(a: Effect['cause'], b: Effect['cause']): Effect['cause'] {
  if (a === null || b === null) return a ?? b;
  if (a[0] !== b[0]) return a[0] > b[0] ? a : b;
  if (a[1] !== b[1]) return a[1] < b[1] ? a : b;
  return `${a[2]} ${a[3]}` <= `${b[2]} ${b[3]}` ? a : b;
}
