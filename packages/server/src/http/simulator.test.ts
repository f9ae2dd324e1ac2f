import { expect, it } from 'vitest';
import { openTestApi } from './api.fixture.ts';

it('real receivers play nothing', async () => {
  const api = await openTestApi();
  expect((await api.operator.inject({ url: '/v1/simulator' })).statusCode).toBe(404);
  await api.close();
});
