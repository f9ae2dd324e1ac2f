/**
 * Compares what was acknowledged, what the sink answered and what the ledger tells. Nothing acknowledged may be missing; an
 * answer of the sink that the ledger does not know is allowed only where a life of the server ended before it could commit.
 */
import type { Event } from './api.ts';
import { fateOf } from './campaign.ts';
import type { Order } from './operators.ts';
import type { Notice, Outcome } from './sink.ts';
import type { Acknowledged } from './submit.ts';

/** How a life of the server was interrupted; nothing is said of those that ended by themselves. */
export interface Interruption {
  readonly how: 'kill' | 'cut' | 'freeze';
  readonly at: number;
}

export interface Witnessed {
  readonly acknowledged: readonly Acknowledged[];
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]>;
  readonly notices: readonly Notice[];
  readonly interruptions: ReadonlyMap<string, Interruption>;
  readonly orders: readonly Order[];
}

export interface Findings {
  /** Acknowledgements that had to hold. */
  readonly acknowledged: number;
  /** Recipients acknowledged and then neither delivered nor reported. */
  readonly lost: readonly string[];
  /** Where ledger, sink and model disagree. */
  readonly wrong: readonly string[];
  readonly duplicates: {
    /** The sink took the message and hung up: the event of that attempt says `ambiguous`. */
    readonly replyLost: number;
    /** Taken, and the server died between the final dot and its commit. */
    readonly beforeCommit: number;
  };
}

/** Nothing stays uncommitted for longer; generous, for this is no measure of speed. */
const longestUncommitted = 10_000;

function acknowledgedFor(witnessed: Witnessed): readonly Acknowledged[] {
  return witnessed.acknowledged.filter(({ life, at }) => {
    const end = witnessed.interruptions.get(life);
    // After the cut nothing can be on disk any more: such an answer promises what no machine can keep.
    return end?.how !== 'cut' || at < end.at;
  });
}

function lostOf(witnessed: Witnessed, histories: Histories): readonly string[] {
  const reported = new Set(witnessed.notices.flatMap(({ failed }) => failed));
  const isCancelled = (recipient: string) => histories.get(recipient)?.some(({ type }) => type === 'cancelled');
  return acknowledgedFor(witnessed).flatMap(({ mail, life, via }) =>
    mail.recipients
      .filter((recipient) => !reported.has(recipient) && !witnessed.outcomes.get(recipient)?.some(isTaken))
      .filter((recipient) => !isCancelled(recipient))
      .map((recipient) => `${recipient}, acknowledged by ${via} in ${life}`),
  );
}

type Histories = ReadonlyMap<string, readonly Event[]>;
const isTaken = ({ kind }: Outcome): boolean => kind === 'taken';

export function check(witnessed: Witnessed, events: readonly Event[]): Findings {
  const wrong: string[] = [];
  const duplicates = { replyLost: 0, beforeCommit: 0 };
  const histories = new Map<string, Event[]>();
  for (const event of events) histories.set(event.recipient, [...(histories.get(event.recipient) ?? []), event]);

  for (const { mail } of acknowledgedFor(witnessed))
    for (const recipient of mail.recipients)
      if (!histories.has(recipient)) wrong.push(`${recipient} was acknowledged, and no event tells of it`);
  for (const recipient of witnessed.outcomes.keys())
    if (!histories.has(recipient)) wrong.push(`${recipient} was sent to, and was never accepted`);

  const asked = endsAskedFor(witnessed);
  for (const [recipient, history] of histories) {
    const outcomes = witnessed.outcomes.get(recipient) ?? [];
    wrong.push(...modelled(recipient, history, asked.get(recipient) ?? new Set()));
    const untold = untoldOutcomes(outcomes, history.filter(isAttempt), (outcome) => isCutShort(witnessed, outcome));
    if (untold === null) wrong.push(`${recipient}: ${written(outcomes, history)}`);
    if (fateOf(recipient) === null) continue;
    duplicates.replyLost += outcomes.filter(({ kind }) => kind === 'unanswered').length;
    duplicates.beforeCommit += untold?.filter(isTaken).length ?? 0;
    const isOwed = history.some(({ type }) => type === 'bounced' || type === 'expired');
    wrong.push(...noticed(witnessed.notices, recipient, isOwed ? 1 : 0));
  }
  return { acknowledged: acknowledgedFor(witnessed).length, lost: lostOf(witnessed, histories), wrong, duplicates };
}

const attempts: ReadonlySet<string> = new Set(['delivered', 'deferred', 'bounced']);
const isAttempt = ({ type }: Event): boolean => attempts.has(type);
const final: ReadonlySet<string> = new Set(['delivered', 'bounced', 'expired', 'cancelled']);
const isFinal = ({ type }: Event): boolean => final.has(type);

/** What operators have asked to become of a recipient. */
function endsAskedFor({ acknowledged, orders }: Witnessed): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  const recipients = new Map(acknowledged.map(({ id, mail }) => [id, mail.recipients]));
  for (const { what, message } of orders) {
    if (message === null || (what !== 'cancel' && what !== 'expire')) continue;
    for (const recipient of recipients.get(message) ?? []) {
      const ends = asked.get(recipient) ?? new Set();
      asked.set(recipient, ends.add(what === 'cancel' ? 'cancelled' : 'expired'));
    }
  }
  return asked;
}

/**
 * One acceptance, one end, and the end that the address asks for, or an operator. Notices to senders share an address: as
 * many of both.
 */
function modelled(recipient: string, history: readonly Event[], asked: ReadonlySet<string>): readonly string[] {
  const fate = fateOf(recipient);
  const accepted = history.filter(({ type }) => type === 'accepted').length;
  const ends = history.filter(isFinal);
  const end = fate === 'hard' ? 'bounced' : 'delivered';
  const isRight =
    (fate === null || accepted === 1) &&
    ends.length === accepted &&
    ends.every(({ type }) => type === end || asked.has(type));
  return isRight ? [] : [`${recipient}: accepted ${accepted} times, then ${ends.map(({ type }) => type).join(', ')}`];
}

function isCutShort({ interruptions }: Witnessed, { life, at, began }: Outcome): boolean {
  const end = interruptions.get(life);
  if (end === undefined || at < end.at - longestUncommitted) return false;
  return end.how !== 'freeze' || began <= end.at;
}

const kinds: Readonly<Record<Outcome['kind'], (event: Event) => boolean>> = {
  taken: ({ type }) => type === 'delivered',
  unanswered: ({ type, ambiguous }) => type === 'deferred' && ambiguous,
  deferred: ({ type, ambiguous }) => type === 'deferred' && !ambiguous,
  refused: ({ type }) => type === 'bounced',
};

/**
 * The answers that no event tells, when each of them may be untold and the others are told in their order, one event each.
 * Null when the two do not go together.
 */
export function untoldOutcomes(
  outcomes: readonly Outcome[],
  events: readonly Event[],
  mayBeUntold: (outcome: Outcome) => boolean,
): readonly Outcome[] | null {
  const [outcome, ...later] = outcomes;
  if (outcome === undefined) return events.length === 0 ? [] : null;
  const [event, ...after] = events;
  if (event !== undefined && kinds[outcome.kind](event)) {
    const rest = untoldOutcomes(later, after, mayBeUntold);
    if (rest !== null) return rest;
  }
  if (!mayBeUntold(outcome)) return null;
  const rest = untoldOutcomes(later, events, mayBeUntold);
  return rest === null ? null : [outcome, ...rest];
}

function noticed(notices: readonly Notice[], recipient: string, owed: number): readonly string[] {
  const told = new Set(notices.filter(({ failed }) => failed.includes(recipient)).map(({ messageId }) => messageId));
  return told.size === owed ? [] : [`${recipient}: ${told.size} notices tell of its failure`];
}

function written(outcomes: readonly Outcome[], history: readonly Event[]): string {
  const answers = outcomes.map(({ kind, life, at }) => `${kind} (${life}, ${Math.round(at)})`).join(', ');
  const told = history.map(({ type, ambiguous }) => (ambiguous ? `${type} ambiguous` : type)).join(', ');
  return `the sink answered ${answers || 'nothing'}; the ledger tells ${told}`;
}
