/** What a store ends in is a function of the set of events: not of their order, repetition or coincidence. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPostgresStore } from '../store/postgres/open.ts';
import { startTestServer } from '../store/postgres/test-server.fixture.ts';
import type { Store } from '../store/store.ts';
import { corrected } from './corrected.ts';
import type { LedgerEvent } from './event.ts';
import { isFailure } from './failure.ts';
import { causal, eventsOf, happenings, recordHappening, stateOf } from './happenings.fixture.ts';
import { openRecorded, type RecordedWorld, recordedIn } from './record.fixture.ts';
import { effectOn } from './recount.ts';
import { outcomeMessage } from './subject.ts';

/** 300 on every change; HEARBACK_PROPERTY_RUNS=10000 before a release. */
const runs = Number(process.env['HEARBACK_PROPERTY_RUNS'] ?? 300);

/** A store keeps the incidents of all runs, and every decision looks at those: after so many there is a new store. */
const runsOfStore = 50;

/** Gives the store for the next run. */
async function withSqlite(work: (next: () => Promise<RecordedWorld>) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hearback-order-'));
  let asked = 0;
  let world: RecordedWorld | null = null;
  const next = async (): Promise<RecordedWorld> => {
    if (world !== null && ++asked % runsOfStore > 0) return world;
    await world?.store.close();
    const own = await mkdtemp(join(folder, 'store-'));
    world = await openRecorded(join(own, 'hearback.db'));
    return world;
  };
  try {
    await work(next);
  } finally {
    await (world as RecordedWorld | null)?.store.close();
    await rm(folder, { recursive: true });
  }
}

const recordAll = (world: RecordedWorld, events: readonly LedgerEvent[], name: string, recipients: number) =>
  Promise.all(events.map((event) => recordHappening(world, event, name, recipients)));

/** How many outcomes each reason stands for: as the roll-ups say, and as the events with their corrections come to. */
async function reasonsIn({ rollUps }: Store, world: string): Promise<Record<string, number>> {
  const asked = { grain: 'daily', dimension: 'list|reason', key: null, from: 0, to: Number.MAX_SAFE_INTEGER } as const;
  const found: Record<string, number> = {};
  for (const { key, counts } of await rollUps(asked)) {
    const [list = '', reason = ''] = key.split('|');
    if (list === `list ${world}` && counts.attempted > 0) found[reason] = (found[reason] ?? 0) + counts.attempted;
  }
  return found;
}

/** Of each failure: the reason that the correction in force gives it, or its own. */
const reasonsFound = (events: readonly LedgerEvent[]): readonly string[] =>
  corrected(events)
    .filter(isFailure)
    .map(({ id, verdict }) => `${id.slice(id.lastIndexOf(':'))} ${verdict?.reason ?? null}`)
    .toSorted();
const withoutClass = (found: readonly string[]): readonly string[] =>
  found.map((each) => each.replace(/ \w+ /, ' ')).toSorted();

function outcomesOf(events: readonly LedgerEvent[]): ReadonlyMap<string, LedgerEvent[]> {
  const outcomes = new Map<string, LedgerEvent[]>();
  for (const event of events) {
    const name = `${outcomeMessage(event)} ${event.recipient}`;
    const known = outcomes.get(name);
    if (known === undefined) outcomes.set(name, [event]);
    else known.push(event);
  }
  return outcomes;
}

function reasonsOf(events: readonly LedgerEvent[]): Record<string, number> {
  const outcomes = outcomesOf(events);
  const found: Record<string, number> = {};
  for (const about of outcomes.values()) {
    const [first] = about;
    const cause = first === undefined ? null : (effectOn(outcomeMessage(first), about)?.cause ?? null);
    if (cause !== null) found[cause[2]] = (found[cause[2]] ?? 0) + 1;
  }
  return found;
}

test(
  'any order, any repetition, one by one, in one unit or at once: the same entries and the same counts',
  () =>
    withSqlite(async (next) => {
      let run = 0;
      const happened = happenings({ messages: 3, recipients: 2, events: 9 }).chain((list) =>
        fc.record({
          list: fc.constant(list),
          order: fc.shuffledSubarray([...list.keys(), ...list.keys()], { minLength: list.length * 2 }),
        }),
      );
      const property = fc.asyncProperty(happened, async ({ list, order }) => {
        const world = await next();
        const [one, two] = [`one${run}`, `two${run}`];
        const events = eventsOf(list, one);
        const [told, incident] = [events.filter((event) => !event.incident), events.filter((event) => event.incident)];
        if (run++ % 5 > 0) {
          await world.recorder.record({ events: told });
          for (const event of incident) await recordHappening(world, event, one, 2);
        } else for (const event of events) await recordHappening(world, event, one, 2);
        const again = eventsOf(list, two);
        await recordAll(world, causal(again, order), two, 2);
        const [first, second] = [await stateOf(world.store, one, 2), await stateOf(world.store, two, 2)];
        expect(second.entries).toEqual(first.entries);
        // While an incident is open it covers what is to come; nothing of that is recorded before the close, but here it is.
        if (!events.some(({ type }) => type === 'incident_closed')) {
          expect(second.counts).toEqual(first.counts);
          expect(second.found).toEqual(first.found);
        }
        expect(withoutClass(first.found)).toEqual(reasonsFound(events));
        expect(await reasonsIn(world.store, one)).toEqual(reasonsOf(events));
      });
      await fc.assert(property, { numRuns: runs });
    }),
  runs * 1000,
);

test('2,000 events end in the same state in SQLite and in PostgreSQL', async () => {
  const samples = fc.sample(happenings({ messages: 400, recipients: 60, events: 2000 }), { numRuns: 400, seed: 7 });
  // Each incident makes every decision that is under way look again: there are few of them in life.
  let incidents = 0;
  const told = samples
    .flat()
    .filter(({ kind }) => kind !== 'incident_closed' && (!kind.startsWith('incident') || incidents++ < 6))
    .slice(0, 2000);
  expect(told).toHaveLength(2000);
  const states: unknown[] = [];
  await withSqlite(async (next) => {
    const world = await next();
    await recordAll(world, eventsOf(told, 'same'), 'same', 60);
    states.push(await stateOf(world.store, 'same', 60));
  });
  const server = await startTestServer();
  try {
    const world = recordedIn(await openPostgresStore({ connection: server.connection }));
    const events = eventsOf(told, 'same');
    await recordAll(world, causal(events, [...events.keys()].toReversed()), 'same', 60);
    states.push(await stateOf(world.store, 'same', 60));
    await world.store.close();
  } finally {
    await server.stop();
  }
  expect(states[1]).toEqual(states[0]);
  expect(JSON.stringify(states[0])).toContain('confirmed');
  expect(JSON.stringify(states[0])).toContain('inc_world');
}, 300_000);
