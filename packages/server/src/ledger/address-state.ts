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
  stopsMail,
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
    ...{ id, at, verdict, trusted, incident_id: incident },
    type: type as AddressEventType,
    message_id: outcomeMessage(event),
    who: suppression?.who ?? null,
    stream: event.stream,
  };
}

/** In no particular order, at most one for each scope and value. `address` null: only its hash is known. */
export function entriesOf(
  events: readonly LedgerEvent[],
  { key }: AddressKey,
  address: string | null,
  policy: SuppressionPolicies,
  hold: AddressHold,
): readonly SuppressionEntry[] {
  const about = corrected(events).filter(isRelevant);
  const narrow = about.flatMap((event) => narrowComplaint(event, policy) ?? []);
  const narrowed = new Set(narrow.map(({ event }) => event));
  const automatic = about.filter(
    (event) => (event.suppression?.scope ?? 'global') === 'global' && !narrowed.has(event),
  );
  const byId = new Map(about.map((event) => [event.id, event]));
  const entries = new Map<string, SuppressionEntry>();
  const put = (entry: SuppressionEntry): void => void entries.set(`${entry.scope} ${entry.value}`, entry);
  const whole = { key, address };

  const weighed = (events: readonly LedgerEvent[]) =>
    events.map((event) => addressEvent(event, hold.incidentOf(event)));
  const global = suppressionOf(weighed(automatic), forever, policy);
  if (stopsMail(global) || hold.entry === null) {
    if (global !== null) put(stored(global, { ...whole, scope: 'global', value: '' }, byId));
  } else put({ ...hold.entry, ...whole });
  for (const sender of sendersIn(automatic)) {
    const history = automatic.filter((event) => event.sender !== null && normalAddress(event.sender) === sender);
    const blocked = suppressionOf(weighed(history), forever, policy, 'sender');
    if (blocked !== null) put(stored(blocked, { ...whole, scope: 'sender', value: sender }, byId));
  }
  for (const { event, scope, value } of narrow.sort((a, b) => inTime(a.event, b.event)))
    if (!entries.has(`${scope} ${value}`)) put(complaint(event, { ...whole, scope, value }));
  for (const event of about.filter(isByHand).sort(inTime)) {
    const { suppression } = event;
    if (suppression === undefined || suppression.scope === 'global') continue;
    const standing = entries.get(`${suppression.scope} ${suppression.value}`);
    if (standing !== undefined && standing.since > event.at) continue;
    if (event.type === 'address_suppressed' || standing !== undefined) put(byHand(event, suppression, whole));
  }
  return [...entries.values()];
}

/** Before every instant: nothing has expired. */
const forever = Number.NEGATIVE_INFINITY;

const inTime = (a: LedgerEvent, b: LedgerEvent): number => a.at - b.at || (a.id < b.id ? -1 : 1);

const isByHand = ({ suppression, trusted }: LedgerEvent): boolean => trusted && suppression?.who != null;

/** Only whom a recipient has blocked needs a look of its own. */
function sendersIn(events: readonly LedgerEvent[]): ReadonlySet<string> {
  const senders = new Set<string>();
  for (const { sender, verdict } of events)
    if (sender !== null && verdict?.reason === 'blocked_by_recipient') senders.add(normalAddress(sender));
  return senders;
}

interface Narrow {
  readonly event: LedgerEvent;
  readonly scope: 'stream' | 'list';
  readonly value: string;
}

/** A complaint that is to end the mail of its stream or list alone; null for any other event. */
function narrowComplaint(event: LedgerEvent, policies: SuppressionPolicies): Narrow | null {
  if (event.type !== 'feedback_received' || !event.trusted) return null;
  const policy = typeof policies === 'function' ? policies(addressEvent(event)) : policies;
  const { complaintScope: scope = 'global' } = policy;
  const value = scope === 'global' ? null : event[scope];
  // One that names no list is about all mail.
  return scope === 'global' || value === null ? null : { event, scope, value };
}

const complaint = ({ id, at, incident_id: incident }: LedgerEvent, place: Place) =>
  ({
    ...place,
    ...{ state: 'confirmed', reason: 'complaint', cause: id, rule: null, template: null, incident, who: null },
    ...{ why: 'The recipient reported a message as spam.', since: at, expires_at: null },
  }) as const satisfies SuppressionEntry;

type Place = Pick<SuppressionEntry, 'key' | 'address' | 'scope' | 'value'>;

function stored(
  { state, reason, cause, rule, template, who, why, since, expires_at }: Suppression,
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
    expires_at: told?.expires_at ?? expires_at,
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
