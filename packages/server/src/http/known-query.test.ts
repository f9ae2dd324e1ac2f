/** What a route does not know in its query it does not pass over. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());

it.each([
  ['GET', '/v1/settings?verbose=1'],
  ['DELETE', '/v1/keys/key_1?dry_run=true'],
  ['POST', '/v1/messages/msg_00000000-0000-0000-0000-000000000000/hold?dry_run=true'],
] as const)('%s %s', async (method, url) => {
  const name = url.split('?')[1]?.split('=')[0];
  const answer = await api.app.inject({ method, url, headers: await api.authorization() });
  expect([answer.statusCode, answer.json()]).toEqual([
    400,
    expect.objectContaining({ errors: [{ pointer: `/querystring/${name}`, detail: 'is no field of this request' }] }),
  ]);
});

it('who shows no key hears of the key first, and a probe may ask as it likes', async () => {
  expect((await api.app.inject({ url: '/v1/settings?verbose=1' })).statusCode).toBe(401);
  expect((await api.app.inject({ url: '/livez?at=1' })).statusCode).toBe(200);
});
