/** What an operator asks of one process holds for mail that another has in its memory: two engines on a real PostgreSQL. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../delivery/clock.ts';
import { createWorld, submissionOf, type World } from '../delivery/engine.fixture.ts';
import type { Engine } from '../delivery/engine.ts';
import { openPostgresStore } from '../store/postgres/open.ts';
import { startTestServer, type TestServer } from '../store/postgres/test-server.fixture.ts';

let server: TestServer;
let tests = 0;
beforeAll(async () => {
  server = await startTestServer();
}, 120_000);
afterAll(() => server.stop());

let world: World;
let there: Engine;
let answerAll: () => void;
/** The second process hears only after this that a state of a lane is stored; how often it has read them all. */
let heard: Promise<void>;
let looks: number;
beforeEach(async () => {
  // What a test leaves in the queue is nothing to the next one.
  const database = `test_${++tests}`;
  await server.query(`create database ${database}`);
  const its = { connection: { ...server.connection, database } };
  const first = await openPostgresStore(its);
  const second = await openPostgresStore(its);
  const real = systemClock();
  const clock = {
    ...{ ...real, pass: async () => {}, rest: async () => {}, jump: () => {} },
    during: <T>(work: Promise<T>) => work,
  };
  const limits = new Map([['*', { connections: 1 }]]);
  heard = Promise.resolve();
  looks = 0;
  const slow: typeof second = {
    ...second,
    setLaneState: (state) => second.setLaneState(state).then(() => heard),
    laneStates: () => second.laneStates().finally(() => looks++),
  };
  world = await createWorld({ stores: [first, slow], clock, settings: { lease: 60_000, limits } });
  const answered = new Promise<void>((resolve) => {
    answerAll = resolve;
  });
  world.hold = () => answered;
  there = await world.another();
  second.onNews((subjects) => {
    if (subjects.has('recalls')) there.recallsChanged();
    if (subjects.has('lanes')) there.lanesChanged();
  });
});
afterEach(async () => {
  answerAll();
  await world.end();
});

const poll = <T>(look: () => T) => expect.poll(look, { timeout: 20_000 });
const names = ['first', 'a', 'b', 'c', 'd'];
const recipients = (): readonly string[] =>
  world.transactions.flatMap(({ message }) => message.recipients.map(({ address }) => address));

/** The first is being sent by the other process, which has the others ready in its memory. */
async function ready(domain: string): Promise<void> {
  for (const name of names) await there.accept(submissionOf([`${name}@${domain}`]));
  await poll(() => there.stats()).toMatchObject({ inMemory: 5, connections: 1 });
}

test('a pause that is written over another process’s resumption, which waits for its answer still, holds there too', async () => {
  await there.control.pause('six.example', null, 'bob', 'repairs');
  let answer = (): void => {};
  heard = new Promise((resolve) => {
    answer = resolve;
  });
  const resuming = there.control.resume('six.example', 'bob');
  const stored = async () => (await world.store.laneStates()).map(({ suspendedSince }) => suspendedSince !== null);
  await poll(stored).not.toContain(true);
  const before = looks;
  await world.engine.control.pause('six.example', null, 'ann', 'their wish');
  await poll(() => looks).toBeGreaterThan(before);
  answer();
  await resuming;
  // Sooner than everything is looked at in any case.
  await expect
    .poll(() => there.control.lanes().map(({ state }) => state?.by), { timeout: 5000 })
    .toEqual(['ann', 'ann']);
});

describe('mail that is ready in the memory of another process', () => {
  test('is cancelled, but for what is on its way, which is told', async () => {
    await ready('one.example');
    const asked = performance.now();
    expect(await world.engine.control.cancel({ domain: 'one.example' }, 'ann')).toEqual({ changed: 4, beingSent: 1 });
    // The other told what was on its way: nobody waits five seconds for that to come back.
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(world.eventsOf('cancelled')).toHaveLength(4);
    answerAll();
    await poll(() => there.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0 });
    expect(recipients()).toEqual(['first@one.example']);
    expect(await world.store.counts(Date.now())).toMatchObject({ waiting: 0, held: 0, leased: 0 });
  });

  test('is held, what comes back from its way as well, and is let go again', async () => {
    await ready('two.example');
    expect(await world.engine.control.hold({ domain: 'two.example' })).toEqual({ changed: 4, beingSent: 1 });
    world.answer = () => '450 4.7.1 Greylisted';
    answerAll();
    await poll(() => there.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0 });
    expect(recipients()).toEqual(['first@two.example']);
    expect(await world.store.counts(Date.now())).toMatchObject({ waiting: 0, held: 5, leased: 0 });
    world.answer = () => '250 2.0.0 Ok';
    expect(await world.engine.control.release({ domain: 'two.example' })).toBe(5);
    await world.engine.control.retry({ domain: 'two.example' });
    await poll(() => world.eventsOf('delivered').length).toBe(5);
  });

  test('what was on its way stays held when the other process cancels the rest', async () => {
    await ready('five.example');
    await there.control.hold({ recipient: 'first@five.example' });
    expect(await world.engine.control.cancel({ domain: 'five.example' }, 'ann')).toEqual({ changed: 4, beingSent: 1 });
    world.answer = () => '450 4.7.1 Greylisted';
    answerAll();
    await poll(() => there.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0 });
    expect(await world.store.counts(Date.now())).toMatchObject({ waiting: 0, held: 1, leased: 0 });
  });

  test('is given up, and its senders are told', async () => {
    await ready('three.example');
    const acted = await world.engine.control.expire({ domain: 'three.example' }, 'ann');
    expect(acted).toEqual({ changed: 4, beingSent: 1 });
    expect(world.eventsOf('expired')).toHaveLength(4);
    world.answer = () => '450 4.7.1 Greylisted';
    answerAll();
    await poll(() => world.eventsOf('deferred').map(({ recipient }) => recipient)).toContain('first@three.example');
    // It was not to be held.
    await poll(() => world.store.counts(Date.now())).toMatchObject({ held: 0, leased: 0 });
  });

  test('one recipient of several is taken out of the middle', async () => {
    await there.accept(submissionOf(['first@four.example']));
    await there.accept(submissionOf(['a@four.example', 'b@four.example', 'c@four.example']));
    await poll(() => there.stats()).toMatchObject({ inMemory: 4, connections: 1 });
    const acted = await world.engine.control.cancel({ recipient: 'B@four.example' }, 'ann');
    expect(acted).toEqual({ changed: 1, beingSent: 0 });
    answerAll();
    await poll(() => there.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0 });
    const delivered = recipients().filter((address) => address.endsWith('@four.example'));
    expect(delivered).toEqual(['first@four.example', 'a@four.example', 'c@four.example']);
  });
});
