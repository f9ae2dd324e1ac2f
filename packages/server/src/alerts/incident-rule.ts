/** The rule about incidents: one alert for each that is open. */
import type { LedgerEvent } from '../ledger/event.ts';
import type { Store } from '../store/store.ts';
import type { AlertRule } from './condition.ts';

const day = 24 * 60 * 60_000;
/** An incident that was opened before that is nobody's news. */
const looksBack = 30 * day;
const page = 500;

export const incidentRule = (store: Pick<Store, 'events'>): AlertRule => ({
  name: 'incident_opened',
  description: 'A receiver refuses everybody for a while, or one of our own addresses is being refused',
  severity: 'critical',
  threshold: null,
  calm: 0,
  look: async (_, now) => {
    const since = now - looksBack;
    const opened = await all(store, 'incident_opened', since);
    const closed = new Set((await all(store, 'incident_closed', since)).map(({ incident_id: id }) => id));
    const open = new Map(
      opened.flatMap((event) => (isOpen(event, closed) ? [[event.incident_id, event] as const] : [])),
    );
    return [...open].map(([id, event]) => ({
      ...{ key: id ?? '', firing: true, value: null },
      sentence: sentenceOf(event),
      nextStep: `See it with its addresses: \`hearback incidents get ${id}\`.`,
    }));
  },
});

const isOpen = ({ incident_id: id }: LedgerEvent, closed: ReadonlySet<string | null>): boolean =>
  id !== null && !closed.has(id);

async function all(store: Pick<Store, 'events'>, type: LedgerEvent['type'], since: number): Promise<LedgerEvent[]> {
  const found: LedgerEvent[] = [];
  let after: string | null = null;
  do {
    const { data, next }: Awaited<ReturnType<Store['events']>> = await store.events({ type, since }, after, page);
    found.push(...data);
    after = next;
  } while (after !== null);
  return found;
}

function sentenceOf({ incident_id: id, at }: LedgerEvent): string {
  return `The incident ${id} is open since ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC.`;
}
