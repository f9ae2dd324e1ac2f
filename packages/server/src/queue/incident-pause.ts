/**
 * Pauses the lanes that an incident of ours is about: those of the streams that run from the blocked address, and of one
 * provider alone where only that one refuses us. What came up since is paused at the next look, and what would go on by itself before.
 */
import { reasonText } from '@hearback/bounce';
import type { Incident } from '../ledger/incident.ts';
import type { LanePause } from '../ledger/incidents.ts';
import { providerOfHost } from '../ledger/provider-of-host.ts';
import type { LaneState } from '../store/rows.ts';
import type { LaneView, QueueControl } from './control.ts';

export interface IncidentPauseDeps {
  readonly control: Pick<QueueControl, 'lanes' | 'pause' | 'resume'>;
  /** Configured sources: the address that each is bound to; null: whichever the system takes. */
  readonly sources: ReadonlyMap<string, { readonly address: string | null }>;
}

const pauserOf = ({ id }: Pick<Incident, 'id'>): string => `incident:${id}`;

export function createIncidentPause({ control, sources }: IncidentPauseDeps): LanePause {
  const isMeant = (incident: Incident, { site, source }: LaneView): boolean => {
    const bound = sources.get(source)?.address ?? null;
    if (bound !== null && incident.sourceIp !== null && bound !== incident.sourceIp) return false;
    // A site has the name of its provider where all its hosts are the provider's, else those of its hosts.
    return incident.provider === null || [site, providerOfSite(site)].includes(incident.provider);
  };
  return {
    pause: async (incident, until) => {
      const why = `Our own incident ${incident.id}: ${reasonText(incident.reason)}`;
      const lanes = control
        .lanes()
        .filter(({ state }) => state === null || state.suspendedSince === null || endsSooner(state, until))
        .filter((lane) => isMeant(incident, lane));
      await Promise.all(lanes.map(({ lane }) => control.pause(lane, until, pauserOf(incident), why)));
    },
    resume: async (incident) => {
      const lanes = control
        .lanes()
        .filter(({ state }) => state?.suspendedSince != null && state.by === pauserOf(incident));
      await Promise.all(lanes.map(({ lane }) => control.resume(lane, pauserOf(incident))));
    },
  };
}

/** By itself, as a brake or another incident has set it. What a person has paused is theirs. */
function endsSooner({ by, suspendedUntil }: LaneState, until: number | null): boolean {
  const byItself = by === 'auto' || by.startsWith('incident:');
  return byItself && suspendedUntil !== null && (until === null || suspendedUntil < until);
}

const providerOfSite = (site: string): string => providerOfHost(site.split(/[\s,]/)[0] ?? site);
