/** Who is masked sees no local part, in any answer of any route there is. */
import { explain } from '@hearback/bounce';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressKey } from '../ledger/address-key.ts';
import { eventOf } from '../store/store.fixture.ts';
import { openTestApi, type TestApi } from './api.fixture.ts';
import { scopes } from './keys.ts';
import { maskText, maskValue } from './masked.ts';

const address = 'secret.person@one.example';
const hash = addressKey(address).key;
let api: TestApi;
let message: string;
let bounce: string;
beforeAll(async () => {
  api = await openTestApi();
  const payload = { from: 'shop@a.example', to: [address], subject: `For ${address}`, text: 'x', list: 'weekly' };
  const made = await api.operator.inject({ method: 'POST', url: '/v1/messages', payload });
  message = made.json<{ id: string }>().id;
  const text = `550 5.1.1 <${address}>: no such user, see https://x.example/?to=secret.person%40one.example`;
  const event = eventOf('bounced', {
    ...{ at: Date.now(), message_id: message, recipient: address, list: 'weekly', verdict: explain(text) },
    reply: { code: 550, status: '5.1.1', text },
  });
  bounce = event.id;
  await api.engine.recorder.record({
    events: [event],
    dialogues: [{ messageId: message, position: 0, at: Date.now(), attempt: 1, text: `C: RCPT TO:<${address}>` }],
    raws: [{ event: event.id, at: Date.now(), octets: Buffer.from(`To: ${address}`) }],
  });
});
afterAll(() => api.close());

async function readAll(headers: { readonly authorization: string }): Promise<ReadonlyMap<string, string>> {
  const { paths } = (await api.operator.inject('/openapi.json')).json<{
    paths: Record<string, Record<string, object>>;
  }>();
  const bodies = new Map<string, string>();
  for (const [path, methods] of Object.entries(paths)) {
    if (!('get' in methods) || path === '/metrics') continue;
    const url = path
      .replace('{address}', encodeURIComponent(address))
      .replace('{id}', path.startsWith('/v1/messages') ? message : bounce)
      .replace('{name}', 'weekly')
      .replace('{code}', 'internal');
    bodies.set(path, (await api.app.inject({ method: 'GET', url, headers })).body);
  }
  return bodies;
}
const tells = (body: string): boolean => body.includes('secret.person') || body.includes(hash);

it('no route tells an address to a masked key; those that have it do tell it to another', async () => {
  const seen = await readAll(await api.authorization());
  const telling = [...seen].filter(([, body]) => tells(body)).map(([path]) => path);
  expect(telling).toEqual(
    expect.arrayContaining([
      ...['/v1/events', '/v1/bounces', '/v1/bounces/{id}', '/v1/messages/{id}', '/v1/messages/{id}/dialogue'],
      ...['/v1/suppressions', '/v1/suppressions/{address}', '/v1/suppressions/export', '/v1/addresses/{address}'],
      ...['/v1/queue/entries', '/v1/messages/{id}/raw'],
    ]),
  );
  const masked = await readAll(await api.authorization(...scopes, 'masked'));
  expect([...masked].filter(([, body]) => tells(body)).map(([path]) => path)).toEqual([]);
  expect(masked.get('/v1/suppressions')).toContain('s***@one.example');
  for (const path of ['/v1/suppressions/export', '/v1/messages/{id}/raw'])
    expect(JSON.parse(masked.get(path) ?? '')).toMatchObject({ code: 'masked_view', status: 403 });
});

it('the stream of events is masked as well', async () => {
  const headers = await api.authorization('events:read', 'masked');
  const address = await api.app.listen({ host: '127.0.0.1', port: 0 });
  const stop = new AbortController();
  const answer = await fetch(`${address}/v1/events?since=2020-01-01T00:00:00Z`, {
    headers: { ...headers, accept: 'text/event-stream' },
    signal: stop.signal,
  });
  let told = '';
  for await (const chunk of answer.body ?? []) {
    told += Buffer.from(chunk).toString();
    if (told.includes('event: bounced') && told.endsWith('\n\n')) break;
  }
  stop.abort();
  expect(told).toContain('s***@one.example');
  expect(tells(told)).toBe(false);
});

it('who has the address may ask for it, and a masked key makes no other that sees more', async () => {
  const headers = await api.authorization(...scopes, 'masked');
  const url = `/v1/bounces?class=hard&recipient=${encodeURIComponent(address)}`;
  expect((await api.app.inject({ url, headers })).json()).toMatchObject({ data: [{ recipient: 's***@one.example' }] });
  const make = (granted: readonly string[]) =>
    api.app.inject({ method: 'POST', url: '/v1/keys', headers, payload: { name: 'k', scopes: granted } });
  expect((await make(['events:read'])).json()).toMatchObject({ status: 403, scope: 'masked' });
  expect((await make(['events:read', 'masked'])).statusCode).toBe(201);
});

it('with `http.mask` whoever comes with a key is masked; the operator at the socket is not', async () => {
  const house = await openTestApi({ mask: true });
  try {
    const url = `/v1/suppressions/${encodeURIComponent(address)}`;
    await house.operator.inject({ method: 'PUT', url, payload: { why: 'asked' } });
    const headers = await house.authorization();
    const list = async (app: TestApi['app']) => (await app.inject({ url: '/v1/suppressions', headers })).body;
    expect(await list(house.app)).toContain('s***@one.example');
    expect(tells(await list(house.app))).toBe(false);
    expect(await list(house.operator)).toContain(address);
  } finally {
    await house.close();
  }
});

it.each([
  ['a jo@x.example, Ann <ann@y.example>', 'a j***@x.example, Ann <a***@y.example>'],
  ['"jo ann"@x.example', 'j***@x.example'],
  ['bounce+jo=x.example@ours.example', 'b***@ours.example'],
  ['jo/@x.example', 'j***@x.example'],
  ['/?to=jo%40x.example', '***%40x.example'],
  ['ü.ä@x.example', 'ü***@x.example'],
  ['@x.example and "@', '@x.example and "@'],
  ['\u001bjo@x.example', '***@x.example'],
])('%j is shown as %j', (text, shown) => {
  expect(maskText(text)).toBe(shown);
});

it('takes time in proportion to the text, whatever it is made of', () => {
  for (const part of ['@', '"@', 'a@', '"a', '%40'])
    expect(maskText(part.repeat(100_000)).length).toBeLessThan(700_000);
  expect(maskValue({ 'jo@x.example': [1, null, true, 'jo@x.example'] })).toEqual({
    'j***@x.example': [1, null, true, 'j***@x.example'],
  });
});
