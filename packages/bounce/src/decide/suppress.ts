/**
 * Whether an address still gets mail: none → provisional → confirmed → released. Provisional and confirmed both stop it.
 *
 * The state is a function of the set of events, whatever their order and however often one is read: every decision
 * folds the whole history of the address anew and reports what the event changed. A bounce that arrives late therefore
 * also takes back the delivery it disproves, and taking events into an incident takes back what they caused.
 */
import type { Reason } from '../classify/taxonomy.ts';
import { type AddressEvent, type Scope, type Weighed, type Weight, weigh } from './address-event.ts';
import {
  days,
  defaultSuppressionPolicy,
  hours,
  policyFor,
  type SuppressionPolicies,
  type SuppressionPolicy,
} from './policy.ts';

export interface Suppression {
  readonly scope: Scope;
  readonly state: 'provisional' | 'confirmed' | 'released';
  readonly reason: Reason;
  /** Id of the event that brought the entry into this state; null when its time ran out. */
  readonly cause: string | null;
  readonly rule: string | null;
  readonly template: string | null;
  readonly who: string | null;
  /** Milliseconds since the epoch, as every instant here. */
  readonly since: number;
  readonly expires_at: number | null;
  /**
   * Of an entry that several soft bounces make: the instants of the first one on each day, the oldest first, as many as it
   * takes. Each soft bounce that follows renews the entry, also when these are known no more.
   */
  readonly rests_on?: readonly number[];
  /** A sentence for people. */
  readonly why: string;
}

export interface SuppressionChange {
  readonly from: Suppression | null;
  readonly to: Suppression;
  /** Id of the event decided on. It need not be the cause of `to`: a late event may change what earlier ones mean. */
  readonly event: string;
}

export interface SuppressionDecision {
  readonly weight: Weight;
  /** Empty when the event was only counted, held or recorded; at most one per scope. */
  readonly changes: readonly SuppressionChange[];
  readonly why: string;
}

/**
 * What an event changes. `history` is all that is known of the address (for the scope `sender`: with that sender); it may hold
 * `event` already.
 *
 *     const verdict = explain('550 5.1.1 User unknown');
 *     const event = { id: 'evt_1', at: 0, type: 'bounced', message_id: 'msg_1', verdict, trusted: true, incident_id: null, who: null } as const;
 *     decideSuppression([], event, 0).changes.map(({ to }) => to.state); // ['confirmed']
 */
export function decideSuppression(
  history: readonly AddressEvent[],
  event: AddressEvent,
  now: number,
  policies: SuppressionPolicies = defaultSuppressionPolicy,
): SuppressionDecision {
  const { weight, why } = weigh(event, policyFor(policies, event));
  if (history.some(({ id }) => id === event.id))
    return { weight: 'nothing', changes: [], why: 'The event has had its effect already.' };
  const changes = (['global', 'sender'] as const).flatMap((scope): SuppressionChange[] => {
    const from = suppressionOf(history, now, policies, scope);
    // No entry any more means that, in the light of the event, there should never have been one.
    const to = suppressionOf([...history, event], now, policies, scope) ?? (from && released(from, event, why));
    return to === null || sameEntry(from, to) ? [] : [{ from, to, event: event.id }];
  });
  return { weight, changes, why: changes[0]?.to.why ?? why };
}

/**
 * The entry that stands at `now`, null when there never was one. `standing`: the entry that stood where `history` begins, for
 * whoever has kept it and not what it rests on; `earlier`: instants of soft bounces of which `history` has no event any more.
 */
export function suppressionOf(
  history: readonly AddressEvent[],
  now: number,
  policies: SuppressionPolicies = defaultSuppressionPolicy,
  scope: Scope = 'global',
  standing: Suppression | null = null,
  earlier: readonly number[] = [],
): Suppression | null {
  let record = recordFrom(standing, earlier);
  for (const outcome of outcomes(history, policies)) {
    if (standing !== null && outcome.event.at < standing.since) continue;
    const shared = outcome.weight === 'delivery' || outcome.weight === 'release';
    if (outcome.scope !== scope && !shared) continue;
    record = advance({ ...record, entry: lapsed(record.entry, outcome.event.at) }, outcome);
  }
  return lapsed(record.entry, now);
}

/** Whether the entry keeps mail from being sent. */
export const stopsMail = (entry: Suppression | null): boolean => entry !== null && entry.state !== 'released';

interface Outcome extends Weighed {
  readonly event: AddressEvent;
  /** The figures that hold for it. */
  readonly policy: SuppressionPolicy;
}

/** What counts so far; `hard` and `soft` are the instants since the last delivery. */
interface AddressRecord {
  readonly entry: Suppression | null;
  readonly hard: readonly number[];
  readonly soft: readonly number[];
  readonly everDelivered: boolean;
}

/** What is provisional would be confirmed if the address had never taken a message. */
const recordFrom = (entry: Suppression | null, soft: readonly number[]): AddressRecord => ({
  ...{ entry, soft, everDelivered: entry?.state === 'provisional' },
  hard: entry?.state === 'provisional' ? [entry.since] : [],
});

/**
 * In order of time: one outcome per message and weight, so that a reject, its notice and a provider's webhook are one
 * bounce. Mail that was taken and then bounced was not delivered.
 */
function outcomes(history: readonly AddressEvent[], policies: SuppressionPolicies): Outcome[] {
  const seen = new Set<string>();
  const first = (key: string): boolean => !seen.has(key) && seen.add(key) !== undefined;
  const bounced = new Set(history.filter(isFinalBounce).map((event) => event.message_id));
  return history
    .map((event): Outcome => {
      const policy = policyFor(policies, event);
      return { event, policy, ...weigh(event, policy) };
    })
    .filter(({ weight, event }) => weight !== 'nothing' && first(event.id))
    .sort((a, b) => a.event.at - b.event.at || (a.event.id < b.event.id ? -1 : 1))
    .filter(({ weight, event }) => {
      if (event.message_id === null || weight === 'by_hand' || weight === 'release') return true;
      if (weight === 'delivery' && bounced.has(event.message_id)) return false;
      return first(`${weight} ${event.message_id}`);
    });
}

const isFinalBounce = ({ type, trusted, verdict }: AddressEvent): boolean =>
  trusted && (type === 'bounced' || type === 'bounce_received') && verdict?.final === true && verdict.bounce !== 'none';

function advance(record: AddressRecord, outcome: Outcome): AddressRecord {
  const { entry } = record;
  switch (outcome.weight) {
    case 'delivery': {
      const cleared = entry?.state === 'provisional' ? released(entry, outcome.event, outcome.why) : entry;
      return { entry: cleared, hard: [], soft: [], everDelivered: true };
    }
    case 'release':
      return {
        ...record,
        entry: entry === null ? null : released(entry, outcome.event, outcome.why),
        hard: [],
        soft: [],
      };
    case 'hard':
      return {
        ...record,
        entry: stronger(entry, hardEntry(record, outcome)),
        hard: [...record.hard, outcome.event.at],
      };
    case 'held':
      return record;
    case 'soft': {
      const soft = [...record.soft, outcome.event.at];
      return { ...record, soft, entry: stronger(entry, softEntry(soft, outcome)) };
    }
    default: // A person's word, most of all a complaint, goes before what servers said.
      return entry?.reason === 'complaint' && stopsMail(entry)
        ? record
        : { ...record, entry: entryOf(outcome, 'confirmed', wordLasts(outcome.event), outcome.why) };
  }
}

const wordLasts = ({ at, expires_at: ends }: AddressEvent): number | null => (ends == null ? null : ends - at);

function hardEntry(record: AddressRecord, outcome: Outcome): Suppression {
  const { policy } = outcome;
  const { at, verdict } = outcome.event;
  const lasts = policy.lasts[verdict?.reason ?? 'undetermined'] ?? null;
  const [first] = record.hard;
  if (first !== undefined && at - first >= policy.confirmAfter)
    return entryOf(
      outcome,
      'confirmed',
      lasts,
      `${outcome.why} Confirmed: an earlier one came ${span(at - first)} before.`,
    );
  if (policy.confirmNeverDelivered && !record.everDelivered)
    return entryOf(outcome, 'confirmed', lasts, `${outcome.why} Confirmed: the address never took a message.`);
  const why = `${outcome.why} Provisional: a second one ${span(policy.confirmAfter)} later or more confirms it, a delivery clears it.`;
  return entryOf(outcome, 'provisional', policy.provisionalLasts, why);
}

function softEntry(soft: readonly number[], outcome: Outcome): Suppression | null {
  const { policy } = outcome;
  const onDays = soft.filter((at, index) => dayOf(at) !== dayOf(soft[index - 1] ?? Number.NaN));
  const lasted = outcome.event.at - (soft[0] ?? 0);
  if (onDays.length < policy.softDays || lasted < policy.softSpan) return null;
  const why = `Soft bounces on ${onDays.length} days over ${span(lasted)} without a delivery between.`;
  const rests_on = onDays.slice(0, policy.softDays);
  return { ...entryOf(outcome, 'confirmed', policy.softLasts, why), rests_on };
}

function entryOf(
  { event, scope, weight }: Outcome,
  state: 'provisional' | 'confirmed',
  lasts: number | null,
  why: string,
): Suppression {
  const { verdict, at } = event;
  return {
    scope,
    state,
    reason: weight === 'complaint' ? 'complaint' : (verdict?.reason ?? 'previously_suppressed'),
    cause: event.id,
    rule: verdict?.rule ?? null,
    template: verdict?.template ?? null,
    who: event.who,
    since: at,
    expires_at: lasts === null ? null : at + lasts,
    why,
  };
}

const dayOf = (at: number): number => Math.floor(at / days);

/** A standing entry gives way only to one that is surer or, equally sure, holds longer. */
function stronger(standing: Suppression | null, next: Suppression | null): Suppression | null {
  if (next === null) return standing;
  if (standing === null || standing.state === 'released') return next;
  if (standing.state !== next.state) return next.state === 'confirmed' ? next : standing;
  return (next.expires_at ?? Infinity) > (standing.expires_at ?? Infinity) ? next : standing;
}

const released = (entry: Suppression, event: AddressEvent, why: string): Suppression =>
  entry.state === 'released'
    ? entry
    : { ...entry, state: 'released', cause: event.id, who: event.who, since: event.at, expires_at: null, why };

function lapsed(entry: Suppression | null, now: number): Suppression | null {
  if (entry === null || entry.expires_at === null || entry.expires_at > now) return entry;
  const why = 'The entry has expired.';
  return { ...entry, state: 'released', cause: null, who: null, since: entry.expires_at, expires_at: null, why };
}

const sameEntry = (a: Suppression | null, b: Suppression): boolean =>
  a !== null && a.state === b.state && a.reason === b.reason && a.cause === b.cause && a.expires_at === b.expires_at;

const span = (duration: number): string =>
  duration < 2 * days ? `${Math.round(duration / hours)} hours` : `${Math.round(duration / days)} days`;
