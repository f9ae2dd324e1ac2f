/** Thresholds of health from the configuration to what is said of lists, and to where alert rules begin. */
import { explain } from '@hearback/bounce';
import { afterEach, expect, test } from 'vitest';
import { openTestApi, type TestApi } from '../http/api.fixture.ts';
import type { WireHealth, WirePart } from '../http/health-shapes.ts';
import { eventOf, messageOf } from '../store/store.fixture.ts';
import { rateThresholds } from './health-settings.ts';
import { loadConfig } from './load.ts';
import { writeProblem } from './read.ts';

let api: TestApi | null = null;
afterEach(async () => {
  await api?.close();
  api = null;
});

function thresholdsBy(...set: readonly string[]) {
  const { read } = loadConfig({ file: null, set, env: { HOME: '/nowhere' } });
  if (!read.ok) throw new Error(read.problems.map(writeProblem).join('\n'));
  return rateThresholds(read.config);
}

/** 100 recipients of a list, 8 of them unknown. */
async function openWith(...set: readonly string[]): Promise<TestApi> {
  const opened = await openTestApi({ thresholds: thresholdsBy(...set) });
  api = opened;
  const at = Date.now() - 3_600_000;
  const verdict = explain('550 5.1.1 No such user');
  const events = Array.from({ length: 100 }, (_, index) =>
    eventOf(index < 8 ? 'bounced' : 'delivered', {
      ...{ at, message_id: messageOf({ acceptedAt: at }).id, list: 'news', recipient: `r${index}@one.example` },
      ...(index < 8 ? { verdict } : {}),
    }),
  );
  await opened.store.commit({ events });
  return opened;
}

async function told(opened: TestApi) {
  const ask = async <T>(url: string): Promise<T> => (await opened.operator.inject(url)).json<T>();
  const [list] = (await ask<{ data: readonly WirePart[] }>('/v1/lists')).data;
  const { data: rules } = await ask<{ data: readonly { name: string; threshold: number }[] }>('/v1/alert-rules');
  const { data: top } = await ask<{ data: readonly WirePart[] }>('/v1/stats/top?dimension=list');
  return {
    state: (await ask<WireHealth>('/v1/health')).state,
    list: [list?.hard.threshold, list?.hard.state, top[0]?.hard.state],
    rule: rules.find(({ name }) => name === 'list_hard_rate')?.threshold,
  };
}

test('as it comes, a hundred recipients are too few, and the limit is 5 %', async () => {
  expect(await told(await openWith())).toEqual({
    state: 'not_enough_mail',
    list: [0.05, 'not_enough_mail', 'not_enough_mail'],
    rule: 0.05,
  });
});

test('whoever mails little and wants to hear early sets it so', async () => {
  expect(await told(await openWith('health.least=50', 'health.hard=0.02'))).toEqual({
    state: 'breached',
    list: [0.02, 'breached', 'breached'],
    rule: 0.02,
  });
});

test('a limit of complaints below the one to watch from takes that with it; no share is above 1', () => {
  expect(thresholdsBy('health.complaints=0.0005')).toMatchObject({ complaints: 0.0005, complaintsWatch: 0.0005 });
  expect(() => thresholdsBy('health.soft=2')).toThrow('health.soft');
});
