/**
 * What the events of a unit do to the suppression list: decided over all that is known of their addresses, and fenced, so
 * that the unit is refused as `stale` when anything about them, or about an incident, was recorded meanwhile. `decideAgain`
 * does the same for an address of which nothing new was heard: what its events mean has changed.
 */
import { decideSuppression, type SuppressionPolicies } from '@hearback/bounce';
import type { AddressLook, Recount, Store, SuppressionEntry, SuppressionWrite, Unit } from '../store/store.ts';
import { type AddressKey, addressKey, keyOf, normalAddress } from './address-key.ts';
import { addressEvent, entriesOf, isRelevant, outliving } from './address-state.ts';
import { corrected, isCorrection } from './corrected.ts';
import type { LedgerEvent } from './event.ts';
import type { Refound } from './failure.ts';
import type { Ids } from './ids.ts';
import type { IncidentBook, KnownIncidents } from './incident-book.ts';
import { heldBy, type Touched } from './incident-hold.ts';
import { recount } from './recount.ts';
import { refoundAmong } from './refound.ts';

export interface DecideDeps {
  readonly store: Pick<Store, 'eventsAbout' | 'suppressionsAbout' | 'effect' | 'heardAmong' | 'listedAmong'>;
  readonly ids: Pick<Ids, 'event'>;
  readonly incidents: Pick<IncidentBook, 'known'>;
  readonly policy: SuppressionPolicies;
  readonly now: () => number;
}

/** Of one address the latest events are looked at; who has more of them gets mail every day and is no doubtful case. */
const mostHistory = 2000;
/** From so many addresses on, as in an import, it is asked first which of them are known at all. */
const manySubjects = 16;

interface Subject {
  readonly key: AddressKey;
  readonly address: string | null;
  /** To be recorded. */
  readonly events: readonly LedgerEvent[];
  /** What it is decided for: the last of them, if none is given. */
  readonly cause?: LedgerEvent;
}

/** A unit that only tells of deliveries, with the condition that none of its addresses has an entry: then it changes none. */
export type Simple = { readonly kind: 'simple'; readonly unit: Unit };
/** One that has to be decided, in the turn of its addresses (hashes). */
export type Doubtful = { readonly kind: 'doubtful'; readonly recipients: readonly number[] };

/** Tells of a delivery, or of nothing that an entry rests on: where an address has no entry, it gets none. */
export const isPlain = (event: LedgerEvent): boolean => event.type === 'delivered' || subjectsOf([event]) === null;

export function sizeUp(unit: Unit): Simple | Doubtful {
  const subjects = subjectsOf(unit.events);
  if (subjects === null) return { kind: 'simple', unit };
  const looks: AddressLook[] = [];
  for (const { key, events } of subjects.values()) {
    if (events.some(({ type }) => type !== 'delivered')) return doubtful(subjects);
    looks.push({ recipient: key.recipient, seen: null });
  }
  return { kind: 'simple', unit: { ...unit, looks } };
}

/** What to do with a simple unit that the store has found stale. */
export function lookedAgain(unit: Unit): Doubtful {
  return doubtful(subjectsOf(unit.events) ?? new Map());
}

const doubtful = (subjects: ReadonlyMap<string, Subject>): Doubtful => ({
  kind: 'doubtful',
  recipients: [...subjects.values()].map(({ key }) => key.recipient),
});

/** The unit with what is decided about all its addresses. */
export async function decide(deps: DecideDeps, unit: Unit): Promise<Unit> {
  const incidents = await deps.incidents.known();
  const subjects = [...(subjectsOf(unit.events)?.values() ?? [])];
  const known = await knownAmong(deps, subjects);
  const decided = await Promise.all(subjects.map((subject) => decideOne(known, incidents, subject)));
  const touched = decided.flatMap((one) => one.touched);
  const incidentOf = new Map(touched.flatMap(({ events, incident }) => events.map(({ id }) => [id, incident.id])));
  const stamped = unit.events.map((event) => {
    const incident_id = incidentOf.get(event.id);
    return incident_id === undefined ? event : { ...event, incident_id };
  });
  return {
    ...unit,
    looks: [...(subjects.length > 0 ? [incidents.look] : []), ...decided.map(({ look }) => look)],
    suppressions: decided.flatMap(({ writes }) => writes),
    recounts: decided.flatMap(({ recounts }) => recounts),
    incidentAddresses: touched.map(({ row }) => row),
    excused: touched.flatMap(({ events }) => events),
    refound: decided.flatMap(({ refound }) => refound),
    events: [...stamped, ...decided.flatMap(({ events }) => events)],
  };
}

/** What is decided about one address for the sake of `cause`, an event that is recorded already. */
export async function decideAgain(deps: DecideDeps, address: string, cause: LedgerEvent): Promise<Unit> {
  const incidents = await deps.incidents.known();
  const subject = { key: addressKey(address), address: normalAddress(address), events: [], cause };
  const { look, writes, events, touched, refound } = await decideOne(deps, incidents, subject);
  return {
    ...{ looks: [incidents.look, look], suppressions: writes, events },
    incidentAddresses: touched.map(({ row }) => row),
    excused: touched.flatMap((one) => one.events),
    refound,
  };
}

/** Of those that nothing is known of, nothing is asked one by one; the look is held to that when the unit is committed. */
async function knownAmong(deps: DecideDeps, subjects: readonly Subject[]): Promise<DecideDeps> {
  if (subjects.length < manySubjects) return deps;
  const { store } = deps;
  const recipients = subjects.map(({ key }) => key.recipient);
  const [heard, listed] = await Promise.all([store.heardAmong(recipients), store.listedAmong(recipients)]);
  return {
    ...deps,
    store: {
      ...store,
      eventsAbout: async (recipient, ...asked) => (heard.has(recipient) ? store.eventsAbout(recipient, ...asked) : []),
      suppressionsAbout: async (about) => {
        const some = about.filter((recipient) => listed.has(recipient));
        return some.length === 0 ? [] : store.suppressionsAbout(some);
      },
    },
  };
}

/** Addresses with the events that may change their entries; null for none, as for every message that is accepted. */
function subjectsOf(events: readonly LedgerEvent[]): ReadonlyMap<string, Subject> | null {
  let subjects: Map<string, Subject & { events: LedgerEvent[] }> | null = null;
  for (const event of events) {
    if (!event.trusted || !(isRelevant(event) || isCorrection(event))) continue;
    const { recipient, suppression } = event;
    // Our own record of what was decided decides nothing.
    if (suppression !== undefined && suppression.who === null) continue;
    const hash = suppression?.address_sha256;
    const key = recipient !== null ? addressKey(recipient) : hash === undefined ? null : keyOf(hash);
    if (key === null || weighsNothing(event)) continue;
    subjects ??= new Map();
    const known = subjects.get(key.key);
    if (known !== undefined) known.events.push(event);
    else subjects.set(key.key, { key, address: recipient === null ? null : normalAddress(recipient), events: [event] });
  }
  return subjects;
}

/** By the kind of the event alone: the figures of a policy make no bounce weigh nothing. */
function weighsNothing(event: LedgerEvent): boolean {
  if (event.type === 'delivered' || isCorrection(event)) return false;
  return decideSuppression([], addressEvent(event), event.at).weight === 'nothing';
}

interface Decided {
  readonly look: AddressLook;
  readonly writes: readonly SuppressionWrite[];
  /** That tell others of it. */
  readonly events: readonly LedgerEvent[];
  readonly touched: readonly Touched[];
  readonly recounts: readonly Recount[];
  readonly refound: readonly Refound[];
}

async function decideOne(
  { store, ids, policy, now }: DecideDeps,
  incidents: KnownIncidents,
  { key, address, events, ...given }: Subject,
): Promise<Decided> {
  const [history, standing] = await Promise.all([
    store.eventsAbout(key.recipient, null, mostHistory),
    store.suppressionsAbout([key.recipient]),
  ]);
  const mine = history.map(({ event }) => event).filter((event) => isAbout(event, key, address));
  const known = new Set(mine.map(({ id }) => id));
  const fresh = events.filter(({ id }) => !known.has(id));
  const before = standing.filter((entry) => entry.key === key.key);
  const named = address ?? before.find((entry) => entry.address !== null)?.address ?? null;
  const all = [...mine, ...fresh];
  const held = heldBy(corrected(all), key, named, incidents.index);
  const after = entriesOf(all, key, named, policy, held, outliving(before, mine));
  const touched = held.touched(after);
  const excused = new Set(touched.flatMap((one) => one.events.map(({ id }) => id)));
  const cause = given.cause ?? fresh.at(-1) ?? events[0];
  const writes = cause === undefined ? [] : changes(before, after, key, cause);
  const about = cause?.recipient ?? events[0]?.recipient ?? named;
  return {
    look: { recipient: key.recipient, seen: history[0]?.seq ?? 0 },
    writes,
    recounts: await recount(store.effect, key.recipient, mine, fresh, excused),
    refound: refoundAmong(mine, fresh, excused),
    events:
      cause === undefined ? [] : writes.flatMap((write) => told(write, { ...cause, recipient: about }, ids, now())),
    touched,
  };
}

function isAbout({ recipient, suppression }: LedgerEvent, { key }: AddressKey, address: string | null): boolean {
  if (recipient === null) return suppression?.address_sha256 === key;
  return address === null ? addressKey(recipient).key === key : normalAddress(recipient) === address;
}

function changes(
  before: readonly SuppressionEntry[],
  after: readonly SuppressionEntry[],
  { key, recipient }: AddressKey,
  { id, at, suppression, reclassification }: LedgerEvent,
): readonly SuppressionWrite[] {
  const name = ({ scope, value }: SuppressionEntry): string => `${scope} ${value}`;
  const left = new Map(before.map((entry) => [name(entry), entry]));
  const change = (from: SuppressionEntry | undefined, to: SuppressionEntry | null, why: string) => ({
    ...{
      at,
      event: id,
      who: suppression?.who ?? reclassification?.who ?? null,
      from: from?.state ?? null,
      to: to?.state ?? null,
      why,
    },
  });
  const writes: SuppressionWrite[] = [];
  for (const entry of after) {
    const from = left.get(name(entry));
    left.delete(name(entry));
    if (from !== undefined && isSame(from, entry)) continue;
    const { scope, value, why } = entry;
    writes.push({ key, recipient, scope, value, entry, change: change(from, entry, why) });
  }
  for (const from of left.values()) {
    const { scope, value } = from;
    const why = 'In the light of what was heard since there was no reason for the entry.';
    writes.push({ key, recipient, scope, value, entry: null, change: change(from, null, why) });
  }
  return writes;
}

const isSame = (a: SuppressionEntry, b: SuppressionEntry): boolean =>
  a.state === b.state &&
  a.reason === b.reason &&
  a.cause === b.cause &&
  a.expires_at === b.expires_at &&
  a.since === b.since &&
  a.why === b.why &&
  a.who === b.who &&
  a.rule === b.rule &&
  a.template === b.template &&
  a.incident === b.incident &&
  a.address === b.address;

/** The event that others hear of it by; none where mail is kept back, or not, as before, or a person's own event tells it. */
function told(
  { entry, change, scope, value }: SuppressionWrite,
  cause: LedgerEvent,
  ids: Pick<Ids, 'event'>,
  at: number,
) {
  const stops = (state: SuppressionEntry['state'] | null): boolean => state !== null && state !== 'released';
  if (stops(change.from) === stops(change.to) || cause.suppression !== undefined) return [];
  const type = stops(change.to) ? 'address_suppressed' : 'address_released';
  const { recipient, original_recipient, sender, stream, list, campaign, tags, verdict, message_id } = cause;
  const incident_id = entry?.incident ?? cause.incident_id;
  const event: LedgerEvent = {
    ...{ id: ids.event(at), at, type, message_id, recipient, original_recipient, sender, stream, list, campaign, tags },
    ...{ attempt: null, mx: null, source_ip: null, tls: null, stage: null, reply: null, verdict, source: 'queue' },
    ...{ trusted: true, duration_ms: null, incident_id, ambiguous: false, next_attempt_at: null, attempts: null },
    dominant_reason: null,
    suppression: {
      ...{ scope, value, reason: entry?.reason ?? 'undetermined', who: null },
      ...{ why: change.why, expires_at: entry?.expires_at ?? null },
    },
  };
  return [event];
}
