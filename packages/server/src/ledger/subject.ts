/** Which address an event is about, and which outcome: what the tables of effects and suppression are keyed by. */
import { addressKey, keyOf } from './address-key.ts';
import type { EventType, LedgerEvent } from './event.ts';

/** Events that say what became of a message to an address, or whether it gets mail: they are found by the address. */
const concerning: ReadonlySet<EventType> = new Set<EventType>([
  'delivered',
  'deferred',
  'bounced',
  'expired',
  'cancelled',
  'bounce_received',
  'feedback_received',
  'auto_reply_received',
  'suppressed_send',
  'address_suppressed',
  'address_released',
  'reclassified',
]);

/** What the events of incidents are found by, and looks at them are held against: no hash of an address is negative. */
export const incidentSubject = -1;

/** Mail that we wrote ourselves has been taken into the queue: how many such a sender has had is asked for every notice. */
export const isOurLetter = ({ type, source }: Pick<LedgerEvent, 'type' | 'source'>): boolean =>
  type === 'accepted' && source === 'queue';

/** Hash of the address (address-key.ts) that the event is to be found by; null: by none. */
export function subjectOf(event: LedgerEvent): number | null {
  const { type, recipient, suppression, incident } = event;
  if (incident !== undefined) return incidentSubject;
  if (!concerning.has(type) && !isOurLetter(event)) return null;
  if (recipient !== null) return addressKey(recipient).recipient;
  return suppression?.address_sha256 === undefined ? null : keyOf(suppression.address_sha256).recipient;
}

/** Names the message: our id, or the id a foreign server or provider gave it, or, where neither is known, the event's own. */
export const outcomeMessage = ({ message_id, foreign_message, id }: LedgerEvent): string =>
  message_id ?? `x:${foreign_message ?? id}`;
