/** What a store ends in is a function of the set of events: not of their order, repetition or coincidence. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPostgresStore } from '../store/postgres/open.ts';
import { startTestServer } from '../store/postgres/test-server.fixture.ts';
import type { LedgerEvent } from './event.ts';
import { eventsOf, happenings, stateOf } from './happenings.fixture.ts';
import { openRecorded, type RecordedWorld, recordedIn } from './record.fixture.ts';

/** 300 on every change; HEARBACK_PROPERTY_RUNS=10000 before a release. */
const runs = Number(process.env['HEARBACK_PROPERTY_RUNS'] ?? 300);

async function withSqlite(work: (world: RecordedWorld) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hearback-order-'));
  const world = await openRecorded(join(folder, 'hearback.db'));
  try {
    await work(world);
  } finally {
    await world.store.close();
    await rm(folder, { recursive: true });
  }
}

const recordAll = ({ recorder }: RecordedWorld, events: readonly LedgerEvent[]) =>
  Promise.all(events.map((event) => recorder.record({ events: [event] })));

test(
  'any order, any repetition, one by one, in one unit or at once: the same entries and the same counts',
  () =>
    withSqlite(async (world) => {
      let run = 0;
      const told = happenings({ messages: 3, recipients: 2, events: 9 }).chain((list) =>
        fc.record({
          list: fc.constant(list),
          order: fc.shuffledSubarray([...list.keys(), ...list.keys()], { minLength: list.length * 2 }),
        }),
      );
      const property = fc.asyncProperty(told, async ({ list, order }) => {
        const [one, two] = [`one${run}`, `two${run}`];
        const events = eventsOf(list, one);
        if (run++ % 5 > 0) await world.recorder.record({ events });
        else for (const event of events) await world.recorder.record({ events: [event] });
        const again = eventsOf(list, two);
        await recordAll(
          world,
          order.map((index) => again[index]).filter((event) => event !== undefined),
        );
        expect(await stateOf(world.store, two, 2)).toEqual(await stateOf(world.store, one, 2));
      });
      await fc.assert(property, { numRuns: runs });
    }),
  runs * 1000,
);

test('2,000 events end in the same state in SQLite and in PostgreSQL', async () => {
  const samples = fc.sample(happenings({ messages: 400, recipients: 60, events: 2000 }), { numRuns: 400, seed: 7 });
  const told = samples.flat().slice(0, 2000);
  expect(told).toHaveLength(2000);
  const states: unknown[] = [];
  await withSqlite(async (world) => {
    await recordAll(world, eventsOf(told, 'same'));
    states.push(await stateOf(world.store, 'same', 60));
  });
  const server = await startTestServer();
  try {
    const world = recordedIn(await openPostgresStore({ connection: server.connection }));
    await recordAll(world, eventsOf(told, 'same').toReversed());
    states.push(await stateOf(world.store, 'same', 60));
    await world.store.close();
  } finally {
    await server.stop();
  }
  expect(states[1]).toEqual(states[0]);
  expect(JSON.stringify(states[0])).toContain('confirmed');
}, 300_000);
