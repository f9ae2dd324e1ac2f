/** Who may ask what: every route there is, without a key, with a wrong one, with every other scope, with the right one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';
import { scopes } from './keys.ts';
import { collectOperations } from './openapi.ts';

let api: TestApi;
interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly scope: string | null;
}
let routes: readonly Route[];

beforeAll(async () => {
  api = await openTestApi();
  const { paths } = (await api.operator.inject('/openapi.json')).json<{
    paths: Record<string, Record<string, { security: { key?: string[] }[] }>>;
  }>();
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      method: method.toUpperCase() as Route['method'],
      url: path
        .replace('{id}', 'msg_01940000-0000-7000-8000-000000000000')
        .replace('{code}', 'internal')
        .replace('{name}', 'shop'),
      scope: security[0] === undefined ? null : (security[0].key?.[0] ?? 'any'),
    })),
  );
});
afterAll(() => api.close());

const statusOf = async ({ method, url }: Route, headers: Record<string, string> = {}): Promise<number> =>
  (await api.app.inject({ method, url, headers, ...(method === 'GET' || method === 'DELETE' ? {} : { payload: {} }) }))
    .statusCode;

describe('every route', () => {
  it('there is has been found', () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.filter(({ scope }) => scope === null).map(({ url }) => url)).toEqual([
      '/livez',
      '/readyz',
      '/errors/internal',
      '/v1/session',
      '/openapi.json',
      '/v1/ingest/providers/shop',
    ]);
  });

  it('with a scope refuses who has no key, and does nothing', async () => {
    const wrong = [{}, { authorization: 'Bearer x' }, { authorization: `Bearer hb_000000000000_${'a'.repeat(43)}` }];
    for (const route of routes.filter(({ scope }) => scope !== null))
      for (const headers of wrong) expect([route, await statusOf(route, headers)]).toEqual([route, 401]);
  });

  it('refuses a key that has every scope but its own', async () => {
    for (const route of routes.filter(({ scope }) => scope !== null && scope !== 'any')) {
      const others = scopes.filter((scope) => scope !== route.scope);
      expect([route, await statusOf(route, await api.authorization(...others))]).toEqual([route, 403]);
    }
  });

  it('lets in a key with its scope alone, but for those of the operator', async () => {
    for (const route of routes) {
      const scope = scopes.find((each) => each === route.scope);
      if (scope === undefined) continue;
      expect([route, [401, 403].includes(await statusOf(route, await api.authorization(scope)))]).toEqual([
        route,
        false,
      ]);
    }
    const full = await api.authorization();
    for (const route of routes.filter(({ scope }) => scope === 'operator'))
      expect([route, await statusOf(route, full)]).toEqual([route, 403]);
  });

  it('that changes something needs a scope that says so; one that only reads needs none such', () => {
    const named = (wrong: (route: Route) => boolean) =>
      routes.filter(wrong).map(({ method, url }) => `${method} ${url}`);
    // What is asked about does not fit into an address.
    expect(named(({ method, scope }) => method !== 'GET' && scope?.endsWith(':read') === true)).toEqual([
      'POST /v1/suppressions/check',
      'POST /v1/rules/lint',
      'POST /v1/rules/test',
      'POST /v1/classify',
      'POST /v1/rules/diff',
    ]);
    expect(named(({ method, scope }) => method === 'GET' && /:(?!read$)/.test(scope ?? ''))).toEqual([
      'GET /v1/keys',
      'GET /v1/sessions',
    ]);
  });

  it('without a word on its scope cannot be made', () => {
    expect(() => api.app.route({ method: 'GET', url: '/open', handler: async () => 'x' })).toThrow();
    expect(collectOperations).toBeTypeOf('function');
  });
});

describe('keys', () => {
  it('are shown once, kept as a hash, and end when revoked', async () => {
    const headers = await api.authorization();
    const made = await api.app.inject({
      method: 'POST',
      url: '/v1/keys',
      headers,
      payload: { name: 'shop', scopes: ['messages:read'] },
    });
    expect(made.statusCode).toBe(201);
    const { id, key } = made.json<{ id: string; key: string }>();
    expect(JSON.stringify(await api.store.keys())).not.toContain(key.replace(/^hb_[0-9a-f]+_/, ''));
    expect((await api.app.inject({ url: '/v1/keys', headers })).body).not.toContain(key);
    const own = { authorization: `Bearer ${key}` };
    expect((await api.app.inject({ url: '/v1/messages', headers: own })).statusCode).toBe(200);
    expect((await api.app.inject({ method: 'DELETE', url: `/v1/keys/${id}`, headers })).statusCode).toBe(204);
    expect((await api.app.inject({ url: '/v1/messages', headers: own })).statusCode).toBe(401);
    expect((await api.app.inject({ method: 'DELETE', url: `/v1/keys/${id}`, headers })).statusCode).toBe(404);
  });

  it('never grant what their maker lacks', async () => {
    const headers = await api.authorization('keys:write');
    const payload = { name: 'more', scopes: ['queue:write'] };
    const refused = await api.app.inject({ method: 'POST', url: '/v1/keys', headers, payload });
    expect(refused.statusCode).toBe(403);
    expect(refused.json()).toMatchObject({ code: 'missing_scope', scope: 'queue:write' });
  });

  describe('made for some senders', () => {
    const post = (headers: Record<string, string>, url: string, payload: object) =>
      api.app.inject({ method: 'POST', url, headers, payload });
    const keyFor = async (more: object, maker?: Record<string, string>): Promise<Record<string, string>> => {
      const payload = { name: 'shop', scopes: ['messages:write', 'keys:write'], ...more };
      const made = await post(maker ?? (await api.authorization()), '/v1/keys', payload);
      expect([made.statusCode, made.body]).toEqual([201, expect.anything()]);
      return { authorization: `Bearer ${made.json<{ key: string }>().key}` };
    };
    const letter = { to: ['jo@far.example'], text: 'x' };
    const foreign = { statusCode: 403, type: 'application/problem+json; charset=utf-8', code: 'sender_not_granted' };
    const answer = async (asked: ReturnType<typeof post>) => {
      const { statusCode, headers, ...answered } = await asked;
      const { code, detail } = answered.json<{ code?: string; detail?: string }>();
      return { statusCode, type: headers['content-type'], code, detail };
    };

    it.each([
      [{ from: 'boss@bank.example' }, '<boss@bank.example>'],
      [{ from: 'Ann <ann@ours.example>', sender: 'boss@bank.example' }, '<boss@bank.example>'],
      [{ from: 'boss@bank.example', sender: '' }, '<boss@bank.example>, which stands in From'],
      [
        { from: 'ann@ours.example', headers: { 'Resent-From': 'boss@bank.example' } },
        '<boss@bank.example>, which stands in Resent-From',
      ],
    ])('sends as no other: %j', async (as, whom) => {
      const headers = await keyFor({ senders: ['@OURS.example'] });
      const [name] = /hb_[0-9a-f]+/.exec(headers.authorization ?? '') ?? [];
      expect(await answer(post(headers, '/v1/messages', { ...letter, ...as }))).toEqual({
        ...foreign,
        detail: `${name?.replace('hb_', 'key:')} may not send as ${whom}`,
      });
    });

    it('nor with a finished message', async () => {
      const headers = { ...(await keyFor({ senders: ['ann@ours.example'] })), 'content-type': 'message/rfc822' };
      const payload = 'From: boss@bank.example\r\n\r\nx';
      const url = '/v1/messages?from=ann@ours.example&to=jo@far.example';
      expect(await answer(api.app.inject({ method: 'POST', url, headers, payload }))).toMatchObject(foreign);
    });

    it.each([
      [{ senders: ['@ours.example'] }, { from: 'ann@ours.example' }],
      [
        { senders: ['ann@ours.example'], authors: ['*'] },
        { from: 'guest@far.example', sender: 'ann@ours.example' },
      ],
      [{ authors: ['@ours.example'] }, { from: 'ann@ours.example', sender: 'bounces@far.example' }],
      [{}, { from: 'boss@bank.example' }],
    ])('%j sends %j', async (may, as) => {
      const sent = await post(await keyFor(may), '/v1/messages', { ...letter, ...as });
      expect([sent.statusCode, sent.body]).toEqual([202, expect.anything()]);
    });

    it('makes keys for the same, and grants no more', async () => {
      const headers = await keyFor({ senders: ['@ours.example', 'ann@far.example'] });
      const scopes = ['messages:write'];
      for (const more of [
        { senders: ['*'] },
        { senders: ['@far.example'] },
        { senders: ['ann@ours.example'], authors: ['*'] },
        { authors: ['boss@bank.example'] },
      ])
        expect(await answer(post(headers, '/v1/keys', { name: 'x', scopes, ...more }))).toMatchObject(foreign);
      for (const more of [{}, { senders: ['bob@ours.example'] }]) {
        const made = await keyFor(more, headers);
        const refused = post(made, '/v1/messages', { ...letter, from: 'boss@bank.example' });
        expect(await answer(refused)).toMatchObject(foreign);
      }
    });

    it('is refused for what is no sender, and says as whom it sends', async () => {
      const headers = await api.authorization();
      const wrong = { name: 'x', scopes: ['messages:write'], senders: ['@ours.example', 'ours.example'] };
      expect((await post(headers, '/v1/keys', wrong)).json()).toMatchObject({
        errors: [{ pointer: '/senders/1', detail: expect.stringContaining('must be an address such as') }],
      });
      await keyFor({ name: 'told', senders: ['@bücher.example'], authors: ['*'] });
      const { data } = (await api.app.inject({ url: '/v1/keys', headers })).json<{ data: { name: string }[] }>();
      expect(data.find(({ name }) => name === 'told')).toMatchObject({
        ...{ senders: ['@xn--bcher-kva.example'], authors: ['*'] },
      });
    });
  });

  it('a secret with one letter changed is no key', async () => {
    const { authorization } = await api.authorization();
    const changed = authorization.slice(0, -1) + (authorization.endsWith('A') ? 'B' : 'A');
    expect((await api.app.inject({ url: '/v1/messages', headers: { authorization } })).statusCode).toBe(200);
    expect((await api.app.inject({ url: '/v1/messages', headers: { authorization: changed } })).statusCode).toBe(401);
  });
});

describe('the Host header', () => {
  it.each([
    ['localhost:8025', 200],
    ['127.0.0.1:8025', 200],
    ['[::1]:8025', 200],
    ['api.ours.example:8025', 200],
    ['evil.example', 421],
    ['127.0.0.1.evil.example', 421],
    ['localhost.evil.example:8025', 421],
    ['localhost@evil.example', 421],
  ])('%j: %d', async (host, status) => {
    expect((await api.app.inject({ url: '/livez', headers: { host } })).statusCode).toBe(status);
  });
});
