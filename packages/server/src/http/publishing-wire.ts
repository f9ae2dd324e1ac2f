/** Endpoints and deliveries as the API writes them. A secret is written where it was made, and never again. */
import type { WebhookDelivery, WebhookEndpoint } from '../store/store.ts';
import { instant } from './wire.ts';

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
