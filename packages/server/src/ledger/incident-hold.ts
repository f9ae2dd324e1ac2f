/**
 * What incidents of receivers do to one address. A bounce that an incident covers counts as soft and suppresses nobody; but as
 * long as the incident is not released, an address that bounced in it and took nothing since is held: it gets no mail, for its
 * receiver says that it does not exist. The release (of all, or first of a share) lets it have mail again, and the bounce
 * stays soft for good. An address that is dead bounces again then, outside of the incident, and is suppressed for that.
 */

import { providerText } from '@hearback/bounce';
import type { IncidentAddress, SuppressionEntry } from '../store/store.ts';
import type { AddressKey } from './address-key.ts';
import type { LedgerEvent } from './event.ts';
import { coveredBy, type Incident, type IncidentIndex, releaseOf } from './incident.ts';
import { outcomeMessage } from './subject.ts';

/** An address of an incident with its bounces in it: none when all of them were corrected since. */
export interface Touched {
  readonly incident: Incident;
  readonly row: IncidentAddress;
  readonly events: readonly LedgerEvent[];
}

export interface AddressHold {
  /** Id of the incident that the event belongs to. */
  readonly incidentOf: (event: LedgerEvent) => string | null;
  /** The entry that stands where nothing else keeps mail back; null: no incident is any reason for one. */
  readonly entry: Omit<SuppressionEntry, 'key' | 'address'> | null;
  /** What is known of the address in each incident, given the entries that were decided on. */
  readonly touched: (entries: readonly SuppressionEntry[]) => readonly Touched[];
}

const untouched: AddressHold = { incidentOf: () => null, entry: null, touched: () => [] };

/** `address` null: only its hash is known, and so no bounce of it. */
export function heldBy(
  events: readonly LedgerEvent[],
  key: AddressKey,
  address: string | null,
  index: IncidentIndex,
): AddressHold {
  const bounces = new Map<Incident, LedgerEvent[]>();
  const incidents = new Map<string, Incident>();
  for (const event of index.size === 0 || address === null ? [] : events) {
    const incident = coveredBy(index, event);
    if (incident === null) continue;
    incidents.set(event.id, incident);
    bounces.set(incident, [...(bounces.get(incident) ?? []), event]);
  }
  if (bounces.size === 0 || address === null) return untouched;
  const last = [...bounces].map(([incident, own]) => ({ incident, event: latest(own) })).reduce(later);
  const entry = clearedAfter(events, last.event) ? null : entryOf(last.incident, last.event, key);
  return {
    incidentOf: ({ id }) => incidents.get(id)?.id ?? null,
    entry,
    touched: (entries) =>
      [...bounces].map(([incident, own]) => ({
        incident,
        row: rowOf(incident, own, key, address, entries),
        events: own,
      })),
  };
}

const inTime = (a: LedgerEvent, b: LedgerEvent): number => a.at - b.at || (a.id < b.id ? -1 : 1);

const latest = (events: readonly LedgerEvent[]): LedgerEvent =>
  events.reduce((one, other) => (inTime(one, other) < 0 ? other : one));

interface Last {
  readonly incident: Incident;
  readonly event: LedgerEvent;
}
const later = (one: Last, other: Last): Last => (inTime(one.event, other.event) < 0 ? other : one);

/** It has taken a message since, or a person has released it. */
function clearedAfter(events: readonly LedgerEvent[], bounce: LedgerEvent): boolean {
  const bounced = new Set(events.filter(isFinalBounce).map(outcomeMessage));
  return events.some(
    (event) =>
      event.trusted &&
      inTime(bounce, event) < 0 &&
      ((event.type === 'delivered' && !bounced.has(outcomeMessage(event))) ||
        (event.type === 'address_released' && event.suppression?.who != null && event.suppression.scope === 'global')),
  );
}

const isFinalBounce = ({ type, trusted, verdict }: LedgerEvent): boolean =>
  trusted && (type === 'bounced' || type === 'bounce_received') && verdict?.final === true && verdict.bounce !== 'none';

function entryOf(
  incident: Incident,
  bounce: LedgerEvent,
  { recipient }: AddressKey,
): NonNullable<AddressHold['entry']> {
  const { verdict } = bounce;
  const release = releaseOf(incident, recipient);
  const common = {
    scope: 'global' as const,
    ...{ value: '', reason: incident.reason, incident: incident.id, expires_at: null },
    ...{ rule: verdict?.rule ?? null, template: verdict?.template ?? null },
  };
  if (release === null) {
    const why = `Held: ${incident.provider === null ? 'the receiver' : providerText(incident.provider)} refuses everybody (incident ${incident.id}); nothing is known against the address.`;
    return { ...common, state: 'provisional', cause: bounce.id, who: null, why, since: bounce.at };
  }
  // A bounce that came after the release of its share was never held.
  const since = Math.max(release.at, bounce.at);
  const why = `Released: the bounce belongs to incident ${incident.id}, which says nothing about the address.`;
  return { ...common, state: 'released', cause: release.event, who: release.who, why, since };
}

function rowOf(
  { id }: Incident,
  bounces: readonly LedgerEvent[],
  { key, recipient }: AddressKey,
  address: string,
  entries: readonly SuppressionEntry[],
): IncidentAddress {
  const times = bounces.map(({ at }) => at);
  return {
    ...{ incident: id, key, recipient, address },
    state: stateIn(id, entries),
    messages: new Set(bounces.map(outcomeMessage)).size,
    firstAt: Math.min(...times),
    lastAt: Math.max(...times),
  };
}

/** Of an address in the incident, given its entries. */
export function stateIn(incident: string, entries: readonly SuppressionEntry[]): IncidentAddress['state'] {
  const global = entries.find(({ scope }) => scope === 'global');
  if (global === undefined || global.state === 'released') return 'released';
  return global.incident === incident ? 'held' : 'suppressed';
}
