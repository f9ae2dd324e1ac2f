/**
 * What the events about one address come to: its entries on the suppression list. A function of the set of events, without
 * a clock: an entry that runs out keeps its `expires_at`, and whoever asks compares it with the time.
 *
 * Global entries, and those of a sender whom the recipient has blocked, are the library's (`suppressionOf`). What a person
 * says of a stream, a list or a sender stands for itself: the latest word holds.
 */
import {
  type AddressEvent,
  type AddressEventType,
  type Suppression,
  type SuppressionPolicies,
  suppressionOf,
} from '@hearback/bounce';
import type { SuppressionEntry } from '../store/store.ts';
import { type AddressKey, normalAddress } from './address-key.ts';
import { corrected } from './corrected.ts';
import type { EventType, LedgerEvent, SuppressionTold } from './event.ts';
import type { AddressHold } from './incident-hold.ts';
import { outcomeMessage } from './subject.ts';

const relevant: ReadonlySet<EventType> = new Set<AddressEventType & EventType>([
  'delivered',
  'deferred',
  'bounced',
  'expired',
  'bounce_received',
  'feedback_received',
  'auto_reply_received',
  'address_suppressed',
  'address_released',
]);

export const isRelevant = ({ type }: LedgerEvent): boolean => relevant.has(type);

/** As the library reads it. Events of one message are one outcome, also of a message that is not ours. */
export function addressEvent(event: LedgerEvent, incident: string | null = null): AddressEvent {
  const { id, at, type, verdict, trusted, suppression } = event;
  return {
    ...{ id, at, verdict, trusted, incident_id: incident, expires_at: suppression?.expires_at ?? null },
    type: type as AddressEventType,
    message_id: outcomeMessage(event),
    who: suppression?.who ?? null,
    stream: event.stream,
  };
}

/** What is known of an address beside its events, some of which were swept, or lie too far back to be looked at. */
export interface Outliving {
  /** Entries whose cause is gone: each stands for what it rests on. */
  readonly entries: readonly SuppressionEntry[];
  /** Instants of the soft bounces that are gone of those that an entry takes. */
  readonly softBounces: readonly number[];
}

/** What an incident holds follows from the incident. */
export function outliving(entries: readonly SuppressionEntry[], events: readonly LedgerEvent[]): Outliving {
  const kept = new Set(events.map(({ id }) => id));
  const instants = new Set(events.map(({ at }) => at));
  const soft = entries.find(({ scope, state }) => scope === 'global' && state !== 'released')?.restsOn ?? [];
  return {
    entries: entries.filter(({ cause, incident }) => incident === null && cause !== null && !kept.has(cause)),
    softBounces: soft.filter((at) => !instants.has(at)),
  };
}

const nothing: Outliving = { entries: [], softBounces: [] };

/** In no particular order, at most one for each scope and value. `address` null: only its hash is known. */
export function entriesOf(
  events: readonly LedgerEvent[],
  { key }: AddressKey,
  address: string | null,
  policy: SuppressionPolicies,
  hold: AddressHold,
  { entries: standing, softBounces }: Outliving = nothing,
): readonly SuppressionEntry[] {
  const about = corrected(events).filter(isRelevant);
  const narrow = narrowWords(about, policy);
  const narrowed = new Set(narrow.map(({ event }) => event));
  const automatic = about.filter((event) => !narrowed.has(event));
  const byId = new Map(about.map((event) => [event.id, event]));
  const entries: Entries = new Map();
  const put = (entry: SuppressionEntry): void => void entries.set(placeOf(entry), entry);
  for (const entry of standing) put({ ...entry, address });
  const whole = { key, address };
  const folded = (
    history: readonly LedgerEvent[],
    scope: 'global' | 'sender',
    value: string,
  ): SuppressionEntry | null => {
    const before = entries.get(placeOf({ scope, value }));
    const weighed = history.map((event) => addressEvent(event, hold.incidentOf(event)));
    const stood = before === undefined ? null : { ...before, scope };
    const earlier = scope === 'global' ? softBounces : [];
    const found = suppressionOf(weighed, forever, policy, scope, stood, earlier);
    return found === null ? null : stored(found, { ...whole, scope, value }, byId);
  };

  const global = folded(automatic, 'global', '');
  if (hold.entry !== null && (global === null || global.state === 'released')) put({ ...hold.entry, ...whole });
  else if (global !== null) put(global);
  for (const sender of sendersIn(automatic, standing)) {
    const history = automatic.filter((event) => event.sender !== null && normalAddress(event.sender) === sender);
    const blocked = folded(history, 'sender', sender);
    if (blocked !== null) put(blocked);
  }
  for (const word of narrow) {
    const entry = afterWord(entries.get(placeOf(word)), word, whole);
    if (entry !== null) put(entry);
  }
  return [...entries.values()];
}

type Entries = Map<string, SuppressionEntry>;

const placeOf = ({ scope, value }: Pick<SuppressionEntry, 'scope' | 'value'>): string => `${scope} ${value}`;

/** Before every instant: nothing has expired. */
const forever = Number.NEGATIVE_INFINITY;

const inTime = (a: LedgerEvent, b: LedgerEvent): number => a.at - b.at || (a.id < b.id ? -1 : 1);

const isByHand = ({ suppression, trusted }: LedgerEvent): boolean => trusted && suppression?.who != null;

/** Only whom a recipient has blocked needs a look of its own. */
function sendersIn(events: readonly LedgerEvent[], standing: readonly SuppressionEntry[]): ReadonlySet<string> {
  const senders = new Set(standing.flatMap(({ scope, value }) => (scope === 'sender' ? value : [])));
  for (const { sender, verdict } of events)
    if (sender !== null && verdict?.reason === 'blocked_by_recipient') senders.add(normalAddress(sender));
  return senders;
}

/** What somebody said of the mail of one stream, list or sender. */
interface NarrowWord {
  readonly event: LedgerEvent;
  readonly scope: Exclude<SuppressionEntry['scope'], 'global'>;
  readonly value: string;
  /** By hand; null: the recipient complained. */
  readonly told: SuppressionTold | null;
}

/** In order of time. */
function narrowWords(events: readonly LedgerEvent[], policies: SuppressionPolicies): readonly NarrowWord[] {
  const words = events.flatMap((event): NarrowWord | readonly [] => {
    const { suppression: told } = event;
    if (told === undefined) return narrowComplaint(event, policies) ?? [];
    const { scope, value } = told;
    return scope === 'global' || !isByHand(event) ? [] : { event, scope, value, told };
  });
  return words.sort((a, b) => inTime(a.event, b.event));
}

/** The entry of its place after it; null: as it was. A complaint that stands goes before what a person says against an address. */
function afterWord(
  before: SuppressionEntry | undefined,
  { event, scope, value, told }: NarrowWord,
  whole: Pick<Place, 'key' | 'address'>,
): SuppressionEntry | null {
  if (before !== undefined && before.since > event.at) return null;
  if (event.type === 'address_released')
    return before === undefined || told === null ? null : byHand(event, told, whole);
  const complained =
    before?.reason === 'complaint' &&
    before.who === null &&
    before.state !== 'released' &&
    (before.expires_at === null || before.expires_at > event.at);
  if (complained) return null;
  return told === null ? complaint(event, { ...whole, scope, value }) : byHand(event, told, whole);
}

/** A complaint that is to end the mail of its stream or list alone; null for any other event. */
function narrowComplaint(event: LedgerEvent, policies: SuppressionPolicies): NarrowWord | null {
  if (event.type !== 'feedback_received' || !event.trusted) return null;
  const policy = typeof policies === 'function' ? policies(addressEvent(event)) : policies;
  const { complaintScope: scope = 'global' } = policy;
  const value = scope === 'global' ? null : event[scope];
  // One that names no list is about all mail.
  return scope === 'global' || value === null ? null : { event, scope, value, told: null };
}

const complaint = ({ id, at, incident_id: incident }: LedgerEvent, place: Place) =>
  ({
    ...place,
    ...{ state: 'confirmed', reason: 'complaint', cause: id, rule: null, template: null, incident, who: null },
    ...{ why: 'The recipient reported a message as spam.', since: at, expires_at: null },
  }) as const satisfies SuppressionEntry;

type Place = Pick<SuppressionEntry, 'key' | 'address' | 'scope' | 'value'>;

function stored(
  { state, reason, cause, rule, template, who, why, since, expires_at, rests_on }: Suppression,
  place: Place,
  events: ReadonlyMap<string, LedgerEvent>,
): SuppressionEntry {
  const event = cause === null ? undefined : events.get(cause);
  const told = event?.type === 'address_suppressed' ? event.suppression : undefined;
  return {
    ...place,
    ...{ state, cause, rule, template, who, since },
    incident: null,
    reason: told?.reason ?? reason,
    why: told === undefined || told.why === '' ? why : told.why,
    expires_at,
    ...(rests_on && { restsOn: rests_on }),
  };
}

const byHand = (event: LedgerEvent, told: SuppressionTold, { key, address }: Pick<Place, 'key' | 'address'>) =>
  ({
    ...{ key, address, scope: told.scope, value: told.value },
    state: event.type === 'address_suppressed' ? 'confirmed' : 'released',
    ...{ reason: told.reason, cause: event.id, rule: null, template: null, incident: null, who: told.who },
    ...{ why: told.why, since: event.at },
    expires_at: event.type === 'address_suppressed' ? told.expires_at : null,
  }) as const satisfies SuppressionEntry;
