/** What is refused before there is a request: in the form of all errors. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';
import { answered, connected } from './raw-request.fixture.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
  await api.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => api.close());

const host = 'Host: localhost\r\nConnection: close\r\n';

it.each([
  ['PUT', '/v1/messages', 'GET, HEAD, POST'],
  ['OPTIONS', '/v1/messages?limit=1', 'GET, HEAD, POST'],
  ['POST', '/v1/messages/msg_1', 'GET, HEAD'],
  ['GET', '/v1/messages/msg_1/hold', 'POST'],
  ['DELETE', '/livez', 'GET, HEAD'],
] as const)('%s %s is told that there is %s', async (method, url, allow) => {
  const answer = await api.app.inject({ method, url });
  expect([answer.statusCode, answer.headers['allow'], answer.json()]).toEqual([
    ...[405, allow],
    expect.objectContaining({ code: 'method_not_allowed', status: 405 }),
  ]);
});

it.each([
  ['no HTTP', 'HELO there\r\n\r\n', 400, 'malformed_request'],
  ['a NUL in a field', `GET /livez HTTP/1.1\r\n${host}X: a\0b\r\n\r\n`, 400, 'malformed_request'],
  [
    'two lengths',
    `POST /v1/messages HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`,
    400,
    'malformed_request',
  ],
  ['two Hosts', `GET /livez HTTP/1.1\r\nhost: localhost\r\n${host}\r\n`, 400, 'malformed_request'],
  ['a head of 40 KB', `GET /livez HTTP/1.1\r\n${host}X: ${'x'.repeat(40_000)}\r\n\r\n`, 431, 'head_too_large'],
  ['a path that is no UTF-8', `GET /v1/rules/%ff HTTP/1.1\r\n${host}\r\n`, 400, 'malformed_request'],
  ['an id without end', `GET /v1/rules/${'x'.repeat(2000)} HTTP/1.1\r\n${host}\r\n`, 404, 'no_such_path'],
])('%s', async (_, octets, status, code) => {
  const socket = await connected(api.app);
  socket.write(octets);
  const { head, body } = await answered(socket);
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toMatch(/^content-type: application\/problem\+json/im);
  expect(JSON.parse(body)).toMatchObject({ code, status, type: `/errors/${code}` });
});
