/** /v1/webhooks: who is told of events, and the secrets that sign it; what was told is webhook-deliveries.ts's. */
import { Type } from 'typebox';
import { parseDuration } from '../../config/units.ts';
import { isSecret } from '../../publish/signature.ts';
import { publicationTypes } from '../../publish/types.ts';
import type { Api, App } from '../api.ts';
import { wireWebhook, wireWebhookWithSecret } from '../publishing-wire.ts';
import { nullable, pageOf, strict, time } from '../schemas.ts';
import { wrongField } from './queue.ts';
import { found, noWebhook, oneWebhook } from './webhook-found.ts';

const tags = ['webhooks'];
const read = { scope: 'webhooks:read' } as const;
const write = { scope: 'webhooks:write' } as const;
const day = 86_400_000;
const longestOverlap = 30 * day;

const endpoint = Type.Object({
  id: Type.String(),
  url: Type.String(),
  description: Type.String(),
  types: Type.Array(Type.String(), { description: 'Empty: all of them' }),
  state: Type.Enum(['active', 'paused', 'disabled']),
  why: nullable(Type.String({ description: 'Why it is paused or disabled' })),
  created_at: time,
  failing_since: nullable(time),
  secrets: Type.Array(Type.Object({ ends_in: Type.String(), until: nullable(time) }), {
    description: 'Those that sign; one that is being changed has an end',
  }),
});
const withSecret = Type.Object({
  ...endpoint.properties,
  secret: Type.String({ description: 'Shown here and never again' }),
});
const url = Type.String({
  minLength: 1,
  maxLength: 2000,
  description: 'https, or http; public unless webhooks.allow_networks has it',
});
const description = Type.String({ maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]*$', description: 'For people' });
const types = Type.Array(Type.Enum([...publicationTypes]), {
  maxItems: 50,
  uniqueItems: true,
  description: 'None: all of them',
});
const secret = Type.String({
  maxLength: 200,
  description: '"whsec_" and 24 to 64 octets in base64; left out: a new one is made',
});

export function webhookRoutes(app: App, api: Api): void {
  const { store, webhooks } = api;
  app.get(
    '/v1/webhooks',
    { config: read, schema: { summary: 'Lists the webhooks', tags, response: { 200: pageOf(endpoint) } } },
    async () => ({ data: (await store.webhooks()).map(wireWebhook), next: null }),
  );
  app.post(
    '/v1/webhooks',
    {
      config: write,
      schema: {
        summary: 'Adds a webhook: it is told what happens from now on; its secret is shown this once',
        tags,
        body: strict({
          url,
          description: Type.Optional(description),
          types: Type.Optional(types),
          secret: Type.Optional(secret),
        }),
        response: { 201: withSecret },
      },
    },
    async ({ body }, reply) => {
      checkUrl(api, body.url);
      checkSecret(body.secret);
      const added = await webhooks.add({ description: '', types: [], ...body });
      return reply.code(201).send(wireWebhookWithSecret(added));
    },
  );
  app.get(
    '/v1/webhooks/:id',
    { config: read, schema: { summary: 'One webhook', tags, params: oneWebhook, response: { 200: endpoint } } },
    async ({ params }) => wireWebhook(found(await store.webhook(params.id))),
  );
  app.patch(
    '/v1/webhooks/:id',
    {
      config: write,
      schema: {
        summary: 'Changes a webhook; one that becomes active again goes on where it stood',
        tags,
        params: oneWebhook,
        body: strict({
          url: Type.Optional(url),
          description: Type.Optional(description),
          types: Type.Optional(types),
          state: Type.Optional(Type.Enum(['active', 'paused'])),
        }),
        response: { 200: endpoint },
      },
    },
    async ({ params, body }) => {
      if (body.url !== undefined) checkUrl(api, body.url);
      if (Object.keys(body).length === 0) throw wrongField('', 'changes nothing');
      return wireWebhook(found(await webhooks.change(params.id, body)));
    },
  );
  app.delete(
    '/v1/webhooks/:id',
    {
      config: write,
      schema: {
        summary: 'Removes a webhook with all that waits for it',
        tags,
        params: oneWebhook,
        response: { 204: Type.Null({ description: 'It is told nothing more' }) },
      },
    },
    async ({ params }, reply) => {
      if (!(await webhooks.remove(params.id))) throw noWebhook();
      return reply.code(204).send(null);
    },
  );
  secretRoutes(app, api);
}

function secretRoutes(app: App, { webhooks }: Api): void {
  app.post(
    '/v1/webhooks/:id/rotate',
    {
      config: write,
      schema: {
        summary: 'Makes a new secret, shown this once; the one before signs beside it for a while',
        tags,
        params: oneWebhook,
        body: strict({
          overlap: Type.Optional(
            Type.String({ maxLength: 50, description: 'Duration such as "24h", the default; at most 30d' }),
          ),
          secret: Type.Optional(secret),
        }),
        response: { 200: withSecret },
      },
    },
    async ({ params, body }) => {
      checkSecret(body.secret);
      const overlap = body.overlap === undefined ? day : parseDuration(body.overlap);
      if (overlap === null || overlap > longestOverlap)
        throw wrongField('/overlap', 'must be a duration such as "24h", at most 30d');
      return wireWebhookWithSecret(found(await webhooks.rotate(params.id, overlap, body.secret)));
    },
  );
}

function checkUrl({ webhooks }: Api, text: string): void {
  const refusal = webhooks.refusal(text);
  if (refusal !== null) throw wrongField('/url', refusal);
}

function checkSecret(text: string | undefined): void {
  if (text !== undefined && !isSecret(text))
    throw wrongField('/secret', 'must be "whsec_" and 24 to 64 octets in base64');
}
