/** Crashes, restarts and several processes on one queue: nothing lost, nothing sent by who lost the right to. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Store } from '../store/store.ts';
import { StoreError } from '../store/store-error.ts';
import { createWorld, day, hour, minute, routeTo, submissionOf, type World } from './engine.fixture.ts';

let world: World;
afterEach(() => world.end());

/** Lets sending wait until it is called. */
function gate(): () => void {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  world.hold = () => opened;
  return open;
}

/** A macrotask or two: what needs no time has happened. */
const moment = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await new Promise<void>((resolve) => void setImmediate(resolve));
};

describe('a restart', () => {
  test('goes on where the last process stopped', async () => {
    world = await createWorld();
    world.answer = (_to, _host, count) => (count === 0 ? '450 4.7.1 Greylisted' : '250 2.0.0 Ok');
    await world.submit(['bob@there.example']);
    await world.clock.pass(minute);
    await world.engine.drain();
    await world.another();
    await world.clock.pass(hour);
    expect(world.eventsOf('deferred')).toHaveLength(1);
    expect(world.eventsOf('delivered')).toMatchObject([{ attempt: 2 }]);
  });

  test('brings suspended lanes back as they were', async () => {
    world = await createWorld();
    await world.engine.control.pause('there.example', null, 'ann', 'repairs');
    await world.engine.drain();
    const engine = await world.another();
    await engine.accept(submissionOf(['bob@there.example']));
    await world.clock.pass(hour);
    expect(world.transactions).toEqual([]);
    await engine.control.resume('there.example', 'ann');
    await world.clock.pass(hour);
    expect(world.transactions).toHaveLength(1);
  });
});

describe('a drain', () => {
  test('ends what runs, gives back the rest, and takes nothing more', async () => {
    world = await createWorld({ settings: { limits: new Map([['*', { connections: 1 }]]) } });
    const open = gate();
    await world.submit(['first@there.example']);
    await world.submit(['second@there.example']);
    const drained = world.engine.drain();
    expect(await world.submit(['third@there.example'])).toMatchObject({ kind: 'refused', code: 421 });
    open();
    await drained;
    expect(world.eventsOf('delivered').map(({ recipient }) => recipient)).toEqual(['first@there.example']);
    expect(await world.store.counts(world.clock.now())).toMatchObject({ waiting: 1, leased: 0 });
  });
});

describe('a stop', () => {
  test('loses nothing', async () => {
    world = await createWorld();
    const open = gate();
    await world.submit(['bob@there.example']);
    await moment();
    const stopped = world.engine.stop();
    open();
    await stopped;
    world.hold = async () => {};
    await world.another();
    await world.clock.pass(hour);
    expect(world.eventsOf('delivered').length).toBeGreaterThanOrEqual(1);
    expect(await world.store.counts(world.clock.now())).toMatchObject({ waiting: 0, leased: 0 });
  });
});

describe('a process whose lease ran out', () => {
  const settings = { lease: minute };

  test('sends nothing any more that another may have, and goes on with a new session', async () => {
    world = await createWorld({ settings: { ...settings, limits: new Map([['*', { rate: 0.1, connections: 1 }]]) } });
    for (const name of ['a', 'b', 'c', 'd']) await world.submit([`${name}@there.example`]);
    await world.clock.rest();
    expect(world.transactions).toHaveLength(1);
    // The store declares the session dead, as it does when another process finds it silent.
    await world.store.closeSession();
    await world.clock.pass(10 * minute);
    expect(world.logged).toContain('The lease was lost: nothing is sent until a new session is open.');
    expect(world.eventsOf('delivered')).toHaveLength(4);
    expect(new Set(world.transactions.map(({ message }) => message.recipients[0]?.address)).size).toBe(4);
    expect(world.engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0, running: 0 });
  });

  test('does not record what it found out too late: the other one decides', async () => {
    world = await createWorld({ settings });
    const open = gate();
    await world.submit(['bob@there.example']);
    await moment();
    await world.store.closeSession();
    world.answer = (_to, _host, count) => (count === 0 ? '550 5.1.1 User unknown' : '250 2.0.0 Ok');
    open();
    await world.clock.pass(minute);
    expect(world.eventsOf('bounced')).toEqual([]);
    expect(world.eventsOf('delivered')).toHaveLength(1);
  });

  test('does not send what it took under it: the answer of the store came when the session was another', async () => {
    world = await createWorld({ settings });
    await world.engine.drain();
    let answer: () => void = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const commit: Store['commit'] = async (unit) => {
      const committed = await world.store.commit(unit);
      if (unit.accept !== undefined) await answered;
      return committed;
    };
    const engine = await world.another({ store: { ...world.store, commit } });
    const accepted = engine.accept(submissionOf(['bob@there.example']));
    await world.clock.rest();
    await world.store.closeSession();
    // A new session is open, and has sent what the other one left.
    await world.clock.pass(10 * minute);
    expect(world.transactions).toHaveLength(1);
    answer();
    expect((await accepted).kind).toBe('accepted');
    await world.clock.pass(10 * minute);
    expect(world.transactions).toHaveLength(1);
    expect(world.eventsOf('delivered')).toHaveLength(1);
    expect(engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0, running: 0 });
  });
});

describe('a lease that is lost while mail is being sent', () => {
  /** One message is on its way when another's answer comes too late. */
  async function caughtInTheAct(): Promise<{ readonly find: () => Promise<void> }> {
    world = await createWorld({ settings: { lease: minute, limits: new Map([['*', { connections: 1 }]]) } });
    gate();
    await world.submit(['bob@there.example']);
    await moment();
    const open = gate();
    await world.submit(['eve@elsewhere.example']);
    await moment();
    world.hold = async () => {};
    return {
      find: async () => {
        await world.store.closeSession();
        open();
        await moment();
      },
    };
  }

  test('leaves nothing behind in memory', async () => {
    const { find } = await caughtInTheAct();
    await find();
    await world.clock.pass(10 * minute);
    expect(world.logged).toContain('The lease was lost: nothing is sent until a new session is open.');
    expect(world.eventsOf('delivered')).toHaveLength(2);
    expect(world.engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0, running: 0, connections: 0 });
  });

  test('begins no new session in a process that is ending', async () => {
    const { find } = await caughtInTheAct();
    await world.submit(['next@there.example']);
    const drained = world.engine.drain();
    await find();
    await drained;
    await world.clock.pass(hour);
    expect(world.transactions.map(({ host }) => host)).toEqual(['mx.elsewhere.example']);
    expect(await world.store.counts(world.clock.now())).toMatchObject({ waiting: 3, leased: 0 });
  });
});

describe('a lease whose answer was lost', () => {
  const unknown = (): StoreError => new StoreError('unavailable', 'it is not known', { applied: null });
  /** Does it, and the first time that something came of it tells nothing of that. */
  const silent = <A extends unknown[], R>(
    work: (...given: A) => Promise<R>,
    counts: (done: R, ...given: A) => boolean,
  ) => {
    let isFirst = true;
    return async (...given: A): Promise<R> => {
      const done = await work(...given);
      if (!isFirst || !counts(done, ...given)) return done;
      isFirst = false;
      throw unknown();
    };
  };

  test('of a claim: what it took is sent all the same, in the same hour', async () => {
    world = await createWorld({ settings: { safety: minute } });
    await world.engine.control.pause('there.example', null, 'ann', 'repairs');
    await world.submit(['bob@there.example']);
    await world.engine.drain();
    const claim = silent(world.store.claim, (claimed) => claimed.length > 0);
    const engine = await world.another({ store: { ...world.store, claim } });
    await engine.control.resume('there.example', 'ann');
    await world.clock.pass(hour);
    expect(world.eventsOf('delivered')).toHaveLength(1);
    expect(engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0 });
  });

  test('of mail that was taken: it does not wait for the end of the process', async () => {
    world = await createWorld();
    await world.engine.drain();
    const commit = silent(world.store.commit, (_, unit) => unit.accept !== undefined);
    const engine = await world.another({ store: { ...world.store, commit } });
    expect(await engine.accept(submissionOf(['bob@there.example']))).toMatchObject({ kind: 'refused', code: 452 });
    await world.clock.pass(hour);
    expect(world.transactions).toHaveLength(1);
    expect(await world.store.counts(world.clock.now())).toMatchObject({ waiting: 0, leased: 0 });
    expect(engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0 });
  });
});

describe('a machine that was asleep', () => {
  const settings = { lease: minute, limits: new Map([['*', { rate: 0.1, connections: 1 }]]) };
  const addresses = (): readonly (string | undefined)[] =>
    world.transactions.map(({ message }) => message.recipients[0]?.address);

  test('sends nothing that another process has taken meanwhile', async () => {
    world = await createWorld({ settings });
    for (const name of ['a', 'b', 'c', 'd']) await world.submit([`${name}@there.example`]);
    await world.clock.rest();
    world.clock.jump(hour);
    await world.another();
    await world.clock.pass(10 * minute);
    expect(addresses().toSorted()).toEqual(['a', 'b', 'c', 'd'].map((name) => `${name}@there.example`));
  });

  test('goes on where nobody has', async () => {
    world = await createWorld({ settings });
    for (const name of ['a', 'b', 'c', 'd']) await world.submit([`${name}@there.example`]);
    await world.clock.rest();
    world.clock.jump(hour);
    await world.clock.pass(10 * minute);
    expect(addresses()).toHaveLength(4);
    expect(world.logged).toEqual([]);
  });
});

describe('two processes', () => {
  test('share the queue and send each message once', async () => {
    world = await createWorld({ settings: { entriesInMemory: 150 } });
    world.answer = (_to, _host, count) => (count < 80 ? '450 4.7.1 Greylisted' : '250 2.0.0 Ok');
    for (let index = 0; index < 80; index++) await world.submit([`user${index}@there.example`]);
    await world.clock.pass(minute);
    await world.another();
    await world.clock.pass(day);
    expect(world.eventsOf('delivered')).toHaveLength(80);
    expect(new Set(world.eventsOf('delivered').map(({ recipient }) => recipient)).size).toBe(80);
    expect(world.transactions).toHaveLength(160);
  });
});

test('a store that fails for a while: nothing is sent twice, nothing is forgotten', async () => {
  world = await createWorld();
  await world.engine.drain();
  let isFailing = false;
  const commit: Store['commit'] = (unit) =>
    isFailing && unit.accept === undefined ? Promise.reject(new Error('I/O error')) : world.store.commit(unit);
  const engine = await world.another({ store: { ...world.store, commit } });
  isFailing = true;
  await engine.accept(submissionOf(['bob@there.example']));
  await world.clock.pass(hour);
  expect(world.transactions).toHaveLength(1);
  expect(world.eventsOf('delivered')).toEqual([]);
  isFailing = false;
  await world.clock.pass(minute);
  expect(world.transactions).toHaveLength(1);
  expect(world.eventsOf('delivered')).toHaveLength(1);
  expect(await world.store.counts(world.clock.now())).toMatchObject({ waiting: 0, leased: 0 });
});

test('mail is taken while no session can be had, and sent once there is one', async () => {
  world = await createWorld({ settings: { lease: minute } });
  await world.store.closeSession();
  expect((await world.submit(['bob@there.example'])).kind).toBe('accepted');
  await world.clock.pass(5 * minute);
  expect(world.eventsOf('delivered').length).toBe(1);
});

describe('a domain that is paused and resumed while two processes share the queue', () => {
  test('goes again at the one that took its mail, whichever has seen what', async () => {
    world = await createWorld();
    const there = await world.another();
    await world.engine.control.pause('there.example', null, 'ann', 'repairs');
    there.lanesChanged();
    await world.clock.rest();
    // Their lane is named for the first time by this, there alone.
    await there.accept(submissionOf(['bob@there.example']));
    await world.clock.pass(minute);
    expect(world.transactions).toEqual([]);
    await world.engine.control.resume('there.example', 'ann');
    there.lanesChanged();
    await world.clock.pass(minute);
    expect(world.transactions).toHaveLength(1);
  });

  test('goes again where mail came in between the order and the news of it', async () => {
    world = await createWorld();
    const there = await world.another();
    await world.engine.control.pause('there.example', null, 'ann', 'repairs');
    there.lanesChanged();
    await world.clock.rest();
    await world.engine.control.resume('there.example', 'ann');
    await there.accept(submissionOf(['bob@there.example']));
    await world.clock.pass(minute);
    expect(world.transactions).toEqual([]);
    there.lanesChanged();
    await world.clock.pass(minute);
    expect(world.transactions).toHaveLength(1);
    expect(there.control.lanes().filter(({ state }) => state?.suspendedSince != null)).toEqual([]);
  });

  test('stops at the other, too, what is ready there in the lane of its site', async () => {
    world = await createWorld({ settings: { limits: new Map([['*', { rate: 0.1, connections: 1 }]]) } });
    world.routes = () => routeTo('google');
    const there = await world.another();
    for (let index = 0; index < 5; index++) await there.accept(submissionOf([`a${index}@one.example`]));
    await world.clock.rest();
    const before = world.transactions.length;
    await world.engine.control.pause('one.example', null, 'ann', 'their wish');
    there.lanesChanged();
    await world.clock.pass(hour);
    expect(world.transactions).toHaveLength(before);
    await world.engine.control.resume('one.example', 'ann');
    there.lanesChanged();
    await world.clock.pass(hour);
    expect(world.eventsOf('delivered')).toHaveLength(5);
  });

  test('is forgotten by both when nothing waits in it any more', async () => {
    world = await createWorld();
    const there = await world.another();
    await world.engine.control.pause('there.example', null, 'ann', 'repairs');
    there.lanesChanged();
    await there.accept(submissionOf(['bob@there.example']));
    await world.clock.pass(minute);
    await world.engine.control.resume('there.example', 'ann');
    // Released, it is slow for a while.
    await world.clock.pass(hour);
    expect(world.transactions).toHaveLength(1);
    await world.store.sweepLanes(10);
    for (const engine of [world.engine, there]) engine.lanesChanged();
    await world.clock.rest();
    for (const engine of [world.engine, there])
      expect(engine.control.lanes().filter(({ state }) => state !== null)).toEqual([]);
    await there.accept(submissionOf(['eve@there.example']));
    await world.clock.rest();
    expect(world.transactions).toHaveLength(2);
  });

  test('a lane that was paused by its own name stays so when the time of its place has run out', async () => {
    world = await createWorld();
    const there = await world.another();
    await world.engine.control.pause('there.example', world.clock.now() + minute, 'ann', 'repairs');
    await world.engine.control.pause('there.example|default|news', null, 'ann', 'complaints');
    there.lanesChanged();
    await world.clock.pass(2 * minute);
    there.lanesChanged();
    await there.accept(submissionOf(['bob@there.example'], { submission: { labels: { stream: 'news' } } }));
    await there.accept(submissionOf(['eve@there.example']));
    await world.clock.pass(minute);
    expect(world.transactions.flatMap(({ message }) => message.recipients.map(({ address }) => address))).toEqual([
      'eve@there.example',
    ]);
  });
});
