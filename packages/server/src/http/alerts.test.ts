/** /v1/alerts and what belongs to them, as a program uses it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
let headers: { readonly authorization: string };
const id = 'alt_01900000-0000-7000-8000-000000000001';
beforeAll(async () => {
  api = await openTestApi();
  headers = await api.authorization('alerts:read', 'alerts:write');
  await api.store.openAlert(
    {
      ...{ id, rule: 'list_hard_rate', key: 'news', severity: 'warning', sentence: 'News bounces.' },
      ...{ nextStep: 'Clean it.', state: 'open', openedAt: 0, acknowledgedAt: null, acknowledgedBy: null },
      ...{ resolvedAt: null, resolvedBy: null, calmSince: null, toldAt: 0, value: 0.07, threshold: 0.05 },
      notifications: 0,
    },
    { notices: [], deliveries: [] },
  );
});
afterAll(() => api.close());

const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
  api.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });

it('lists, acknowledges and resolves, with who did it', async () => {
  expect((await ask('GET', '/v1/alerts?state=open')).json()).toMatchObject({
    data: [{ id, opened_at: '1970-01-01T00:00:00.000Z', next_step: 'Clean it.', value: 0.07, threshold: 0.05 }],
    next: null,
  });
  const seen = await ask('POST', `/v1/alerts/${id}/acknowledge`);
  expect(seen.json()).toMatchObject({ state: 'acknowledged', acknowledged_by: expect.stringMatching(/^key:/) });
  expect((await ask('POST', `/v1/alerts/${id}/resolve`)).json()).toMatchObject({ state: 'resolved' });
  expect((await ask('GET', '/v1/alerts?state=open')).json()).toEqual({ data: [], next: null });
  expect((await ask('POST', `/v1/alerts/${id.replace(/1$/, '2')}/resolve`)).statusCode).toBe(404);
});

it('sets rules and tells what stood there from the start', async () => {
  const rules = (await ask('GET', '/v1/alert-rules')).json<{ data: { name: string; enabled: boolean }[] }>().data;
  expect(rules.every(({ enabled }) => enabled)).toBe(true);
  expect(
    (await ask('PUT', '/v1/alert-rules/list_hard_rate', { threshold: 0.08, enabled: false })).json(),
  ).toMatchObject({
    ...{ name: 'list_hard_rate', threshold: 0.08, default_threshold: 0.05, enabled: false, unit: 'share' },
  });
  expect((await ask('PUT', '/v1/alert-rules/list_hard_rate', { threshold: null })).json()).toMatchObject({
    ...{ threshold: 0.05, enabled: false },
  });
  expect((await ask('PUT', '/v1/alert-rules/list_hard_rate', { threshold: 5 })).statusCode).toBe(400);
  expect((await ask('PUT', '/v1/alert-rules/moon_phase', { enabled: true })).statusCode).toBe(404);
});

it('silences for a while', async () => {
  const made = (
    await ask('POST', '/v1/silences', { rule: 'list_hard_rate', key: 'news', for: '2h', why: 'known' })
  ).json<{ id: string }>();
  expect(made).toMatchObject({ rule: 'list_hard_rate', key: 'news', why: 'known', by: expect.stringMatching(/^key:/) });
  expect((await ask('GET', '/v1/silences')).json()).toMatchObject({ data: [{ id: made.id }] });
  expect((await ask('DELETE', `/v1/silences/${made.id}`)).statusCode).toBe(204);
  expect((await ask('DELETE', `/v1/silences/${made.id}`)).statusCode).toBe(404);
});

it('silences everything only where that is said', async () => {
  const made = (await ask('POST', '/v1/silences', { all: true, for: '1h' })).json<{ id: string }>();
  expect(made).toMatchObject({ rule: null, key: null });
  expect((await ask('DELETE', `/v1/silences/${made.id}`)).statusCode).toBe(204);
});

it.each([
  ['an unknown rule', { rule: 'moon_phase', for: '1h' }],
  ['no end', { all: true }],
  ['two ends', { all: true, for: '1h', until: '2999-01-01T00:00:00Z' }],
  ['an end in the past', { all: true, until: '2020-01-01T00:00:00Z' }],
  ['no duration', { all: true, for: 'long' }],
  ['neither rule, key nor all', { for: '1h' }],
  ['a rule and all', { rule: 'list_hard_rate', all: true, for: '1h' }],
])('refuses a silence with %s', async (_, body) => {
  expect((await ask('POST', '/v1/silences', body)).statusCode).toBe(400);
});

it('tries channels and tells what went wrong', async () => {
  expect((await ask('GET', '/v1/alert-channels')).json()).toMatchObject({
    data: [{ name: 'ops' }, { name: 'broken' }],
  });
  expect((await ask('POST', '/v1/alert-channels/ops/test')).json()).toEqual({
    channel: 'ops',
    told: true,
    error: null,
  });
  expect((await ask('POST', '/v1/alert-channels/broken/test')).json()).toEqual({
    ...{ channel: 'broken', told: false, error: 'answered 500' },
  });
  expect((await ask('POST', '/v1/alert-channels/none/test')).statusCode).toBe(404);
});
