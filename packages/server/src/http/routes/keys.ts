/** /v1/keys: who may use the API. A key never grants what its maker may not do. */
import { Type } from 'typebox';
import { readForm } from '../../config/forms.ts';
import { beyond, type SendsAs } from '../../submission/sends-as.ts';
import type { Api, App } from '../api.ts';
import { type ErrorDetail, Problem } from '../errors.ts';
import { type Caller, newKey, restrictions, scopes } from '../keys.ts';
import { isMasked } from '../masked.ts';
import { strict, time } from '../schemas.ts';
import { wireKey } from '../wire.ts';

const key = Type.Object({
  id: Type.String(),
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  senders: Type.Array(Type.String(), { description: 'Whom it may send as' }),
  authors: Type.Array(Type.String(), { description: 'Whom its messages may name; empty: as `senders`' }),
  created_at: time,
});
const list = (least: number, description: string) =>
  Type.Optional(Type.Array(Type.String({ maxLength: 1000 }), { minItems: least, maxItems: 100, description }));
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
          senders: list(
            1,
            'Whom it may send as: "ann@example.com", "@example.com" for a domain, "*" for any; by default whom its maker may',
          ),
          authors: list(
            0,
            'Whom From, Sender, Resent-From and Resent-Sender of its messages may name, where that is not who may be envelope sender',
          ),
        }),
        response: { 201: Type.Object({ ...key.properties, key: Type.String({ description: 'Bearer token' }) }) },
      },
    },
    async ({ body, caller }, reply) => {
      if (isMasked(caller) && !body.scopes.includes('masked'))
        throw new Problem('missing_scope', 'Who sees no addresses makes keys that see none', { scope: 'masked' });
      const lacked = body.scopes.find((scope) => scope !== 'masked' && !caller.scopes.has(scope));
      if (lacked !== undefined)
        throw new Problem('missing_scope', `Only who has the scope ${lacked} may grant it`, { scope: lacked });
      const as = readSendsAs(body, caller);
      const foreign = beyond(caller, as);
      if (foreign !== undefined)
        throw new Problem('sender_not_granted', `Only who may send as ${foreign} may grant it`);
      const granted = { scopes: body.scopes, ...as };
      const made = newKey(body.name, granted, now());
      await store.addKey(made.key);
      keys.forget();
      await ruling.audit(caller.name, 'key.made', made.key.id, { name: body.name, ...granted });
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

function readSendsAs({ senders, authors }: Partial<SendsAs>, maker: Caller): SendsAs {
  const errors: ErrorDetail[] = [];
  const read = (list: readonly string[], field: string): readonly string[] =>
    list.flatMap((text, n) => {
      const formed = readForm('sender', text);
      if (formed.ok) return [formed.text];
      errors.push({ pointer: `/${field}/${n}`, detail: formed.why });
      return [];
    });
  const as =
    senders === undefined
      ? { senders: maker.senders, authors: read(authors ?? maker.authors, 'authors') }
      : { senders: read(senders, 'senders'), authors: read(authors ?? [], 'authors') };
  if (errors.length > 0) throw new Problem('invalid_request', 'The key cannot be made', { errors });
  return as;
}
