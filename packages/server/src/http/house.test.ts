import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());

it('settings are told with their origin, their default and what they mean; secrets are stars', async () => {
  const answer = await api.operator.inject({ url: '/v1/settings' });
  expect(answer.statusCode).toBe(200);
  const { data } = answer.json<{ data: readonly { key: string; value: string; meaning: string }[] }>();
  const of = (key: string) => data.find((each) => each.key === key);
  expect(of('delivery.port')).toMatchObject({ value: '2526', from: 'flag', otherwise: '25' });
  expect(of('smtp.max_size')).toMatchObject({ from: 'default', value: expect.stringContaining('MB') });
  expect(of('users.shop.password')).toMatchObject({ value: '"***"' });
  expect(answer.body).not.toContain('scrypt');
  expect(data.every(({ meaning }) => meaning.length > 5)).toBe(true);
});

it('setup checks say what to do', async () => {
  const { data } = (await api.operator.inject({ url: '/v1/setup-checks' })).json();
  expect(data).toContainEqual({ check: 'fsync', standing: 'warn', text: 'p50 5 ms: slow', advice: 'a faster disk' });
});

it.each(['/v1/settings', '/v1/setup-checks'])('%s needs its scope', async (url) => {
  expect((await api.app.inject({ url })).statusCode).toBe(401);
});
