/**
 * The incidents that this process knows, read once and again whenever the store refuses a unit as `stale`: whoever decides
 * about a bounce names the newest event of an incident that it has seen (`look`), so that no process decides by an incident
 * that another has closed, or without one that another has opened.
 */
import { lookAgain } from '../duty/look-again.ts';
import type { AddressLook, Store } from '../store/store.ts';
import type { LedgerEvent } from './event.ts';
import { type Incident, type IncidentIndex, incidentsOf, indexOf } from './incident.ts';
import { incidentSubject } from './subject.ts';

export interface KnownIncidents {
  /** The latest first. */
  readonly all: readonly Incident[];
  readonly index: IncidentIndex;
  /** The newest event of each, by its id: what a decision about an address is made for. */
  readonly latest: ReadonlyMap<string, LedgerEvent>;
  readonly look: AddressLook;
}

export interface IncidentBook {
  readonly known: () => Promise<KnownIncidents>;
  /** What was recorded before the call is read. */
  readonly refresh: () => Promise<KnownIncidents>;
}

const atOnce = 500;

export function createIncidentBook(store: Pick<Store, 'eventsAbout'>): IncidentBook {
  const events = new Map<string, LedgerEvent>();
  let seen = 0;
  let last: KnownIncidents | null = null;

  const refresh = lookAgain(async (): Promise<KnownIncidents> => {
    const before = seen;
    let oldest: number | null = null;
    for (;;) {
      const page = await store.eventsAbout(incidentSubject, oldest, atOnce);
      for (const { event } of page) events.set(event.id, event);
      seen = Math.max(seen, page[0]?.seq ?? 0);
      oldest = page.at(-1)?.seq ?? 0;
      if (page.length < atOnce || oldest <= before) break;
    }
    if (last !== null && seen === before) return last;
    const all = incidentsOf([...events.values()]);
    const inTime = [...events.values()].sort((a, b) => a.at - b.at);
    const latest = new Map(inTime.map((event) => [event.incident_id ?? '', event]));
    last = { all, index: indexOf(all), latest, look: { recipient: incidentSubject, seen } };
    return last;
  });
  return { known: async () => last ?? refresh(), refresh };
}
