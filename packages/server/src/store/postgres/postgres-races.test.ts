/** What two processes must not do to each other, whatever one does between another's look and its deed. */
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimAll, claimOne, lease } from '../contract/world.ts';
import { accepting, done, eventOf, start } from '../store.fixture.ts';
import type { Store } from '../store.ts';
import { openPostgresStore } from './open.ts';
import { lockHolder, startTestServer, type TestServer } from './test-server.fixture.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 120_000);
afterAll(() => server.stop());

let stores: Store[];
let tests = 0;
beforeEach(async () => {
  stores = [];
  await server.query(`create database test_${++tests}`);
});
afterEach(async () => {
  for (const store of stores) await store.close();
});
const connection = () => ({ ...server.connection, database: `test_${tests}` });
const query = (text: string) => server.query(text, `test_${tests}`);
async function open(ownClock = false): Promise<Store> {
  const store = await openPostgresStore({ connection: connection(), ownClock });
  stores.push(store);
  return store;
}
const poll = <T>(look: () => T) => expect.poll(look, { timeout: 20_000 });

test('of two processes whose clocks differ, neither takes what the other holds, or its duties, before the lease has ended', async () => {
  const [slow, fast] = [await open(), await open()];
  const hour = 3_600_000;
  const [behind, ahead] = [Date.now() - hour, Date.now() + hour];
  await slow.openSession(lease, behind);
  await fast.openSession(lease, ahead);
  await slow.commit(accepting({ to: ['held@x'] }));
  expect(await claimAll(slow, ahead)).toHaveLength(1);
  expect(await slow.takeDuty('alerts', 'slow', behind, behind + lease)).toBe(true);
  expect(await claimAll(fast, ahead)).toEqual([]);
  expect(await fast.takeDuty('alerts', 'fast', ahead, ahead + lease)).toBe(false);
  expect(await slow.renew(behind)).toBe(true);
  await query(`update sessions set alive_until = alive_until - ${2 * lease} where id = (select min(id) from sessions)`);
  await query(`update duties set until = until - ${2 * lease}`);
  expect(await claimAll(fast, ahead)).toHaveLength(1);
  expect(await fast.takeDuty('alerts', 'fast', ahead, ahead + lease)).toBe(true);
});

test('what somebody changes while it is found to be old enough to go stays', { timeout: 60_000 }, async () => {
  const store = await open();
  const lane = 'domain:there.example|*|*';
  const free = { suspendedSince: null, suspendedUntil: null, suspendedTotal: 0, rateFactor: null, rateUntil: null };
  await store.setLaneState({ lane, ...free, why: 'repairs', by: 'ann' });
  await store.commit(accepting({ key: { key: 'k', fingerprint: 'f' } }));
  const other = new pg.Client(connection());
  await other.connect();
  await other.query(`begin; update lane_states set suspended_since = 1; update idempotency set at = 9e15`);
  const before = { now: start, dialogues: 0, messages: 0, events: 0, idempotency: start + 1 };
  const sweeping = Promise.all([store.sweepLanes(10), store.sweep(before, 10)]);
  await poll(async () => (await query(`select 1 from pg_locks where not granted`)).rows.length).toBe(2);
  await other.query('commit');
  await other.end();
  expect(await sweeping).toEqual([0, 0]);
  expect(await store.laneStates()).toMatchObject([{ lane, suspendedSince: 1 }]);
});

describe('between finding what is due and leasing it', () => {
  /** Leases wait until the lock is given back, when they have seen the queue as it is. */
  async function holdLeases(): Promise<void> {
    await query(`create or replace function wait_for_test() returns trigger language plpgsql as
      $$ begin if current_query() like '%skip locked%' then perform pg_advisory_xact_lock(4711); end if; return null; end $$`);
    await query(`create trigger wait_for_test before update on queue
      for each statement execute function wait_for_test()`);
  }

  test('an operator holds it: it does not go', { timeout: 60_000 }, async () => {
    const store = await open();
    await store.openSession(lease, start);
    await store.commit(accepting({ to: ['held@x', 'goes@x'] }));
    await holdLeases();
    const holder = await lockHolder(connection());
    const claiming = claimAll(store);
    const waits = `select 1 from pg_locks where locktype = 'advisory' and not granted`;
    await poll(async () => (await query(waits)).rows).toHaveLength(1);
    expect(await store.change({ recipient: 'held@x' }, { kind: 'hold' })).toBe(1);
    await holder.release();
    expect((await claiming).map(({ entry }) => entry.recipient)).toEqual(['goes@x']);
  });
});

test('of two processes one freezes past its lease: what it sent meanwhile is not booked again', async () => {
  const [awake, frozen] = [await open(true), await open(true)];
  await awake.openSession(lease, start);
  await frozen.openSession(lease, start);
  await awake.commit(accepting());
  const mine = await claimOne(frozen);
  const late = start + lease + 1;
  await awake.renew(late);
  const theirs = await claimOne(awake, late);
  const delivered = eventOf('delivered', { message_id: mine.entry.messageId });
  expect(await awake.commit({ settle: [done(theirs)], events: [delivered] })).toBe('committed');
  const again = eventOf('delivered', { message_id: mine.entry.messageId });
  expect(await frozen.commit({ settle: [done(mine)], events: [again] })).toBe('lease_lost');
  expect((await awake.events({ type: 'delivered' }, null, 10)).data).toEqual([delivered]);
  expect(await frozen.renew(late)).toBe(false);
  expect(await claimAll(frozen, late)).toEqual([]);
});
