/** /v1/webhooks as a program uses it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
let headers: { readonly authorization: string };
beforeAll(async () => {
  api = await openTestApi();
  headers = await api.authorization('webhooks:read', 'webhooks:write');
});
afterAll(() => api.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
const ask = (method: Method, url: string, payload?: object) =>
  api.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });

interface Made {
  readonly id: string;
  readonly secret: string;
  readonly secrets: readonly { readonly ends_in: string; readonly until: string | null }[];
}
const add = async (body: object = {}): Promise<Made> =>
  (await ask('POST', '/v1/webhooks', { url: 'https://shop.example/hook', ...body })).json<Made>();

it('adds, shows, changes and removes; the secret is shown once', async () => {
  const made = await add({ types: ['message.bounced'], description: 'shop' });
  expect(made.secret).toMatch(/^whsec_[\w+/]{43}=$/);
  const path = `/v1/webhooks/${made.id}`;
  const shown = await ask('GET', path);
  expect(shown.json()).toMatchObject({ url: 'https://shop.example/hook', state: 'active', types: ['message.bounced'] });
  expect(shown.body).not.toContain(made.secret);
  expect((await ask('GET', '/v1/webhooks')).body).not.toContain(made.secret);
  expect((await ask('PATCH', path, { state: 'paused' })).json()).toMatchObject({
    state: 'paused',
    why: 'paused by hand',
  });
  expect((await ask('PATCH', path, { state: 'active' })).json()).toMatchObject({ state: 'active', why: null });
  expect((await ask('DELETE', path)).statusCode).toBe(204);
  expect((await ask('GET', path)).statusCode).toBe(404);
});

it('rotates: the old secret has an end, the new one is shown once', async () => {
  const made = await add();
  const rotated = (await ask('POST', `/v1/webhooks/${made.id}/rotate`, { overlap: '1h' })).json<Made>();
  expect(rotated.secret).not.toBe(made.secret);
  expect(rotated.secrets).toEqual([
    { ends_in: rotated.secret.slice(-4), until: null },
    { ends_in: made.secret.slice(-4), until: expect.stringMatching(/Z$/) },
  ]);
});

it('tests an endpoint and tells why nothing was taken', async () => {
  // Nobody listens at an address of this machine that is allowed here.
  const { id } = await add({ url: 'http://127.0.0.2:1/hook' });
  const tested = (await ask('POST', `/v1/webhooks/${id}/test`)).json<{ id: string; error: string; state: string }>();
  expect(tested).toMatchObject({ state: 'failed', error: expect.stringContaining('ECONNREFUSED') });
  const listed = (await ask('GET', `/v1/webhooks/${id}/deliveries`)).json<{ data: readonly object[] }>();
  expect(listed.data).toMatchObject([{ id: tested.id, type: 'webhook.test', webhook: id }]);
  const again = await ask('POST', `/v1/deliveries/${tested.id}/replay`);
  expect([again.statusCode, again.json<{ state: string }>().state]).toEqual([202, 'waiting']);
  expect((await ask('POST', `/v1/webhooks/${id}/replay`, { since: '2026-01-01T00:00:00Z' })).json()).toEqual({
    queued: 0,
    next: null,
  });
});

it.each([
  ['nothing', ''],
  ['both', '?message_id=msg_00000000-0000-7000-8000-000000000000&address=jo@example.com'],
])('tells of a message or of an address, not of %s', async (_, query) => {
  expect((await ask('GET', `/v1/deliveries${query}`)).statusCode).toBe(400);
});

it.each([
  ['a loopback address', { url: 'http://127.0.0.1/hook' }, '/url'],
  ['another spelling of it', { url: 'http://0x7f.1/hook' }, '/url'],
  ['a metadata service', { url: 'http://169.254.169.254/' }, '/url'],
  ['credentials in the address', { url: 'https://user:password@shop.example/' }, '/url'],
  ['another scheme', { url: 'ftp://shop.example/' }, '/url'],
  ['an unknown type', { types: ['message.eaten'] }, '/types/0'],
  ['a short secret', { secret: 'whsec_c2hvcnQ=' }, '/secret'],
])('refuses %s', async (_, body, pointer) => {
  const answer = await ask('POST', '/v1/webhooks', { url: 'https://shop.example/hook', ...body });
  expect(answer.statusCode).toBe(400);
  expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((error) => error.pointer)).toContain(pointer);
});

it('lets nobody change one without the scope', async () => {
  const reading = await api.authorization('webhooks:read');
  const answer = await api.app.inject({
    method: 'POST',
    url: '/v1/webhooks',
    headers: reading,
    payload: { url: 'https://a.example' },
  });
  expect([answer.statusCode, answer.json<{ scope: string }>().scope]).toEqual([403, 'webhooks:write']);
});

it.each(['/v1/webhooks/ID/test', '/v1/webhooks/ID/rotate', '/v1/webhooks/ID/replay'])(
  '%s knows only what is there',
  async (path) => {
    const id = 'wh_00000000-0000-7000-8000-000000000000';
    const body = path.endsWith('replay') ? { since: '2026-01-01T00:00:00Z' } : path.endsWith('rotate') ? {} : undefined;
    expect((await ask('POST', path.replace('ID', id), body)).statusCode).toBe(404);
  },
);
