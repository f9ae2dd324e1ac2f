/** Endpoints and deliveries as the API writes them. A secret is written where it was made, and never again. */
import { Type } from 'typebox';
import type { WebhookDelivery, WebhookEndpoint } from '../store/store.ts';
import { instant } from './instant.ts';
import { nullable, time } from './schemas.ts';

const maybe = (at: number | null): string | null => (at === null ? null : instant(at));

export const wireWebhook = (endpoint: WebhookEndpoint) => ({
  id: endpoint.id,
  url: endpoint.url,
  description: endpoint.description,
  types: [...endpoint.types],
  state: endpoint.state,
  why: endpoint.why,
  created_at: instant(endpoint.createdAt),
  failing_since: maybe(endpoint.failingSince),
  secrets: endpoint.secrets.map(({ secret, until }) => ({ ends_in: secret.slice(-4), until: maybe(until) })),
});

export const wireWebhookWithSecret = (endpoint: WebhookEndpoint) => ({
  ...wireWebhook(endpoint),
  secret: endpoint.secrets[0]?.secret ?? '',
});

/** A delivery, as its webhook's list and the events' timelines show it. */
export const delivery = Type.Object({
  id: Type.String(),
  webhook: Type.String(),
  webhook_id: Type.String({ description: 'As the receiver sees it: the same in every attempt and replay' }),
  type: Type.String(),
  at: time,
  state: Type.Enum(['waiting', 'delivered', 'failed']),
  replay: Type.Boolean(),
  attempts: Type.Integer(),
  next_attempt_at: nullable(time),
  last_attempt_at: nullable(time),
  status: nullable(Type.Integer({ description: 'Of the last answer; null when there was none' })),
  error: nullable(Type.String()),
  duration_ms: nullable(Type.Integer()),
  body: Type.String({ description: 'JSON as it is sent' }),
});

export const wireDelivery = (delivery: WebhookDelivery) => ({
  id: delivery.id,
  webhook: delivery.endpoint,
  webhook_id: delivery.publication,
  type: delivery.type,
  at: instant(delivery.at),
  state: delivery.state,
  replay: delivery.replay,
  attempts: delivery.attempts,
  next_attempt_at: delivery.state === 'waiting' ? instant(delivery.nextAt) : null,
  last_attempt_at: maybe(delivery.lastAt),
  status: delivery.status,
  error: delivery.error,
  duration_ms: delivery.duration,
  body: delivery.body,
});

export type WireWebhook = ReturnType<typeof wireWebhook>;
export type WireDelivery = ReturnType<typeof wireDelivery>;
