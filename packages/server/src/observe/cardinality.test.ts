/** Whoever mails or asks from ever other names makes no new series: Prometheus is not filled up from outside. */
import { explain } from '@hearback/bounce';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApi, type TestApi } from '../http/api.fixture.ts';
import { eventOf } from '../store/store.fixture.ts';
import { createMetrics } from './metrics.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());

const seriesIn = (text: string): number =>
  text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;

it('100,000 events of other domains, hosts, lists, streams and replies', async () => {
  const metrics = createMetrics({
    ...{ version: '1.2.3', dataFolder: '.', now: Date.now, standingAlerts: api.store.standingAlerts },
    counts: api.store.counts,
  });
  const replies = ['550 5.1.1 No such user', '451 4.7.1 Greylisted', '452 4.2.2 Mailbox full', '554 5.7.1 Spam'];
  const verdicts = replies.flatMap((reply) =>
    Array.from({ length: 250 }, (_, n) => explain(`${reply} ${n}`, { mx: `mx${n}.host${n}.example` })),
  );
  const types = ['bounced', 'deferred', 'delivered', 'bounce_received', 'feedback_received', 'expired'] as const;
  metrics.observe(
    Array.from({ length: 100_000 }, (_, n) =>
      eventOf(types[n % types.length] ?? 'bounced', {
        ...{ recipient: `r@d${n}.example`, sender: `s@s${n}.example`, list: `list${n}`, stream: `stream${n}` },
        ...{ campaign: `c${n}`, mx: { host: `mx.d${n}.example`, address: '192.0.2.1' }, duration_ms: n },
        verdict: verdicts[n % verdicts.length] ?? null,
      }),
    ),
  );
  const text = await metrics.registry.metrics();
  metrics.close();
  expect(text).toMatch(/hearback_bounces_total\{[^}]+\} [1-9]/);
  expect(text).not.toMatch(/d99999|list99999|stream99999|host249/);
  expect(seriesIn(text)).toBeLessThan(2000);
});

it('1,000 paths, methods and parameters that there are not', async () => {
  const before = seriesIn((await api.operator.inject('/metrics')).body);
  for (let n = 0; n < 1000; n++) await api.operator.inject(`/v1/messages/x${n}/y?z${n}=1`);
  for (let n = 0; n < 300; n++) await api.operator.inject(`/v1/lists/name${n}/health`);
  const { body } = await api.operator.inject('/metrics');
  expect(body).not.toMatch(/x999|name299/);
  expect(seriesIn(body) - before).toBeLessThan(20);
});
