/** Health is told over the API as it is described there, from what the ledger has counted. */
import { explain } from '@hearback/bounce';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LedgerEvent } from '../ledger/event.ts';
import { eventOf, messageOf } from '../store/store.fixture.ts';
import { openTestApi, type TestApi } from './api.fixture.ts';
import type { WireHealth, WirePart } from './health-shapes.ts';

let api: TestApi;
let headers: { readonly authorization: string };
let description: {
  paths: Record<string, { get: { responses: { 200: { content: { 'application/json': { schema: object } } } } } }>;
};
const hour = 3_600_000;
const day = 24 * hour;
const now = Date.now();
const unknown = explain('550 5.1.1 No such user', { mx: 'aspmx.l.google.com' });
const busy = explain('421 4.7.0 [TSS04] Messages temporarily deferred due to user complaints', {
  mx: 'mta5.am0.yahoodns.net',
});

/** To one list, `age` ago; the first `failed` fail. */
function sent(list: string, age: number, n: number, failed: number, verdict = unknown) {
  const acceptedAt = now - age;
  return Array.from({ length: n }, (_, index) => {
    const type = index >= failed ? 'delivered' : verdict.final ? 'bounced' : 'deferred';
    return eventOf(type, {
      ...{ at: acceptedAt, message_id: messageOf({ acceptedAt }).id, list, stream: 'bulk', source_ip: '198.51.100.7' },
      ...{ recipient: `r${index}@${verdict === busy ? 'yahoo.com' : 'gmail.com'}`, sender: `news@${list}.example` },
      mx: { host: verdict === busy ? 'mta5.am0.yahoodns.net' : 'aspmx.l.google.com', address: '192.0.2.1' },
      ...(index >= failed ? {} : { verdict, reply: { code: verdict.code, status: verdict.status, text: 'no' } }),
    });
  });
}

beforeAll(async () => {
  api = await openTestApi();
  headers = await api.authorization('health:read');
  description = (await api.app.inject('/openapi.json')).json();
  await api.store.commit({
    events: [
      ...sent('news', 10 * day, 400, 4),
      ...sent('news', 2 * hour, 400, 60),
      ...sent('shop', 3 * hour, 2000, 5),
      ...sent('digest', 5 * hour, 300, 30, busy),
    ],
  });
});
afterAll(() => api.close());

async function ask<T>(url: string): Promise<T> {
  const answer = await api.app.inject({ url, headers });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<T>();
}

it('says in a sentence how all mail is, and finding by finding what is wrong', async () => {
  const health = await ask<WireHealth>('/v1/health');
  expect(health.state).toBe('breached');
  expect(health.counts).toMatchObject({ attempted: 2700, hard: 65, soft: 30 });
  expect(health.before.counts).toMatchObject({ attempted: 400, hard: 4 });
  expect(health.findings.map(({ kind, key }) => [kind, key])).toEqual([
    ['list_hard', 'news'],
    ['sender_soft', 'digest.example'],
    ['one_provider', 'yahoo'],
  ]);
  expect(health.findings.map(({ template }) => template)).toEqual([unknown.template, busy.template, busy.template]);
  const [news] = health.findings;
  expect(news?.sentence).toMatch(
    /^Hard bounces of list news rose from 1.00 % to 15.0 % \(n 400, .*\): 60 of 60 are “mailbox does not exist”, all at gmail.com\.$/,
  );
  const bounces = await api.operator.inject(`/v1/bounces?q=${encodeURIComponent(news?.query ?? '')}&limit=1000`);
  expect(bounces.json<{ data: readonly unknown[] }>().data).toHaveLength(60);
});

it.each([
  ['/v1/lists/news/health?window=24h', 'breached', 400],
  ['/v1/lists/shop/health', 'ok', 2000],
  ['/v1/lists/nobody/health', 'not_enough_mail', 0],
  ['/v1/senders/digest.example/health', 'breached', 300],
  ['/v1/senders/198.51.100.7/health?by=ip&window=30d', 'ok', 3100],
  ['/v1/providers/yahoo/health', 'breached', 300],
  ['/v1/providers/google/health', 'ok', 2400],
])('%s is %s', async (url, state, attempted) => {
  const health = await ask<WireHealth>(url);
  expect([health.state, health.counts.attempted]).toEqual([state, attempted]);
});

it('lists come with the most mail first, in pages, with their course and their cause', async () => {
  const first = await ask<{ data: readonly WirePart[]; next: string }>('/v1/lists?limit=2');
  expect(first.data.map(({ key }) => key)).toEqual(['shop', 'news']);
  const news = first.data[1];
  expect(news?.top_reason).toBe('user_unknown');
  expect(news?.sparkline.length).toBeLessThanOrEqual(48);
  expect(news?.sparkline.filter((share) => share > 0)).toEqual([0.15]);
  const rest = await ask<{ data: readonly WirePart[]; next: null }>(`/v1/lists?limit=2&after=${first.next}`);
  expect([rest.data.map(({ key }) => key), rest.next]).toEqual([['digest'], null]);
  expect((await ask<{ data: readonly WirePart[] }>('/v1/senders?by=stream')).data.map(({ key }) => key)).toEqual([
    'bulk',
  ]);
});

it('lists are found by a part of their name, page after page', async () => {
  const found = async (query: string) => {
    const { data, next } = await ask<{ data: readonly WirePart[]; next: string | null }>(`/v1/lists?${query}`);
    return { names: data.map(({ key }) => key), next };
  };
  expect(await found('name=IGE')).toEqual({ names: ['digest'], next: null });
  expect((await found('name=none')).names).toEqual([]);
  const first = await found('name=s&limit=2');
  expect(first.names).toEqual(['shop', 'news']);
  expect((await found(`name=s&limit=2&after=${first.next}`)).names).toEqual(['digest']);
});

it('a series has every hour of its window', async () => {
  const { interval, data } = await ask<{ interval: string; data: readonly { counts: { attempted: number } }[] }>(
    '/v1/stats/series?dimension=list&key=shop&window=24h',
  );
  expect([interval, data.length]).toEqual(['hour', 25]);
  expect(data.map(({ counts }) => counts.attempted).filter((n) => n > 0)).toEqual([2000]);
});

it.each([
  ['dimension=reason&sort=hard', ['user_unknown', busy.reason]],
  ['dimension=provider_reason&key=yahoo', [`yahoo|${busy.reason}`]],
  ['dimension=domain&sort=soft&limit=1', ['yahoo.com']],
  ['dimension=template&sort=hard&limit=1', [unknown.template]],
])('the top by %s', async (query, keys) => {
  const { data } = await ask<{ data: readonly { key: string }[] }>(`/v1/stats/top?${query}`);
  expect(data.map(({ key }) => key)).toEqual(keys);
});

it.each(['/v1/health', '/v1/lists', '/v1/providers', '/v1/stats/series?window=1h', '/v1/stats/top?dimension=list'])(
  '%s answers as described',
  async (url) => {
    const path = url.replace(/\?.*/, '');
    const schema = description.paths[path]?.get.responses[200].content['application/json'].schema ?? { not: {} };
    expect([...Compile(schema).Errors(await ask<object>(url))]).toEqual([]);
  },
);

it.each([
  ['/v1/health?window=2d', '/querystring/window'],
  ['/v1/health?from=yesterday', '/querystring/from'],
  ['/v1/health?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z', '/querystring/from'],
  ['/v1/lists?after=nonsense', '/querystring/after'],
  ['/v1/stats/series?dimension=list', '/querystring/key'],
  ['/v1/stats/series?dimension=domain&key=a.example&interval=hour', '/querystring/interval'],
])('%s is refused', async (url, pointer) => {
  const answer = await api.app.inject({ url, headers });
  expect([answer.statusCode, answer.json<{ errors: readonly { pointer: string }[] }>().errors[0]?.pointer]).toEqual([
    400,
    pointer,
  ]);
});

it('tells a rate of 0 to 1 also while what changed late for a domain stands beside the day that was folded', async () => {
  const [late, later] = [sent('small', day, 1, 1, busy), sent('small', day, 1, 1, unknown)].map(([event]) => ({
    ...event,
    ...{ recipient: 'jo@few.example', mx: { host: 'mx.few.example', address: '192.0.2.1' } },
  })) as [LedgerEvent, LedgerEvent];
  await api.store.commit({ events: [late] });
  const fold = { grain: 'daily', dimension: 'domain', before: now + day, keep: 0, spans: 10 } as const;
  expect(await api.store.foldRollUps(fold)).toBeGreaterThan(0);
  const ended = eventOf('bounced', { ...late, id: 'evt_ended', at: now, type: 'bounced', verdict: unknown });
  await api.store.commit({ events: [ended, later] });
  const { data } = await ask<{ data: { key: string; hard: { rate: number } }[] }>(
    '/v1/stats/top?dimension=domain&window=7d&limit=100',
  );
  expect(data.find(({ key }) => key === 'few.example')).toMatchObject({
    counts: { attempted: 1, hard: 2 },
    hard: { rate: 1 },
  });
});

it('a list may be called by dots, which a path has to carry escaped twice', async () => {
  await api.store.commit({ events: [...sent('..', hour, 3, 1), ...sent('.', hour, 2, 1)] });
  for (const [name, attempted] of [
    ['%252E%252E', 3],
    ['%252e', 2],
    ['%252E%252E%252E', 0],
  ] as const)
    expect((await ask<WireHealth>(`/v1/lists/${name}/health`)).counts.attempted).toBe(attempted);
});
