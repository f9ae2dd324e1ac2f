/** A commit on its way to a primary that dies: numbers of transactions are given anew by the standby that takes over. */
import { afterEach, expect, test } from 'vitest';
import { claimOne, lease } from '../contract/world.ts';
import { accepting, start } from '../store.fixture.ts';
import type { Store } from '../store.ts';
import { openPostgresStore } from './open.ts';
import { type PostgresPair, startPair } from './pair.fixture.ts';

let pair: PostgresPair;
let store: Store;
afterEach(async () => {
  await store.close();
  await pair.close();
});

test('what the standby has not heard of is written again, although others have its number there', {
  timeout: 120_000,
}, async () => {
  pair = await startPair(true);
  store = await openPostgresStore({ connection: pair.url, patience: 30_000 });
  await store.openSession(lease, start);
  await store.commit(accepting());
  const { entry } = await claimOne(store);

  pair.cutOff();
  const { messageId, position, lane } = entry;
  // Without an event, by which it would be found.
  const released = store.commit({ settle: [{ kind: 'release', messageId, position, lane }], events: [] });
  await expect.poll(() => pair.waiting(), { timeout: 30_000 }).toBe(1);
  await pair.failOver(async () => {
    for (let others = 0; others < 20; others++) await pair.standby.query('select pg_current_xact_id()');
  });
  expect(await released).toBe('committed');
  expect((await claimOne(store)).entry.messageId).toBe(messageId);
});
