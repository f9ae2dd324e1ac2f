import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LedgerEvent } from '../ledger/event.ts';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
let headers: { readonly authorization: string };
beforeAll(async () => {
  api = await openTestApi({ bodyLimit: 1_000_000 });
  headers = await api.authorization('suppressions:read', 'suppressions:write', 'events:read');
});
afterAll(() => api.close());

const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
  api.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
const check = async (addresses: readonly string[], context: object = {}): Promise<readonly boolean[]> =>
  (await ask('POST', '/v1/suppressions/check', { addresses, ...context }))
    .json<{ data: readonly { suppressed: boolean }[] }>()
    .data.map(({ suppressed }) => suppressed);

it('an address is suppressed by hand, told why, and released', async () => {
  const path = '/v1/suppressions/Jo@There.example';
  const put = await ask('PUT', path, { reason: 'user_unknown', why: 'asked by phone' });
  expect([put.statusCode, put.json()]).toMatchObject([
    200,
    {
      entries: [
        { state: 'confirmed', reason: 'user_unknown', why: 'asked by phone', who: expect.stringMatching(/^key:/) },
      ],
    },
  ]);
  expect(await check(['jo@there.example', 'JO@THERE.EXAMPLE', 'x@there.example'])).toEqual([true, true, false]);
  const address = (await ask('GET', '/v1/addresses/jo@there.example')).json();
  expect(address).toMatchObject({ next: { sent: false, why: 'asked by phone' }, counts: { address_suppressed: 1 } });
  for (const [scopes, events] of [
    [['suppressions:read'], 0],
    [['suppressions:read', 'events:read'], 1],
  ] as const) {
    const headers = await api.authorization(...scopes);
    const seen = (await api.app.inject({ url: '/v1/addresses/jo@there.example', headers })).json();
    expect([seen.events.length, seen.entries.length, seen.counts]).toEqual([events, 1, { address_suppressed: 1 }]);
  }
  expect((await ask('GET', '/v1/suppressions?domain=there.example')).json()).toMatchObject({
    data: [{ address: 'jo@there.example' }],
    next: null,
  });
  expect((await ask('DELETE', `${path}?why=back`)).json()).toEqual({ released: true });
  expect((await ask('DELETE', path)).json()).toEqual({ released: false });
  expect(await check(['jo@there.example'])).toEqual([false]);
  const why = (await ask('GET', path)).json<{ changes: readonly { to: string }[] }>();
  expect(why.changes.map(({ to }) => to)).toEqual(['confirmed', 'released']);
});

it.each(['"a<b>c"@example.com', '"a b"@example.com', '"a\\"<b"@example.com'])(
  'a quoted local part: %s',
  async (address) => {
    const path = `/v1/suppressions/${encodeURIComponent(address)}`;
    expect((await ask('PUT', path, { why: 'asked' })).json()).toMatchObject({ entries: [{ address }] });
    expect(await check([address, address.toUpperCase()])).toEqual([true, true]);
    expect((await ask('GET', path)).json()).toMatchObject({ entries: [{ why: 'asked' }] });
    expect((await ask('DELETE', path)).json()).toEqual({ released: true });
  },
);

it.each(['<jo@example.com>', 'a<b>c@example.com', '"a"b"@x@y.example>', 'a b@example.com'])(
  'no address: %s',
  async (text) => {
    const { statusCode } = await ask('PUT', `/v1/suppressions/${encodeURIComponent(text)}`, {});
    expect(statusCode).toBe(400);
  },
);

it('an entry may be about a stream, a list or a sender alone', async () => {
  await ask('PUT', '/v1/suppressions/ann@there.example', { scope: 'list', value: 'weekly' });
  expect(await check(['ann@there.example'])).toEqual([false]);
  expect(await check(['ann@there.example'], { list: 'weekly' })).toEqual([true]);
  expect(await check(['ann@there.example'], { list: 'daily' })).toEqual([false]);
});

it('many are imported, after a look at what that would do', async () => {
  const hash = createHash('sha256').update('hidden@there.example').digest('hex');
  const entries = [
    { address: 'one@there.example' },
    { address: 'ONE@there.example' },
    { address_sha256: hash },
    { address: 'no address' },
    {},
    { address: 'two@there.example', scope: 'stream' },
  ];
  const wrong = [3, 4, 5].map((index) => ({ index, why: expect.any(String) }));
  const dry = (await ask('POST', '/v1/suppressions/import', { entries, dry_run: true })).json();
  expect(dry).toEqual({ added: 2, known: 0, wrong });
  expect(await check(['one@there.example'])).toEqual([false]);
  expect((await ask('POST', '/v1/suppressions/import', { entries })).json()).toEqual({ added: 2, known: 0, wrong });
  expect(await check(['one@there.example', 'hidden@there.example'])).toEqual([true, true]);
  expect((await ask('POST', '/v1/suppressions/import', { entries: entries.slice(0, 1) })).json()).toMatchObject({
    added: 0,
    known: 1,
  });
});

it('says what is wrong with a request', async () => {
  const wrong: readonly [Parameters<typeof ask>, string][] = [
    [['PUT', '/v1/suppressions/nobody', {}], '/params/address'],
    [['PUT', '/v1/suppressions/a@b.example', { scope: 'list' }], '/value'],
    [['PUT', '/v1/suppressions/a@b.example', { reason: 'dislike' }], '/reason'],
    [['PUT', '/v1/suppressions/a@b.example', { expires_at: 'soon' }], '/expires_at'],
    [['POST', '/v1/suppressions/check', { addresses: Array(10_001).fill('a@b.example') }], '/addresses'],
  ];
  for (const [asked, pointer] of wrong) {
    const answer = await ask(...asked);
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ pointer }] });
  }
});

it('bounces are listed and shown with what their verdict rests on', async () => {
  const text = '550 5.1.1 <jo@there.example>: user unknown';
  const event = { ...blank, id: `evt_${'a'.repeat(32)}`, reply: { code: 550, status: '5.1.1', text } };
  await api.store.commit({
    events: [
      { ...event, type: 'bounced' },
      { ...event, type: 'accepted', id: `evt_${'b'.repeat(32)}` },
    ],
  });
  const listed = (await ask('GET', '/v1/bounces?recipient=jo@there.example')).json<{
    data: readonly { id: string }[];
  }>();
  expect(listed.data.map(({ id }) => id)).toEqual([event.id]);
  expect((await ask('GET', '/v1/bounces?reason=mailbox_full')).json()).toEqual({ data: [], next: null });
  const shown = (await ask('GET', `/v1/bounces/${event.id}`)).json<{ steps: readonly { won: boolean }[]; raw: null }>();
  expect(shown).toMatchObject({ event: { id: event.id }, raw: null });
  expect(shown.steps.filter(({ won }) => won)).toHaveLength(1);
  expect((await ask('GET', `/v1/bounces/evt_${'b'.repeat(32)}`)).statusCode).toBe(404);
});

const blank: Omit<LedgerEvent, 'id' | 'type' | 'reply'> = {
  ...{ at: Date.UTC(2026, 10, 28), message_id: null, recipient: 'jo@there.example', original_recipient: null },
  ...{ sender: null, stream: null, list: null, campaign: null, tags: [], attempt: null, mx: null, source_ip: null },
  ...{ tls: null, stage: null, verdict: null, source: 'api', trusted: true, duration_ms: null, incident_id: null },
  ...{ ambiguous: false, next_attempt_at: null, attempts: null, dominant_reason: null },
};
