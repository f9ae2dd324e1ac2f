/** /v1/keys: who may use the API. A key never grants what its maker may not do. */
import { Type } from 'typebox';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { newKey, restrictions, scopes } from '../keys.ts';
import { isMasked } from '../masked.ts';
import { strict, time } from '../schemas.ts';
import { wireKey } from '../wire.ts';

const key = Type.Object({
  id: Type.String(),
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  created_at: time,
});
const config = { scope: 'keys:write' } as const;

export function keyRoutes(app: App, { store, keys, ruling, now }: Api): void {
  app.get(
    '/v1/keys',
    {
      config,
      schema: { summary: 'Lists the keys', tags: ['keys'], response: { 200: Type.Object({ data: Type.Array(key) }) } },
    },
    async () => ({ data: (await store.keys()).map(wireKey) }),
  );

  app.post(
    '/v1/keys',
    {
      config,
      schema: {
        summary: 'Makes a key; it is shown this once',
        tags: ['keys'],
        body: strict({
          name: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000-\\u001f\\u007f]*$' }),
          scopes: Type.Array(Type.Enum([...scopes, ...restrictions]), {
            ...{ minItems: 1, maxItems: scopes.length + restrictions.length, uniqueItems: true },
            description: '`masked` grants nothing: the key sees no whole address',
          }),
        }),
        response: { 201: Type.Object({ ...key.properties, key: Type.String({ description: 'Bearer token' }) }) },
      },
    },
    async ({ body, caller }, reply) => {
      if (isMasked(caller) && !body.scopes.includes('masked'))
        throw new Problem('missing_scope', 'Who sees no addresses makes keys that see none', { scope: 'masked' });
      const beyond = body.scopes.find((scope) => scope !== 'masked' && !caller.scopes.has(scope));
      if (beyond !== undefined)
        throw new Problem('missing_scope', `Only who has the scope ${beyond} may grant it`, { scope: beyond });
      const made = newKey(body.name, body.scopes, now());
      await store.addKey(made.key);
      keys.forget();
      await ruling.audit(caller.name, 'key.made', made.key.id, { name: body.name, scopes: body.scopes });
      return reply.code(201).send({ ...wireKey(made.key), key: made.shown });
    },
  );

  app.delete(
    '/v1/keys/:id',
    {
      config,
      schema: {
        summary: 'Revokes a key',
        tags: ['keys'],
        params: Type.Object({ id: Type.String({ maxLength: 100, description: 'Id of the key' }) }),
        response: { 204: Type.Null({ description: 'It counts no more' }) },
      },
    },
    async ({ params, caller }, reply) => {
      const revoked = await store.revokeKey(params.id);
      keys.forget();
      if (!revoked) throw new Problem('not_found', 'There is no such key');
      await ruling.audit(caller.name, 'key.revoked', params.id);
      return reply.code(204).send(null);
    },
  );
}
