/** An event as a row: id, time, type and message have columns; the payload is JSON that holds only what is not null (event-places.ts). */
import { type RawBuilder, sql } from 'kysely';
import type { EventType, LedgerEvent } from '../ledger/event.ts';
import { readPayload } from './event-places.ts';
import { idText } from './id.ts';

/** On disk: a code is never given to another type. From `firstSeldom` on, an index finds them by type. */
export const eventCodes: Readonly<Record<EventType, number>> = {
  accepted: 0,
  delivered: 1,
  deferred: 2,
  bounced: 3,
  expired: 4,
  cancelled: 5,
  delayed_notice: 6,
  bounce_received: 7,
  feedback_received: 8,
  auto_reply_received: 9,
  suppressed_send: 10,
  address_suppressed: 11,
  address_released: 12,
  incident_opened: 13,
  incident_closed: 14,
  health_changed: 15,
  reclassified: 16,
  incident_released: 17,
  quarantined: 18,
};
const firstSeldom = 3;

/** A bound value would not find the index. */
export const isOfType = (type: EventType): RawBuilder<boolean> => {
  const code = eventCodes[type];
  return code < firstSeldom ? sql`type = ${code}` : sql`(type = ${code} and type >= ${sql.lit(firstSeldom)})`;
};

const typeOfCode = new Map(Object.entries(eventCodes).map(([type, code]) => [code, type as EventType]));

const absent: Omit<LedgerEvent, 'id' | 'at' | 'type' | 'message_id' | 'source'> = {
  recipient: null,
  original_recipient: null,
  sender: null,
  stream: null,
  list: null,
  campaign: null,
  tags: [],
  attempt: null,
  mx: null,
  source_ip: null,
  tls: null,
  stage: null,
  reply: null,
  verdict: null,
  trusted: false,
  duration_ms: null,
  incident_id: null,
  ambiguous: false,
  next_attempt_at: null,
  attempts: null,
  dominant_reason: null,
};

export interface EventRow {
  readonly seq: number;
  readonly id: Uint8Array;
  readonly at: number;
  readonly type: number;
  readonly message: Uint8Array | null;
  readonly payload: string;
}

export const eventFields = ['seq', 'id', 'at', 'type', 'message', 'payload'] as const;
/** The columns of those. `payload`: how the database gives it. */
export const eventColumns = (payload: RawBuilder<string>) =>
  ['seq', 'id', 'at', 'type', 'message', payload.as('payload')] as const;

export function readEvent({ id, message, ...row }: EventRow): LedgerEvent {
  return eventOf({ ...row, id: idText(id, 'evt_'), message: message === null ? null : idText(message, 'msg_') });
}

/** A row with its ids as text. */
export type EventText = Omit<EventRow, 'id' | 'message'> & { readonly id: string; readonly message: string | null };

export function eventOf(row: EventText): LedgerEvent {
  const type = typeOfCode.get(row.type);
  if (type === undefined) throw new RangeError(`event ${row.seq} is of an unknown type: ${row.type}`);
  return {
    id: row.id,
    at: row.at,
    type,
    message_id: row.message,
    ...absent,
    ...readPayload(row.payload),
  };
}
