/** Incidents as they are asked for: with their state, their counts, and what a release would do. */
import type { IncidentCounts, Page } from '../store/store.ts';
import { StoreError } from '../store/store-error.ts';
import { boundOf, type Incident, type IncidentState, stateOf } from './incident.ts';
import type { IncidentsDeps } from './incidents.ts';

export interface IncidentView {
  readonly incident: Incident;
  readonly state: IncidentState;
  readonly counts: IncidentCounts;
}

/** What a release does, or would do. */
export interface ReleaseReport {
  /** Within the share, whatever their state. */
  readonly addresses: number;
  /** Held now, and let go by it. */
  readonly released: number;
  /** Held still. */
  readonly held: number;
}

export interface IncidentViews {
  /** The latest first. */
  readonly list: (state: IncidentState | null, after: string | null, limit: number) => Promise<Page<IncidentView>>;
  readonly get: (id: string) => Promise<IncidentView | null>;
  readonly preview: (id: string, share: number) => Promise<ReleaseReport>;
}

export function incidentViews({ store, recorder }: Pick<IncidentsDeps, 'store' | 'recorder'>): IncidentViews {
  async function viewOf(incidents: readonly Incident[]): Promise<readonly IncidentView[]> {
    const counts = await store.incidentCounts(incidents.map(({ id }) => id));
    return incidents.map((incident) => ({
      ...{ incident, state: stateOf(incident) },
      counts: counts.get(incident.id) ?? nobody,
    }));
  }

  return {
    list: async (state, after, limit) => {
      const { all } = await recorder.incidents.refresh();
      // Where it stands among all: it may be in another state by now.
      const begin = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
      if (after !== null && begin === 0) throw new StoreError('rejected', 'this is no cursor of this list');
      const wanted = all.slice(begin).filter((incident) => state === null || stateOf(incident) === state);
      const page = wanted.slice(0, limit);
      const next = limit < wanted.length ? (page.at(-1)?.id ?? null) : null;
      return { data: await viewOf(page), next };
    },
    get: async (id) => {
      const { all } = await recorder.incidents.refresh();
      const [view = null] = await viewOf(all.filter((incident) => incident.id === id));
      return view;
    },
    preview: async (id, share) => {
      const { held, all } = await store.incidentShare(id, boundOf(share));
      const { held: inAll = 0 } = (await store.incidentCounts([id])).get(id) ?? {};
      return { addresses: all, released: held, held: inAll - held };
    },
  };
}

const nobody: IncidentCounts = { addresses: 0, messages: 0, held: 0, released: 0, suppressed: 0, lastAt: null };
