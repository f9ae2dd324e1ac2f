/** /v1/webhooks/…/deliveries: what was told to a webhook, a test of it, and telling it again. */
import { Type } from 'typebox';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { instant } from '../instant.ts';
import { delivery, wireDelivery } from '../publishing-wire.ts';
import { nullable, pageOf, paging, strict } from '../schemas.ts';
import { wrongField } from './queue.ts';
import { found, noWebhook, oneWebhook } from './webhook-found.ts';

const tags = ['webhooks'];
const read = { scope: 'webhooks:read' } as const;
const write = { scope: 'webhooks:write' } as const;

export function webhookDeliveryRoutes(app: App, { store, webhooks }: Api): void {
  app.get(
    '/v1/webhooks/:id/deliveries',
    {
      config: read,
      schema: {
        summary: 'What was told to a webhook and what waits, the latest first',
        tags,
        params: oneWebhook,
        querystring: strict({ state: Type.Optional(delivery.properties.state), ...paging }),
        response: { 200: pageOf(delivery) },
      },
    },
    async ({ params, query }) => {
      found(await store.webhook(params.id));
      const { after = null, limit = 100, state } = query;
      const page = await store.deliveries(params.id, { state }, after, limit);
      return { data: page.data.map(wireDelivery), next: page.next };
    },
  );
  app.post(
    '/v1/webhooks/:id/test',
    {
      config: write,
      schema: {
        summary: 'Sends webhook.test at once and tells what was answered',
        tags,
        params: oneWebhook,
        response: { 200: delivery },
      },
    },
    async ({ params }) => {
      const tested = await webhooks.test(params.id);
      if (tested === null) throw noWebhook();
      return wireDelivery(tested);
    },
  );
  app.post(
    '/v1/webhooks/:id/replay',
    {
      config: write,
      schema: {
        summary: 'Sends again what happened since an instant, behind what waits',
        tags,
        params: oneWebhook,
        body: strict({ since: Type.String({ maxLength: 40, description: 'Instant (RFC 3339)' }) }),
        response: {
          202: Type.Object({
            queued: Type.Integer(),
            next: nullable(Type.String({ description: 'There was more: ask again from then on' })),
          }),
        },
      },
    },
    async ({ params, body }, reply) => {
      const since = Date.parse(body.since);
      if (Number.isNaN(since)) throw wrongField('/since', 'must be an instant (RFC 3339)');
      const replayed = await webhooks.replaySince(params.id, since);
      if (replayed === null) throw noWebhook();
      const next = replayed.next === null ? null : instant(replayed.next);
      return reply.code(202).send({ queued: replayed.queued, next });
    },
  );
  app.post(
    '/v1/deliveries/:id/replay',
    {
      config: write,
      schema: {
        summary: 'Sends one delivery again, behind what waits',
        tags,
        params: Type.Object({ id: Type.String({ pattern: '^whd_[0-9a-f-]{36}$', description: 'Id of the delivery' }) }),
        response: { 202: delivery },
      },
    },
    async ({ params }, reply) => {
      const again = await webhooks.replay(params.id);
      if (again === null) throw new Problem('not_found', 'There is no such delivery any more');
      return reply.code(202).send(wireDelivery(again));
    },
  );
}
