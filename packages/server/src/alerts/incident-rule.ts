/** The rule about incidents: one alert for each that is open. */
import type { EventType, LedgerEvent } from '../ledger/event.ts';
import { incidentsOf, stateOf } from '../ledger/incident.ts';
import { nextStepOf, sentenceOf } from '../ledger/incident-words.ts';
import type { Page, Store } from '../store/store.ts';
import type { AlertRule } from './condition.ts';

const day = 24 * 60 * 60_000;
/** An incident that was opened before that is nobody's news. */
const looksBack = 30 * day;
const page = 500;

export const incidentRule = (store: Pick<Store, 'events' | 'incidentCounts'>): AlertRule => ({
  name: 'incident_opened',
  description: 'A receiver refuses everybody for a while, or mail of ours is being refused',
  severity: 'critical',
  threshold: null,
  calm: 0,
  look: async (_, now) => {
    const since = now - looksBack;
    const told = [await all(store, 'incident_opened', since), await all(store, 'incident_closed', since)].flat();
    const open = incidentsOf(told).filter((incident) => stateOf(incident) === 'open');
    if (open.length === 0) return [];
    const counts = await store.incidentCounts(open.map(({ id }) => id));
    return open.map((incident) => {
      const known = counts.get(incident.id) ?? { addresses: 0, held: 0 };
      return {
        ...{ key: incident.id, firing: true, value: incident.figures?.rate ?? null },
        sentence: sentenceOf(incident, known),
        nextStep: nextStepOf(incident, known),
      };
    });
  },
});

async function all(store: Pick<Store, 'events'>, type: EventType, since: number): Promise<LedgerEvent[]> {
  const found: LedgerEvent[] = [];
  let after: string | null = null;
  do {
    const { data, next }: Page<LedgerEvent> = await store.events({ type, since }, after, page);
    found.push(...data);
    after = next;
  } while (after !== null);
  return found;
}
