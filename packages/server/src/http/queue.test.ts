/** The picture of a queue so long that it is not made for everyone who asks. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
let headers: { readonly authorization: string };
beforeEach(async () => {
  api = await openTestApi();
  headers = await api.authorization();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await api.close();
});

const lane = 'long.example';
const post = async (url: string, payload: object) => {
  const answer = await api.app.inject({ method: 'POST', url, headers, payload });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
};
const picture = async () => (await api.app.inject({ url: '/v1/queue', headers })).json();

it('is given again for some time, and made anew as soon as somebody has acted on the queue', async () => {
  await post('/v1/queue/pause', { lane, why: 'repairs' });
  const letter = { from: 'ann@a.example', to: [`bob@${lane}`], subject: 'Hello', text: 'Hello Bob' };
  await post('/v1/messages', letter);
  await expect.poll(async () => (await picture()).counts).toMatchObject({ waiting: 1, leased: 0 });

  // Each costs ten minutes from here on.
  let spent = 0;
  const clock = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => clock() + spent);
  const { shape } = api.store;
  const looks = vi.spyOn(api.store, 'shape').mockImplementation(async (...asked) => {
    spent += 600_000;
    return shape(...asked);
  });
  expect((await picture()).counts).toMatchObject({ waiting: 1, held: 0 });
  await picture();
  expect(looks).toHaveBeenCalledTimes(1);

  const acts = [
    ['hold', { domain: lane }, { waiting: 0, held: 1 }],
    ['release', { domain: lane }, { waiting: 1, held: 0 }],
    ['cancel', { domain: lane }, { waiting: 0, held: 0 }],
  ] as const;
  for (const [act, chosen, counts] of acts) {
    await post(`/v1/queue/${act}`, chosen);
    expect((await picture()).counts, act).toMatchObject(counts);
  }
  const before = looks.mock.calls.length;
  await post('/v1/queue/resume', { lane });
  await picture();
  await post('/v1/queue/pause', { lane });
  await picture();
  api.engine.control.changedElsewhere();
  await picture();
  expect(looks).toHaveBeenCalledTimes(before + 3);
});
