/**
 * Where one recipient of one message stands after the attempts heard so far, in whatever order they were heard.
 */
import type { Attempt } from '@hearback/server/logs';
import { hourOf, noHour } from './calendar.ts';
import type { Cause } from './cause.ts';
import type { Fate, Tally } from './tally.ts';

export interface Standing {
  readonly recipient: string;
  fate: Fate;
  /** Had a soft bounce; a deferral is one. */
  soft: boolean;
  cause: Cause | null;
  causeAt: number;
  /** Hour of the first attempt. */
  hour: number;
  /** Place in the receivers' list. */
  receiver: number;
  receiverAt: number;
  sender: string | null;
  list: string | null;
  /** Where it is counted now. */
  counted: readonly Tally[];
}

const rank: Readonly<Record<Fate, number>> = { waiting: 1, delivered: 2, refused: 3, hard: 3 };

export const blank = (recipient: string): Standing => ({
  recipient,
  fate: 'waiting',
  soft: false,
  cause: null,
  causeAt: 0,
  hour: noHour,
  receiver: 0,
  receiverAt: Number.NEGATIVE_INFINITY,
  sender: null,
  list: null,
  counted: [],
});

/** Takes in an attempt; `cause` is that of its reply, null for a delivery. */
export function learn(standing: Standing, attempt: Attempt, cause: Cause | null, receiver: number): void {
  const at = attempt.at ?? 0;
  const fate = fateOf(attempt, cause);
  if (cause !== null && decides(standing, fate, cause, at)) {
    standing.cause = cause;
    standing.causeAt = at;
  }
  if (rank[fate] > rank[standing.fate]) standing.fate = fate;
  // Failed twice (refused, then reported by mail): the deciding reply says which kind of failure it is.
  if (rank[standing.fate] === rank.hard && standing.cause !== null) standing.fate = failureOf(standing.cause);
  standing.soft ||= fate === 'waiting' || fate === 'refused';
  const hour = hourOf(attempt.at);
  if (hour !== noHour && (standing.hour === noHour || hour < standing.hour)) standing.hour = hour;
  standing.sender ??= attempt.sender;
  standing.list ??= attempt.list;
  if (receiver !== 0 && at >= standing.receiverAt) {
    standing.receiver = receiver;
    standing.receiverAt = at;
  }
}

/** The log says whether it is over, the verdict says for which rate: a deferral is soft even when its words sound final. */
function fateOf({ outcome }: Attempt, cause: Cause | null): Fate {
  if (cause === null) return 'delivered';
  if (outcome === 'deferred') return 'waiting';
  return failureOf(cause);
}

const failureOf = ({ verdict }: Cause): Fate => (verdict.bounce === 'hard' ? 'hard' : 'refused');

/** The reply of a failure outweighs that of a deferral; of two equals, the later. */
function decides(standing: Standing, fate: Fate, cause: Cause, at: number): boolean {
  if (standing.cause === null) return true;
  // A cause beside a delivery is that of an earlier deferral.
  const known = standing.fate === 'delivered' ? rank.waiting : rank[standing.fate];
  if (rank[fate] !== known) return rank[fate] > known;
  return at > standing.causeAt || (at === standing.causeAt && cause.tally.name > standing.cause.tally.name);
}
