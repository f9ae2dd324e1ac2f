/**
 * What the events of a unit do to the suppression list: decided over all that is known of their addresses, and fenced, so
 * that the unit is refused as `stale` when anything about them, or about an incident, was recorded meanwhile. `decideAgain`
 * does the same for an address of which nothing new was heard: what its events mean has changed.
 */
import { decideSuppression } from '@hearback/bounce';
import type { AddressLook, IncidentAddress, Store, Unit } from '../store/store.ts';
import { addressKey, keyOf, normalAddress } from './address-key.ts';
import { addressEvent, isRelevant } from './address-state.ts';
import { isCorrection } from './corrected.ts';
import { type AddressDeps, decideAddress, type Subject } from './decide-address.ts';
import type { LedgerEvent } from './event.ts';
import type { IncidentBook } from './incident-book.ts';

export interface DecideDeps extends AddressDeps {
  readonly store: AddressDeps['store'] & Pick<Store, 'heardAmong' | 'listedAmong'>;
  readonly incidents: Pick<IncidentBook, 'known'>;
}

/** From so many addresses on, as in an import, it is asked first which of them are known at all. */
const manySubjects = 16;

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
  const decided = await Promise.all(subjects.map((subject) => decideAddress(known, incidents, subject)));
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
    incidentAddresses: decided.flatMap(({ rows }) => rows),
    excused: touched.flatMap(({ events }) => events),
    refound: decided.flatMap(({ refound }) => refound),
    events: [...stamped, ...decided.flatMap(({ events }) => events)],
  };
}

/** What is decided about one address for the sake of `cause`, an event that is recorded already. */
export async function decideAgain(
  deps: DecideDeps,
  address: string,
  cause: LedgerEvent,
  held?: IncidentAddress,
): Promise<Unit> {
  const incidents = await deps.incidents.known();
  const subject = { key: addressKey(address), address: normalAddress(address), events: [], cause, held };
  const { look, writes, events, touched, rows, refound } = await decideAddress(deps, incidents, subject);
  return {
    ...{ looks: [incidents.look, look], suppressions: writes, events },
    incidentAddresses: rows,
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
