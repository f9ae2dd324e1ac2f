/** What is published by webhook, and which events of the ledger tell it. */
import type { EventType, LedgerEvent } from '../ledger/event.ts';

export const publicationTypes = [
  'message.accepted',
  'message.delivered',
  'message.delayed',
  'message.bounced',
  'message.expired',
  'message.complained',
  'message.suppressed',
  'message.held',
  'bounce.received',
  'bounce.unmatched',
  'bounce.reclassified',
  'address.suppressed',
  'address.unsuppressed',
  'incident.opened',
  'incident.closed',
  'list.health.changed',
  'sender.health.changed',
  'alert.opened',
  'alert.resolved',
  'webhook.test',
] as const;
export type PublicationType = (typeof publicationTypes)[number];

/** Every type that an event of this kind can be published as. */
const told: Readonly<Partial<Record<EventType, readonly PublicationType[]>>> = {
  accepted: ['message.accepted'],
  delivered: ['message.delivered'],
  deferred: ['message.delayed'],
  bounced: ['message.bounced'],
  expired: ['message.expired'],
  bounce_received: ['bounce.received', 'bounce.unmatched', 'message.bounced'],
  feedback_received: ['message.complained'],
  suppressed_send: ['message.suppressed'],
  quarantined: ['message.held'],
  address_suppressed: ['address.suppressed'],
  address_released: ['address.unsuppressed'],
  incident_opened: ['incident.opened'],
  incident_closed: ['incident.closed'],
  health_changed: ['list.health.changed', 'sender.health.changed'],
  reclassified: ['bounce.reclassified'],
};

/** No types: all of them. */
export const wants = (types: readonly string[], type: PublicationType): boolean =>
  types.length === 0 || types.includes(type);

/** The events to look for. */
export const eventsFor = (types: readonly string[]): readonly EventType[] =>
  Object.entries(told).flatMap(([event, published]) =>
    published.some((type) => wants(types, type)) ? [event as EventType] : [],
  );

/** A bounce mail about a message of ours that ends it is both: news of a mail, and the message's bounce. */
export function publishedAs(event: LedgerEvent): readonly PublicationType[] {
  if (event.type === 'health_changed')
    return [event.health?.dimension === 'list' ? 'list.health.changed' : 'sender.health.changed'];
  if (event.type !== 'bounce_received') return told[event.type] ?? [];
  if (!event.trusted || event.recipient === null || isUnmatched(event)) return ['bounce.unmatched'];
  return event.verdict?.final === true && event.verdict.bounce !== 'none'
    ? ['bounce.received', 'message.bounced']
    : ['bounce.received'];
}

const isUnmatched = ({ message_id, foreign_message }: LedgerEvent): boolean =>
  message_id === null && foreign_message === undefined;
