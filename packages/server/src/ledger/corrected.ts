/**
 * What events say when corrections among them are followed. A correction is an event of its own (`reclassified`), taking one
 * back is another: which of them is in force is a function of the set, so that no order of recording matters. Of several that
 * nobody took back, a person's goes before those of rules that were applied, whichever came first; of these, the latest holds.
 */
import type { EventType, LedgerEvent } from './event.ts';

/** Events whose verdict decides what they count for. */
export const correctable: ReadonlySet<EventType> = new Set<EventType>([
  'deferred',
  'bounced',
  'expired',
  'bounce_received',
]);

/** The correction in force, by the id of the event that it is about. */
export function correctionsIn(events: readonly LedgerEvent[]): ReadonlyMap<string, LedgerEvent> {
  const takenBack = new Set<string>();
  for (const { reclassification } of events)
    if (reclassification?.undoes != null) takenBack.add(reclassification.undoes);
  const found = new Map<string, LedgerEvent>();
  for (const event of events) {
    const { reclassification: told, trusted } = event;
    if (told === undefined || told.undoes !== null || !trusted || takenBack.has(event.id)) continue;
    const known = found.get(told.event);
    if (known === undefined || goesBefore(event, known)) found.set(told.event, event);
  }
  return found;
}

/** Without the corrections themselves. The same list when there are none. */
export function corrected(events: readonly LedgerEvent[]): readonly LedgerEvent[] {
  if (!events.some(isCorrection)) return events;
  const corrections = correctionsIn(events);
  return events.filter((event) => !isCorrection(event)).map((event) => follow(event, corrections.get(event.id)));
}

/** Each event with every verdict that it ever had. The same list when nothing was corrected. */
export function everRead(events: readonly LedgerEvent[]): readonly LedgerEvent[] {
  if (!events.some(isCorrection)) return events;
  const byId = new Map(events.map((event) => [event.id, event]));
  return events.flatMap((event): LedgerEvent | readonly [] => {
    if (!isCorrection(event)) return event;
    const about = byId.get(event.reclassification?.event ?? '');
    return about === undefined || event.verdict === null ? [] : follow(about, event);
  });
}

export function follow(event: LedgerEvent, correction: LedgerEvent | undefined): LedgerEvent {
  if (correction === undefined || !correctable.has(event.type)) return event;
  return { ...event, verdict: correction.verdict };
}

export const isCorrection = ({ type }: LedgerEvent): boolean => type === 'reclassified';

const isByHand = ({ reclassification }: LedgerEvent): boolean => reclassification?.run === null;

function goesBefore(a: LedgerEvent, b: LedgerEvent): boolean {
  if (isByHand(a) !== isByHand(b)) return isByHand(a);
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}
