/** Incidents over the API: seen, previewed, closed, released, and their addresses as CSV that no spreadsheet runs. */
import { explain } from '@hearback/bounce';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LedgerEvent } from '../ledger/event.ts';
import { createIds } from '../ledger/ids.ts';
import { incidentEvent } from '../ledger/incident-event.ts';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
let headers: { readonly authorization: string };
const ids = createIds();
const now = Date.now() - 60_000;
const id = ids.incident(now);
const verdict = explain('550 5.1.1 No such user here', { mx: 'aspmx.l.google.com' });

beforeAll(async () => {
  api = await openTestApi();
  headers = await api.authorization('incidents:read', 'incidents:write', 'suppressions:read');
  const { recorder } = api.engine;
  // Bounces before it is opened and after.
  await recorder.record({ events: [bounce('early@gmail.example')] });
  const wave = { kind: 'receiver', provider: 'google', reason: 'user_unknown', template: verdict.template } as const;
  const figures = { recipients: 60, attempts: 80, rate: 0.75, baseline: 0.01, recently_delivered_share: 0.9 };
  const opened = incidentEvent(
    'incident_opened',
    ids.event(now),
    now,
    { id, ...wave, sourceIp: null, from: now - 1 },
    { figures },
  );
  await recorder.recordAsSeen({ events: [opened], looks: [(await recorder.incidents.refresh()).look] });
  for (const address of [
    '=cmd|calc@gmail.example',
    ...Array.from({ length: 8 }, (_, index) => `a${index}@gmail.example`),
  ])
    await recorder.record({ events: [bounce(address)] });
  await api.incidents.look();
});
afterAll(() => api.close());

function bounce(recipient: string): LedgerEvent {
  return {
    ...{
      id: ids.event(now),
      at: now,
      type: 'bounced',
      message_id: ids.message(now),
      recipient,
      original_recipient: null,
    },
    ...{ sender: null, stream: null, list: null, campaign: null, tags: [], attempt: null, mx: null, source_ip: null },
    ...{ tls: null, stage: null, verdict, reply: null, source: 'api', trusted: true, duration_ms: null },
    ...{ incident_id: null, ambiguous: false, next_attempt_at: null, attempts: null, dominant_reason: null },
  };
}
const ask = (method: 'GET' | 'POST', path: string, payload?: object, accept = 'application/json') =>
  api.app.inject({ method, url: `/v1/incidents${path}`, headers: { ...headers, accept }, ...(payload && { payload }) });

it('an open incident says what happened, whom it holds and what to do', async () => {
  const { data } = (await ask('GET', '?state=open')).json<{ data: readonly object[] }>();
  expect(data).toMatchObject([
    {
      id,
      state: 'open',
      provider: 'google',
      recipients: 10,
      held: 10,
      released: 0,
      rate: 0.75,
      recently_delivered_share: 0.9,
    },
  ]);
  const one = (await ask('GET', `/${id}`)).json<{ sentence: string; next_step: string }>();
  expect(one.sentence).toContain('Google refuses addresses that work (“mailbox does not exist”) since');
  expect(one.sentence).toContain('75 % of the first 80 attempts, usual 1.0 %');
  expect(one.next_step).toContain('nobody is suppressed');
  expect((await ask('POST', `/${id}/release`, {})).json()).toMatchObject({ status: 409, code: 'incident_open' });
});

it('its addresses are paged, and written as CSV without formulas', async () => {
  const page = (await ask('GET', `/${id}/addresses?limit=4`)).json<{ data: readonly object[]; next: string }>();
  expect(page.data).toHaveLength(4);
  const rest = (await ask('GET', `/${id}/addresses?after=${page.next}`)).json<{ data: readonly object[] }>();
  expect(rest.data).toHaveLength(6);
  const csv = await ask('GET', `/${id}/addresses`, undefined, 'text/csv');
  expect(csv.headers['content-type']).toContain('text/csv');
  expect(csv.body.split('\r\n')).toHaveLength(12);
  expect(csv.body).toContain(`'=cmd|calc@gmail.example,held,1,`);
});

it('it is closed, previewed, released in part and then whole', async () => {
  expect((await ask('POST', `/${id}/close`, {})).json()).toMatchObject({ state: 'closed' });
  const preview = (await ask('POST', `/${id}/release`, { share: 0.5, dry_run: true })).json<{ released: number }>();
  expect(await heldNow()).toBe(10);
  const half = (await ask('POST', `/${id}/release`, { share: 0.5 })).json<{ released: number; held: number }>();
  expect(half).toEqual(preview);
  expect(await heldNow()).toBe(half.held);
  expect((await ask('POST', `/${id}/release`, {})).json()).toMatchObject({ released: half.held, held: 0 });
  expect((await ask('GET', `/${id}`)).json()).toMatchObject({ state: 'released', held: 0, released: 10 });
  const checked = await api.app.inject({
    ...{ method: 'POST', url: '/v1/suppressions/check', headers },
    payload: { addresses: ['early@gmail.example', 'a1@gmail.example'] },
  });
  expect(checked.json()).toMatchObject({ data: [{ suppressed: false }, { suppressed: false }] });
});

const heldNow = async (): Promise<number> => (await ask('GET', `/${id}`)).json<{ held: number }>().held;

it('what is no incident is told as such, and a share has to be one', async () => {
  expect((await ask('GET', `/${ids.incident(now)}`)).statusCode).toBe(404);
  expect((await ask('POST', `/${id}/release`, { share: 2 })).json()).toMatchObject({ errors: [{ pointer: '/share' }] });
});
