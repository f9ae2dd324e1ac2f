/**
 * An incident: a wave of bounces that says something about a receiver (it refuses everybody for a while) or about us (we are
 * blocked, our authentication is broken), and nothing about the addresses. It is what its events say, in whatever order they
 * are read: the first of them opens it, `incident_closed` ends what it covers, `incident_released` gives a share of its
 * addresses back. Which bounces are its own follows from it and from the bounce alone, so that an address ends in the same
 * state whether its bounce was recorded before the incident or after it.
 */
import { type Reason, taxonomy } from '@hearback/bounce';
import type { IncidentFigures, IncidentTold, LedgerEvent } from './event.ts';

export interface IncidentRelease {
  readonly at: number;
  /** 0 to 1. */
  readonly share: number;
  readonly who: string | null;
  /** Id of the event. */
  readonly event: string;
}

export interface Incident {
  readonly id: string;
  readonly kind: IncidentTold['kind'];
  readonly reason: Reason;
  readonly provider: string | null;
  readonly template: string | null;
  readonly sourceIp: string | null;
  /** It covers bounces of `from` up to and without `until`; null: it goes on. */
  readonly from: number;
  readonly until: number | null;
  readonly openedAt: number;
  readonly closedAt: number | null;
  /** The earliest first. */
  readonly releases: readonly IncidentRelease[];
  readonly figures: IncidentFigures | null;
}

export type IncidentState = 'open' | 'closed' | 'released';

export const releasedShare = ({ releases }: Incident): number => Math.max(0, ...releases.map(({ share }) => share));

export function stateOf(incident: Incident): IncidentState {
  if (incident.closedAt === null) return 'open';
  return releasedShare(incident) < 1 ? 'closed' : 'released';
}

/** When all of it was released; null before. */
export const releasedAt = ({ releases }: Incident): number | null =>
  releases.find(({ share }) => share >= 1)?.at ?? null;

/** The latest first. Events of other kinds are passed over. */
export function incidentsOf(events: readonly LedgerEvent[]): readonly Incident[] {
  const incidents = new Map<string, Incident>();
  for (const event of events) {
    const { incident_id: id, incident: told } = event;
    if (id === null || told === undefined) continue;
    incidents.set(id, joined(incidents.get(id) ?? bare(id, told), event, told));
  }
  return [...incidents.values()].sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1));
}

const bare = (id: string, { kind, reason, provider, template, source_ip, from }: IncidentTold): Incident => ({
  ...{ id, kind, reason, provider, template, sourceIp: source_ip, from },
  ...{ until: null, openedAt: Number.POSITIVE_INFINITY, closedAt: null, releases: [], figures: null },
});

function joined(incident: Incident, { id, at, type }: LedgerEvent, told: IncidentTold): Incident {
  switch (type) {
    case 'incident_opened':
      return { ...incident, openedAt: Math.min(incident.openedAt, at), figures: incident.figures ?? told.figures };
    case 'incident_closed': {
      // Whoever closes it twice has closed it once: the later end covers more.
      const until = Math.max(incident.until ?? 0, told.until ?? at);
      return {
        ...incident,
        openedAt: Math.min(incident.openedAt, at),
        closedAt: Math.max(incident.closedAt ?? 0, at),
        until,
      };
    }
    case 'incident_released': {
      const release = { at, share: told.share ?? 1, who: told.who, event: id };
      const releases = [...incident.releases.filter(({ event }) => event !== id), release];
      return { ...incident, releases: releases.sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1)) };
    }
    default:
      return incident;
  }
}

/** Hashes of addresses (address-key.ts) spread evenly below this: a share of them is those below a bound. */
const hashes = 2 ** 53;
export const boundOf = (share: number): number => Math.floor(share * hashes);

/** The release that gave this address (its hash) back; null: none has. */
export function releaseOf({ releases }: Incident, recipient: number): IncidentRelease | null {
  return releases.find(({ share }) => recipient < boundOf(share)) ?? null;
}

/** What a bounce has to say to be of the incident. */
export interface WaveKey {
  readonly kind: Incident['kind'];
  readonly provider: string | null;
  readonly reason: Reason;
  readonly template: string | null;
  readonly sourceIp: string | null;
}

/** Reasons that say nothing about an address and all about who sends. */
const aboutSender: ReadonlySet<string> = new Set(['blocklist', 'authentication', 'network_dns']);
const reputation: ReadonlySet<Reason> = new Set<Reason>([
  'bad_reputation',
  'blocked_unspecified',
  'policy_restriction',
]);

/** Null for what is of no wave: a soft bounce of the usual kind, a single recipient's wish. */
export function waveOf({ type, trusted, verdict, source_ip }: LedgerEvent): WaveKey | null {
  if (!trusted || verdict === null) return null;
  if (type !== 'bounced' && type !== 'bounce_received' && type !== 'deferred') return null;
  const { reason, provider, template, final, action } = verdict;
  if (type !== 'deferred' && final && taxonomy[reason].action === 'suppress' && action !== 'ignore')
    return { kind: 'receiver', provider: provider ?? 'other', reason, template, sourceIp: null };
  const { category, group } = taxonomy[reason];
  if (category !== 'blocked' || !(aboutSender.has(group) || reputation.has(reason))) return null;
  return { kind: 'sender', provider: provider ?? 'other', reason, template: null, sourceIp: source_ip };
}

/** Waves with the same name are one: of a receiver by its reply, of a sender by what is held against it and the address it sends from. */
export function waveName({ kind, provider, reason, template, sourceIp }: WaveKey): string {
  // Yahoo's replies end in [0], [-5], [-9]: a sign makes no other template.
  if (kind === 'receiver') return JSON.stringify([kind, provider, reason, template?.replaceAll('-<n>', '<n>')]);
  return JSON.stringify([kind, reputation.has(reason) ? 'reputation' : taxonomy[reason].group, sourceIp]);
}

/** Incidents by what their bounces say: asked for every bounce. */
export type IncidentIndex = ReadonlyMap<string, readonly Incident[]>;

export function indexOf(incidents: readonly Incident[]): IncidentIndex {
  const index = new Map<string, Incident[]>();
  for (const incident of incidents) {
    const name = waveName(incident);
    index.set(name, [...(index.get(name) ?? []), incident]);
  }
  return index;
}

/** The incident of a receiver that this bounce belongs to, the earliest of several; null for none. */
export function coveredBy(index: IncidentIndex, event: LedgerEvent): Incident | null {
  if (index.size === 0) return null;
  const wave = waveOf(event);
  if (wave === null || wave.kind === 'sender') return null;
  let found: Incident | null = null;
  for (const incident of index.get(waveName(wave)) ?? []) {
    if (event.at < incident.from || (incident.until !== null && event.at >= incident.until)) continue;
    if (found === null || incident.from < found.from || (incident.from === found.from && incident.id < found.id))
      found = incident;
  }
  return found;
}
