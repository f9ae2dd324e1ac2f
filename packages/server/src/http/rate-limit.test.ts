/** Each key has its own share of the API's time, and is told what is left of it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
let now = 0;
beforeAll(async () => {
  api = await openTestApi({ rateLimit: { perSecond: 2, burst: 4, now: () => now } });
});
afterAll(() => api.close());

const ask = async (headers: { authorization: string }) => {
  const { statusCode, headers: told } = await api.app.inject({ url: '/v1/messages', headers });
  return [statusCode, told['ratelimit-remaining'], told['ratelimit-reset'], told['retry-after']];
};

it('a burst passes, a flood is told when to come again, and time fills the bucket', async () => {
  const key = await api.authorization();
  const answers = [];
  for (let n = 0; n < 6; n++) answers.push(await ask(key));
  expect(answers).toEqual([
    [200, '3', '1', undefined],
    [200, '2', '1', undefined],
    [200, '1', '2', undefined],
    [200, '0', '2', undefined],
    [429, '0', '2', '1'],
    [429, '0', '2', '1'],
  ]);
  const refused = await api.app.inject({ url: '/v1/messages', headers: key });
  expect(refused.json()).toMatchObject({ code: 'too_many_requests', status: 429, type: '/errors/too_many_requests' });
  now += 500;
  expect(await ask(key)).toEqual([200, '0', '2', undefined]);
  expect((await ask(key))[0]).toBe(429);
  now += 3_600_000;
  expect(await ask(key)).toEqual([200, '3', '1', undefined]);
});

it('one key does not use up another’s, and neither the operator’s nor what needs no key', async () => {
  const [one, other] = [await api.authorization(), await api.authorization()];
  for (let n = 0; n < 5; n++) await ask(one);
  expect((await ask(one))[0]).toBe(429);
  expect((await ask(other))[0]).toBe(200);
  for (let n = 0; n < 10; n++) {
    expect((await api.operator.inject('/v1/messages')).statusCode).toBe(200);
    expect((await api.app.inject('/livez')).statusCode).toBe(200);
  }
});

it('a key that is none gets no bucket: 401 says so as often as it is asked', async () => {
  for (let n = 0; n < 6; n++) expect((await ask({ authorization: 'Bearer hb_x' }))[0]).toBe(401);
});
