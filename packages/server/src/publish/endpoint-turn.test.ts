/** Turns of one endpoint, one after the other, with a clock that goes from each to the next. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../delivery/clock.ts';
import type { Fetch } from '../egress/fetch.ts';
import { createIds } from '../ledger/ids.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { day, eventOf, start } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { takeTurn } from './endpoint-turn.ts';
import { newSecret } from './signature.ts';

const id = 'wh_1';
let folder: string;
let store: Store;
let now: number;
/** Those to come; the last one stays. */
let answers: number[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-turn-'));
  store = await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 });
  [now, answers] = [start, [200]];
  await store.addWebhook({
    ...{
      id,
      url: 'https://hooks.example/a',
      description: '',
      types: [],
      secrets: [{ secret: newSecret(), until: null }],
    },
    ...{ state: 'active', why: null, createdAt: start, cursor: 0, failingSince: null },
  });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const happen = (recipient: string) =>
  store.commit({ events: [eventOf('delivered', { at: now, recipient, message_id: null })] });
const fetch: Fetch = async () => ({ status: (answers.length > 1 ? answers.shift() : answers[0]) ?? 200, body: '' });

/** Until there is nothing more to do. */
async function turns(): Promise<void> {
  const clock = { ...systemClock(1), now: () => now };
  const deps = { store, clock, ids: createIds(), fetch, version: '1.2.3', random: () => 0, delivered: () => {} };
  for (;;) {
    const next = await takeTurn({ ...deps, mayGoOn: async () => true, mayDisable: () => true }, id);
    if (next === null) return;
    now = next;
  }
}

test('one failure long after another disables nothing, when there was nothing to tell between', async () => {
  await happen('refused@there.example');
  answers = [500];
  await turns();
  expect((await store.deliveries(id, { state: 'failed' }, null, 10)).data).toHaveLength(1);
  now += 30 * day;
  await happen('later@there.example');
  answers = [503, 200];
  await turns();
  expect(await store.webhook(id)).toMatchObject({ state: 'active', failingSince: null });
  expect((await store.deliveries(id, { state: 'delivered' }, null, 10)).data).toHaveLength(1);
});

test('while something waits the days are counted on, also over what was given up', async () => {
  await happen('first@there.example');
  await happen('second@there.example');
  answers = [500];
  await turns();
  expect(await store.webhook(id)).toMatchObject({ state: 'disabled' });
  expect(now - start).toBeLessThan(6.5 * day);
});
