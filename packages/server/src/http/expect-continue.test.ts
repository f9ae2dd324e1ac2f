/** Who asks before the body is sent: told to send it only where it will be read. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';
import { answered, connected } from './raw-request.fixture.ts';

const bodyLimit = 100_000;
let api: TestApi;
let key: string;
beforeAll(async () => {
  api = await openTestApi({ bodyLimit });
  ({ authorization: key } = await api.authorization());
  await api.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => api.close());

const body = JSON.stringify({ from: 'a@here.example', to: ['b@there.example'], subject: 'Hello', text: 'x' });

const asking = (path: string, authorization: string, length: number): string =>
  [
    ...[`POST ${path} HTTP/1.1`, 'Host: localhost', 'Content-Type: application/json'],
    ...[`Content-Length: ${length}`, 'Expect: 100-continue', `Authorization: ${authorization}`, '', ''],
  ].join('\r\n');

it('who may hand it in is invited, and answered', async () => {
  const socket = await connected(api.app);
  let text = '';
  socket.on('data', (octets) => {
    text += String(octets);
    if (text === 'HTTP/1.1 100 Continue\r\n\r\n') socket.write(body);
    if (text.includes('msg_')) socket.end();
  });
  socket.write(asking('/v1/messages', key, body.length));
  await answered(socket);
  expect(text).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 202 /);
});

it.each([
  ['a stranger', '/v1/messages', () => 'Bearer hb_none', body.length, 401],
  ['what is too large', '/v1/messages', () => key, bodyLimit + 1, 413],
  ['what leads nowhere', '/v1/nothing', () => key, body.length, 404],
])('%s is refused at once, and the connection with it', async (_, path, authorization, length, status) => {
  const socket = await connected(api.app);
  const answer = answered(socket);
  socket.write(asking(path, authorization(), length));
  const { head } = await answer;
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toMatch(/^connection: close/im);
});
