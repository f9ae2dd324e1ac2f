/** How far an operator's word reaches: mail in memory, on its way, falling due or being handed in meanwhile. */
import type { Route } from '@hearback/smtp';
import { afterEach, describe, expect, test } from 'vitest';
import { createWorld, day, hour, minute, routeTo, submissionOf, type World } from '../delivery/engine.fixture.ts';
import type { Engine } from '../delivery/engine.ts';
import type { ClaimedEntry } from '../store/rows.ts';
import type { Store } from '../store/store.ts';

let world: World;
afterEach(() => world.end());

const recipients = (): readonly string[] =>
  world.transactions.flatMap(({ message }) => message.recipients.map(({ address }) => address));

test('hold does not wait for the rest of the mail, some of which is always being written', async () => {
  world = await createWorld();
  world.answer = (to) => (to === 'a@one.example' ? '450 4.7.1 Greylisted' : '250 2.0.0 Ok');
  let finish: () => void = () => {};
  const busy = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const commit: Store['commit'] = async (unit) => {
    if (unit.settle?.some(({ kind }) => kind === 'done')) await busy;
    return world.store.commit(unit);
  };
  const engine = await world.another({ store: { ...world.store, commit } });
  await engine.accept(submissionOf(['a@one.example', 'b@two.example']));
  await world.clock.rest();
  expect(recipients()).toHaveLength(2);
  expect(await engine.control.hold({ recipient: 'a@one.example' })).toMatchObject({ changed: 1 });
  finish();
});

describe('mail that is on its way when an operator asks', () => {
  async function onItsWay(to = ['a@one.example']): Promise<() => Promise<void>> {
    world = await createWorld();
    let open: () => void = () => {};
    const answered = new Promise<void>((resolve) => {
      open = resolve;
    });
    world.hold = () => answered;
    world.answer = () => '450 4.7.1 Greylisted';
    await world.submit(to);
    for (let turn = 0; turn < 50; turn++) await new Promise<void>((resolve) => void setImmediate(resolve));
    return async () => {
      open();
      await world.clock.pass(hour);
    };
  }

  test('is not tried again when it comes back to a hold, which tells of it', async () => {
    const comeBack = await onItsWay();
    expect(await world.engine.control.hold({ domain: 'one.example' })).toEqual({ changed: 0, beingSent: 1 });
    await comeBack();
    await world.clock.pass(day);
    expect(recipients().filter((name) => name === 'a@one.example')).toHaveLength(1);
    expect(await world.store.counts(world.clock.now())).toMatchObject({ held: 1, leased: 0 });
  });

  test('goes on as it would have when the hold is taken back meanwhile', async () => {
    const comeBack = await onItsWay();
    await world.engine.control.hold({ domain: 'one.example' });
    await world.engine.control.release({ domain: 'one.example' });
    await comeBack();
    expect(world.transactions.length).toBeGreaterThan(1);
  });

  test('goes no further where the server takes only some of its recipients at a time', async () => {
    const comeBack = await onItsWay(['a@one.example', 'b@one.example', 'c@one.example']);
    world.answer = (to) => (to.startsWith('a') ? '250 2.0.0 Ok' : '452 4.5.3 Too many recipients');
    expect(await world.engine.control.hold({ domain: 'one.example' })).toEqual({ changed: 0, beingSent: 3 });
    await comeBack();
    expect(recipients()).toEqual(['a@one.example', 'b@one.example', 'c@one.example']);
    expect(await world.store.counts(world.clock.now())).toMatchObject({ held: 2, waiting: 0, leased: 0 });
    expect(world.engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0 });
  });

  test('is told of by whoever asks again, and stays held though another would have cancelled it', async () => {
    const comeBack = await onItsWay();
    const { control } = world.engine;
    await control.hold({ recipient: 'a@one.example' });
    expect(await control.cancel({ domain: 'one.example' }, 'bob')).toEqual({ changed: 0, beingSent: 1 });
    expect(await control.hold({ domain: 'one.example' })).toEqual({ changed: 0, beingSent: 1 });
    await comeBack();
    await world.clock.pass(day);
    expect(recipients().filter((name) => name === 'a@one.example')).toHaveLength(1);
    expect(await world.store.counts(world.clock.now())).toMatchObject({ held: 1 });
  });

  test('is told of by cancel, and goes on as it would have', async () => {
    const comeBack = await onItsWay();
    expect(await world.engine.control.cancel({ domain: 'one.example' }, 'ann')).toEqual({ changed: 0, beingSent: 1 });
    await comeBack();
    expect(world.transactions.length).toBeGreaterThan(1);
  });
});

test('what could not be let go when a cancel ended is let go as soon as the store answers', async () => {
  world = await createWorld({ settings: { lease: hour } });
  let open: () => void = () => {};
  const answered = new Promise<void>((resolve) => {
    open = resolve;
  });
  world.hold = () => answered;
  world.answer = () => '450 4.7.1 Greylisted';
  let failures = 0;
  const letRecalledGo: Store['letRecalledGo'] = async () => {
    if (failures++ === 0) throw new Error('the store is away');
    return world.store.letRecalledGo();
  };
  const engine = await world.another({ store: { ...world.store, letRecalledGo } });
  await engine.accept(submissionOf(['a@one.example']));
  for (let turn = 0; turn < 50; turn++) await new Promise<void>((resolve) => void setImmediate(resolve));
  expect(await engine.control.cancel({ domain: 'one.example' }, 'ann')).toEqual({ changed: 0, beingSent: 1 });
  open();
  await world.clock.pass(2 * hour);
  expect(world.transactions.length).toBeGreaterThan(1);
});

test('what another lets go again while it is being cancelled is recalled once more', async () => {
  world = await createWorld({ settings: { limits: new Map([['*', { rate: 0.01, connections: 1 }]]) } });
  let looks = 0;
  const claimSelected: Store['claimSelected'] = async (selection, limit) => {
    if (looks++ === 0) {
      await world.store.letRecalledGo();
      await engine.control.retry({ domain: 'one.example' });
      await world.clock.rest();
      expect(engine.stats()).toMatchObject({ inMemory: 5 });
    }
    return world.store.claimSelected(selection, limit);
  };
  const engine = await world.another({ store: { ...world.store, claimSelected } });
  for (let index = 0; index < 6; index++) await engine.accept(submissionOf([`user${index}@one.example`]));
  await world.clock.rest();
  expect(engine.stats()).toMatchObject({ inMemory: 5 });
  expect(await engine.control.cancel({ domain: 'one.example' }, 'ann')).toEqual({ changed: 5, beingSent: 0 });
  await world.clock.pass(hour);
  expect(world.transactions).toHaveLength(1);
});

test('what leaves the store and comes back between two looks of a cancel is seen by the next', async () => {
  world = await createWorld();
  await world.engine.control.pause('one.example', null, 'ann', 'their wish');
  await world.submit(['a@one.example']);
  let looks = 0;
  let claimed: readonly ClaimedEntry[] = [];
  const claimSelected: Store['claimSelected'] = async (selection, limit) => {
    if (looks++ === 0) claimed = await world.store.claimSelected(selection, limit);
    return world.store.claimSelected(selection, limit);
  };
  const recall: Store['recall'] = async (...asked) => {
    const [one] = claimed;
    if (one !== undefined) {
      const { messageId, position, lane } = one.entry;
      await world.store.commit({ settle: [{ kind: 'release', messageId, position, lane }], events: [] });
      claimed = [];
    }
    return world.store.recall(...asked);
  };
  const engine = await world.another({ store: { ...world.store, claimSelected, recall } });
  const asked = engine.control.cancel({ domain: 'one.example' }, 'ann');
  await world.clock.pass(minute);
  expect(await asked).toEqual({ changed: 1, beingSent: 0 });
  expect(world.eventsOf('cancelled')).toHaveLength(1);
});

test('who may change nothing for the time being says so, in place of saying that there is nothing', async () => {
  world = await createWorld();
  await world.engine.control.pause('one.example', null, 'ann', 'their wish');
  await world.submit(['a@one.example']);
  // As where its lease is gone.
  const claimSelected: Store['claimSelected'] = async () => [];
  const engine = await world.another({ store: { ...world.store, claimSelected } });
  const asked = expect(engine.control.cancel({ domain: 'one.example' }, 'ann')).rejects.toMatchObject({
    code: 'unavailable',
  });
  await world.clock.pass(minute);
  await asked;
  expect(await engine.control.cancel({ domain: 'two.example' }, 'ann')).toEqual({ changed: 0, beingSent: 0 });
});

test('cancel reaches what is ready in memory, in the middle of a bundle', async () => {
  world = await createWorld({ settings: { limits: new Map([['*', { rate: 0.1, connections: 1 }]]) } });
  await world.submit(['first@there.example']);
  await world.submit(['a@there.example', 'b@there.example', 'c@there.example']);
  await world.clock.rest();
  expect(await world.engine.control.cancel({ recipient: 'b@there.example' }, 'ann')).toMatchObject({ changed: 1 });
  await world.clock.pass(minute);
  expect(recipients()).toEqual(['first@there.example', 'a@there.example', 'c@there.example']);
  expect(world.engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0 });
});

test('what is ready in memory is found by the same words as what waits: a site alone, an address in any case', async () => {
  world = await createWorld({ settings: { limits: new Map([['*', { rate: 0.1, connections: 1 }]]) } });
  for (const name of ['first', 'a', 'b', 'c']) await world.submit([`${name}@there.example`]);
  await world.clock.rest();
  expect(await world.engine.control.cancel({ recipient: 'A@There.example' }, 'ann')).toMatchObject({ changed: 1 });
  expect(await world.engine.control.hold({ lane: 'there.example' })).toMatchObject({ changed: 2 });
  await world.clock.pass(hour);
  expect(recipients()).toEqual(['first@there.example']);
  expect(await world.store.counts(world.clock.now())).toMatchObject({ held: 2, waiting: 0, leased: 0 });
});

describe('mail that goes on falling due while an operator takes it away', () => {
  /** An engine whose claims run whenever the operator's step has looked at the store. */
  async function busy(step: 'change' | 'claimSelected') {
    world = await createWorld({ settings: { limits: new Map([['*', { connections: 1, rate: 0.01 }]]) } });
    await world.engine.control.pause('there.example', null, 'ann', 'repairs');
    for (let index = 0; index < 600; index++) await world.submit([`user${index}@there.example`]);
    await world.engine.drain();
    let claimed: () => void = () => {};
    let isFirst = true;
    const fallsDue = async (): Promise<void> => {
      if (!isFirst) return;
      isFirst = false;
      const claim = new Promise<void>((resolve) => {
        claimed = resolve;
      });
      await engine.control.resume('there.example', 'ann');
      await claim;
    };
    const { change, claimSelected } = world.store;
    const store: Store = {
      ...world.store,
      claim: async (options) => {
        const found = await world.store.claim({ ...options, limit: 50 });
        claimed();
        return found;
      },
      change: (selection, what) =>
        step === 'change' ? fallsDue().then(() => change(selection, what)) : change(selection, what),
      claimSelected: (selection, limit) =>
        step === 'change' ? claimSelected(selection, limit) : fallsDue().then(() => claimSelected(selection, limit)),
    };
    const engine: Engine = await world.another({ store });
    return engine;
  }

  test('cancel reaches all of it', async () => {
    const engine = await busy('claimSelected');
    const { changed: count } = await engine.control.cancel({ domain: 'there.example' }, 'ann');
    await world.clock.pass(hour);
    expect(count + world.transactions.length).toBe(600);
    expect(world.transactions.length).toBeLessThanOrEqual(1);
  });

  test('hold keeps all of it', async () => {
    const engine = await busy('change');
    const { changed: count } = await engine.control.hold({ domain: 'there.example' });
    await world.clock.pass(hour);
    expect(count + world.transactions.length).toBe(600);
    expect(world.transactions.length).toBeLessThanOrEqual(1);
    expect(await world.store.counts(world.clock.now())).toMatchObject({ held: count, waiting: 0 });
  });
});

test('cancel leaves alone what is handed in after it was asked for', async () => {
  world = await createWorld({ settings: { limits: new Map([['*', { connections: 1, rate: 0.01 }]]) } });
  await world.engine.drain();
  let later = 0;
  const claimSelected: Store['claimSelected'] = async (selection, limit) => {
    const claimed = await world.store.claimSelected(selection, limit);
    world.clock.jump(1000);
    if (later < 20) await engine.accept(submissionOf([`later${++later}@there.example`]));
    return claimed;
  };
  const engine: Engine = await world.another({ store: { ...world.store, claimSelected } });
  for (const name of ['first', 'a', 'b']) await engine.accept(submissionOf([`${name}@there.example`]));
  await world.clock.rest();
  expect(await engine.control.cancel({ domain: 'there.example' }, 'ann')).toMatchObject({ changed: 2 });
  await world.clock.pass(day);
  const names = ['first', ...Array.from({ length: later }, (_, index) => `later${index + 1}`)];
  expect(recipients()).toEqual(names.map((name) => `${name}@there.example`));
});

test('cancel reaches what waits for a name server that does not answer', async () => {
  let answer: (route: Route) => void = () => {};
  const route = new Promise<Route>((resolve) => {
    answer = resolve;
  });
  world = await createWorld({ deps: { route: () => route } });
  await world.submit(['a@slow.example', 'b@slow.example']);
  await world.clock.rest();
  expect(await world.engine.control.cancel({ recipient: 'a@slow.example' }, 'ann')).toMatchObject({ changed: 1 });
  expect(world.eventsOf('cancelled')).toMatchObject([{ recipient: 'a@slow.example' }]);
  answer(routeTo('slow.example'));
  await world.clock.pass(minute);
  expect(recipients()).toEqual(['b@slow.example']);
  expect(world.engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0 });
});
