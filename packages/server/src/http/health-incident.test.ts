/** A receiver that refuses everybody for a while is told as its incident: no list is blamed, no sender, and no alert says so. */
import { explain } from '@hearback/bounce';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rateRules } from '../alerts/rate-rules.ts';
import { createHealthChanges } from '../health/changes.ts';
import { defaultThresholds } from '../health/rates.ts';
import { createIds } from '../ledger/ids.ts';
import { incidentEvent } from '../ledger/incident-event.ts';
import { eventOf } from '../store/store.fixture.ts';
import { openTestApi, type TestApi } from './api.fixture.ts';
import type { WireHealth, WirePart } from './health-shapes.ts';

let api: TestApi;
let headers: { readonly authorization: string };
const ids = createIds();
const now = Date.now();
const from = now - 20 * 60_000;
const id = ids.incident(now);
const mx = { host: 'mta5.am0.yahoodns.net', address: '192.0.2.1' };
const verdict = explain("554 delivery error: dd This user doesn't have a yahoo.com account [0]", { mx: mx.host });
const wave = {
  ...({ kind: 'receiver', provider: 'yahoo', reason: 'user_unknown', template: verdict.template } as const),
  ...{ id, sourceIp: null, from },
};

/** Mail of list "news"; of every address that `fails`, the receiver says that it does not exist. */
function mail(n: number, at: number, fails: boolean, name: string) {
  return Array.from({ length: n }, (_, index) =>
    eventOf(fails ? 'bounced' : 'delivered', {
      ...{ at, message_id: ids.message(at), list: 'news', stream: 'bulk', source_ip: '198.51.100.7', mx },
      ...{ recipient: `${name}${index}@yahoo.com`, sender: 'news@ours.example' },
      ...(fails ? { verdict, reply: { code: 554, status: null, text: 'no account' } } : {}),
    }),
  );
}

beforeAll(async () => {
  api = await openTestApi();
  headers = await api.authorization('health:read');
  const { recorder } = api.engine;
  await recorder.record({ events: mail(700, now - 2 * 60_000, false, 'well') });
  for (const event of mail(5, now - 2 * 60_000, true, 'dead'))
    await recorder.record({ events: [{ ...event, at: from - 1000 }] });
  const figures = { recipients: 60, attempts: 80, rate: 0.75, baseline: 0.01, recently_delivered_share: 0.9 };
  await recorder.recordAsSeen({
    events: [incidentEvent('incident_opened', ids.event(now), now, wave, { figures })],
    looks: [(await recorder.incidents.refresh()).look],
  });
  for (const event of mail(90, now - 60_000, true, 'held')) await recorder.record({ events: [event] });
});
afterAll(() => api.close());

async function ask<T>(url: string): Promise<T> {
  const answer = await api.app.inject({ url, headers });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<T>();
}

it('the incident is what is wrong, the receiver is at fault, and nobody is told to clean a list', async () => {
  const health = await ask<WireHealth>('/v1/health');
  expect(health.findings.map(({ kind }) => kind)).toEqual(['incident']);
  expect(health.findings[0]).toMatchObject({ fault: 'receiver', incident_id: id, count: 90, severity: 'watch' });
  expect(health.findings[0]?.sentence).toMatch(
    /^Yahoo refuses addresses that work \(“mailbox does not exist”\) since .* UTC: 90 addresses held, nobody is suppressed for it\./,
  );
  expect(health.findings[0]?.next_step).toMatch(/^Wait: nobody is suppressed/);
  expect(health.state).toBe('watch');
  expect(health.sentence).toBe(
    'Well but for an incident, with one thing to look at: 0.63 % hard and 11.3 % soft bounces among 795 recipients, 0 % soft without the 90 of incidents.',
  );
  expect([health.soft.count, health.soft.state, health.soft_without_incidents?.count]).toEqual([90, 'watch', 0]);
});

it('its query finds its bounces', async () => {
  const [finding] = (await ask<WireHealth>('/v1/health')).findings;
  const { data } = (
    await api.operator.inject(`/v1/bounces?q=${encodeURIComponent(finding?.query ?? '')}&limit=1000`)
  ).json<{ data: readonly { recipient: string }[] }>();
  expect(data.map(({ recipient }) => recipient.replace(/\d+/, ''))).toEqual(Array(90).fill('held@yahoo.com'));
});

it.each([
  '/v1/lists/news/health',
  '/v1/senders/ours.example/health',
  '/v1/senders/198.51.100.7/health?by=ip',
  '/v1/providers/yahoo/health',
])('%s tells it too, and nothing else', async (url) => {
  const { findings } = await ask<WireHealth>(url);
  expect(findings.map(({ kind, count }) => [kind, count])).toEqual([['incident', 90]]);
});

it('a sender is marked for a look, and not over its limit', async () => {
  const [sender] = (await ask<{ data: readonly WirePart[] }>('/v1/senders')).data;
  expect([sender?.soft.state, sender?.soft.count]).toEqual(['watch', 90]);
});

it.each(['provider', 'domain', 'list', 'sender_domain'])('the worst by %s are marked so as well', async (dimension) => {
  const [worst] = (await ask<{ data: readonly WirePart[] }>(`/v1/stats/top?dimension=${dimension}`)).data;
  expect([worst?.soft.state, worst?.soft.count]).toEqual(['watch', 90]);
});

it('neither an alert of the sender nor a change of its health follows from it', async () => {
  const rules = rateRules(api.store).filter(({ name }) => name === 'sender_soft_rate');
  expect(await Promise.all(rules.map((rule) => rule.look(defaultThresholds.soft, now)))).toEqual([[]]);
  await createHealthChanges({ store: api.store, thresholds: defaultThresholds })(now);
  expect((await api.store.events({ type: 'health_changed' }, null, 10)).data).toEqual([]);
});

it('what bounces besides is judged as ever', async () => {
  const { recorder } = api.engine;
  const busy = explain('452 4.2.2 The mailbox is full');
  const full = mail(30, now - 60_000, true, 'full').map((event) => ({
    ...event,
    type: 'deferred' as const,
    verdict: busy,
  }));
  await recorder.record({ events: full });
  const health = await ask<WireHealth>('/v1/health');
  expect(health.state).toBe('breached');
  expect(health.findings.map(({ kind }) => kind)).toEqual(['incident', 'overall_soft']);
  expect(health.findings[1]?.sentence).toMatch(
    /^Soft bounces of all mail, incidents left out, are 4.08 % \(n 735, .*\): 30 of 30 are “mailbox full”/,
  );
});
