/** Endpoints and deliveries as rows. */
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { DeliveryState, WebhookChange, WebhookDelivery, WebhookEndpoint, WebhookState } from './publishing.ts';
import type { Schema } from './schema.ts';

export const readWebhook = (row: Selectable<Schema['webhooks']>): WebhookEndpoint => ({
  ...{ id: row.id, url: row.url, description: row.description, why: row.why, cursor: row.cursor },
  types: JSON.parse(row.types) as string[],
  secrets: JSON.parse(row.secrets) as WebhookEndpoint['secrets'],
  state: row.state as WebhookState,
  createdAt: row.created_at,
  failingSince: row.failing_since,
});

export const webhookRow = (endpoint: WebhookEndpoint): Insertable<Schema['webhooks']> => ({
  ...{ id: endpoint.id, url: endpoint.url, description: endpoint.description, why: endpoint.why },
  ...{ cursor: endpoint.cursor, state: endpoint.state },
  types: JSON.stringify(endpoint.types),
  secrets: JSON.stringify(endpoint.secrets),
  created_at: endpoint.createdAt,
  failing_since: endpoint.failingSince,
});

export function webhookChanges({
  types,
  secrets,
  failingSince,
  ...plain
}: WebhookChange): Updateable<Schema['webhooks']> {
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    ...(types === undefined ? {} : { types: JSON.stringify(types) }),
    ...(secrets === undefined ? {} : { secrets: JSON.stringify(secrets) }),
    ...(failingSince === undefined ? {} : { failing_since: failingSince }),
  };
}

export const readDelivery = (row: Selectable<Schema['deliveries']>): WebhookDelivery => ({
  ...{ id: row.id, endpoint: row.endpoint, publication: row.publication, type: row.type, body: row.body, at: row.at },
  ...{ attempts: row.attempts, status: row.status, error: row.error, duration: row.duration },
  state: row.state as DeliveryState,
  replay: row.replay === 1,
  nextAt: row.next_at,
  lastAt: row.last_at,
});

export const deliveryRow = (delivery: WebhookDelivery): Insertable<Schema['deliveries']> => ({
  ...{ id: delivery.id, endpoint: delivery.endpoint, publication: delivery.publication, type: delivery.type },
  ...{ body: delivery.body, at: delivery.at, state: delivery.state, attempts: delivery.attempts },
  ...{ status: delivery.status, error: delivery.error, duration: delivery.duration },
  replay: delivery.replay ? 1 : 0,
  next_at: delivery.nextAt,
  last_at: delivery.lastAt,
});
