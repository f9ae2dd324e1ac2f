/** How long requests may take to come in. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';
import { answered, connected } from './raw-request.fixture.ts';

const window = 400;
let api: TestApi;
let key: string;
beforeAll(async () => {
  api = await openTestApi({ pace: { window, least: 1000 } });
  ({ authorization: key } = await api.authorization());
  api.app.post('/slow', { config: { scope: null } }, async () => {
    await sleep(3 * window);
    return 'done';
  });
  await api.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => api.close());

const line = 'someone@there.example\n';
const head = (path: string, type: string, length: number, authorization = ''): string =>
  [
    ...[`POST ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close', `Content-Type: ${type}`],
    ...[`Content-Length: ${length}`, ...(authorization === '' ? [] : [`Authorization: ${authorization}`]), '', ''],
  ].join('\r\n');

/** Sends pieces until all are sent or the other end hangs up: so many, or how long that took. */
async function trickle(socket: Socket, pieces: number, piece: string): Promise<void> {
  const gone = once(socket, 'close');
  for (let sent = 0; sent < pieces && !socket.destroyed; sent++) {
    socket.write(piece);
    await Promise.race([sleep(window / 10), gone]);
  }
}

it('a list that comes slowly but steadily is taken, however long that is', async () => {
  const [pieces, piece] = [50, line.repeat(20)];
  const socket = await connected(api.app);
  const answer = answered(socket);
  socket.write(head('/v1/suppressions/imports', 'text/csv', pieces * piece.length, key));
  await trickle(socket, pieces, piece);
  expect((await answer).head).toMatch(/^HTTP\/1.1 202 /);
});

it('one that has come in has all the time that it takes to answer', async () => {
  const socket = await connected(api.app);
  socket.write(`${head('/slow', 'application/json', 2)}{}`);
  expect(await answered(socket)).toMatchObject({ body: 'done' });
});

it.each([
  ['that stands still', 0, 'text/csv', '/v1/suppressions/imports'],
  ['that comes an octet at a time', 1000, 'text/csv', '/v1/suppressions/imports'],
  ['of another kind', 1000, 'application/json', '/v1/messages'],
])('one %s is cut off, and leaves nothing', async (_, pieces, type, path) => {
  const socket = await connected(api.app);
  const answer = answered(socket);
  socket.write(head(path, type, 100_000, key));
  await trickle(socket, pieces, ' ');
  const { head: answeredHead, body } = await answer;
  expect(answeredHead).toMatch(/^HTTP\/1.1 408 /);
  expect(JSON.parse(body)).toMatchObject({ code: 'too_slow' });
});

it.each([
  ['is open to all', '/v1/ingest/providers/shop'],
  ['refuses it', '/v1/messages'],
])('who has no key is cut off however much comes, where the path %s', async (_, path) => {
  const socket = await connected(api.app);
  const answer = answered(socket);
  socket.write(head(path, 'application/json', 10_000_000));
  await trickle(socket, 1000, line.repeat(20));
  expect((await answer).head).toMatch(/^HTTP\/1.1 4\d\d /);
});
