import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { openTestApi } from './api.fixture.ts';

test('what went wrong inside stands in the log once, under the request_id that was answered', async () => {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(JSON.parse(line)) });
  const api = await openTestApi({ log });
  onTestFinished(api.close);
  Object.assign(api.store, { messages: () => Promise.reject(new Error('the disk is gone')) });
  const answer = await api.operator.inject({
    method: 'GET',
    url: '/v1/messages',
    headers: { host: 'api.ours.example:8025' },
  });
  expect(answer.json()).toMatchObject({ status: 500, code: 'internal' });
  const { request_id } = answer.json<{ request_id: string }>();
  expect(answer.headers['x-request-id']).toBe(request_id);
  expect(lines.map(({ err, ...line }) => [line['request_id'], line['reqId'], (err as Error).message])).toEqual([
    [request_id, undefined, 'the disk is gone'],
  ]);
});
