/** What operators do to the queue, and what they see of it. */
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
const later = async (): Promise<void> => {
  world = await createWorld();
  world.answer = (to) => (to.endsWith('sender.example') ? '250 2.0.0 Ok' : '450 4.7.1 Greylisted');
  await world.submit(['a@one.example']);
  await world.submit(['b@one.example', 'b@two.example']);
  await world.clock.pass(minute);
};

describe('pausing', () => {
  test('a domain that shares its site with others leaves those alone', async () => {
    world = await createWorld();
    world.routes = () => routeTo('google');
    await world.engine.control.pause('one.example', null, 'ann', 'their wish');
    await world.submit(['a@one.example', 'b@two.example']);
    await world.clock.pass(hour);
    expect(recipients()).toEqual(['b@two.example']);
    await world.engine.control.resume('one.example', 'ann');
    await world.clock.pass(hour);
    expect(recipients()).toEqual(['b@two.example', 'a@one.example']);
  });

  test('a domain catches mail that already waits in the lane of its site', async () => {
    world = await createWorld();
    world.routes = () => routeTo('google');
    world.answer = () => '450 4.7.1 Greylisted';
    await world.submit(['a@one.example', 'b@two.example']);
    await world.clock.pass(minute);
    await world.engine.control.pause('one.example', null, 'ann', 'their wish');
    world.answer = () => '250 2.0.0 Ok';
    await world.clock.pass(hour);
    expect(world.eventsOf('delivered').map(({ recipient }) => recipient)).toEqual(['b@two.example']);
    await world.engine.control.resume('one.example', 'ann');
    await world.clock.pass(hour);
    expect(world.eventsOf('delivered')).toHaveLength(2);
  });

  test('a lane leaves the other streams alone; the view says who and why', async () => {
    world = await createWorld();
    await world.engine.control.pause('there.example|default|news', null, 'ann', 'too many complaints');
    await world.submit(['a@there.example'], { submission: { labels: { stream: 'news' } } });
    await world.submit(['b@there.example']);
    await world.clock.pass(minute);
    expect(recipients()).toEqual(['b@there.example']);
    expect(world.engine.control.lanes().find(({ stream }) => stream === 'news')).toMatchObject({
      site: 'there.example',
      source: 'default',
      state: { by: 'ann', why: 'too many complaints', suspendedUntil: null },
    });
  });

  test('ends by itself at the time given', async () => {
    world = await createWorld();
    await world.engine.control.pause('there.example', world.clock.now() + hour, 'ann', 'lunch');
    await world.submit(['a@there.example']);
    await world.clock.pass(59 * minute);
    expect(recipients()).toEqual([]);
    await world.clock.pass(2 * minute);
    expect(recipients()).toEqual(['a@there.example']);
  });

  test('a lane that begins slowly after it was resumed goes at full speed when it is resumed once more', async () => {
    world = await createWorld();
    const { control } = world.engine;
    await world.submit(['a@there.example']);
    await world.clock.pass(minute);
    const lane = control.lanes()[0]?.lane ?? '';
    await control.pause(lane, null, 'ann', 'repairs');
    expect(await control.resume(lane, 'ann')).toBe(1);
    expect(control.lanes()[0]?.state).toMatchObject({ suspendedSince: null, rateFactor: 0.125 });
    expect(await control.resume(lane, 'bob')).toBe(1);
    expect(control.lanes()[0]?.state).toMatchObject({ rateFactor: null, by: 'bob' });
    expect(await control.resume(lane, 'bob')).toBe(0);
  });

  test('a site that is resumed is not slow itself: its lanes are', async () => {
    world = await createWorld();
    await world.engine.control.pause('there.example', null, 'ann', 'repairs');
    await world.submit(['a@there.example']);
    await world.clock.pass(minute);
    await world.engine.control.resume('there.example', 'ann');
    const slow = world.engine.control.lanes().filter(({ state }) => state?.rateFactor != null);
    expect(slow.map(({ lane }) => lane)).toEqual(['domain:there.example|default|default']);
  });

  test('gives back what is ready in memory at once', async () => {
    world = await createWorld({ settings: { limits: new Map([['*', { rate: 0.1, connections: 1 }]]) } });
    for (let index = 0; index < 10; index++) await world.submit([`user${index}@there.example`]);
    await world.clock.rest();
    await world.engine.control.pause('there.example', null, 'ann', 'repairs');
    await world.clock.rest();
    expect(world.engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0 });
    expect(await world.store.counts(world.clock.now())).toMatchObject({ waiting: 9, leased: 0 });
  });

  test('a domain gives back what is ready in the lane of its site, and that alone', async () => {
    world = await createWorld({ settings: { limits: new Map([['*', { rate: 0.1, connections: 1 }]]) } });
    world.routes = () => routeTo('google');
    for (let index = 0; index < 5; index++) await world.submit([`a${index}@one.example`, `b${index}@two.example`]);
    await world.clock.rest();
    const before = recipients().filter((recipient) => recipient.endsWith('@one.example'));
    await world.engine.control.pause('one.example', null, 'ann', 'their wish');
    await world.clock.pass(hour);
    expect(recipients().filter((recipient) => recipient.endsWith('@one.example'))).toEqual(before);
    expect(world.eventsOf('delivered').filter(({ recipient }) => recipient?.endsWith('@two.example'))).toHaveLength(5);
    await world.engine.control.resume('one.example', 'ann');
    await world.clock.pass(hour);
    expect(world.eventsOf('delivered')).toHaveLength(10);
  });
});

test('retry: what waits for its time is tried now', async () => {
  await later();
  world.answer = () => '250 2.0.0 Ok';
  expect(await world.engine.control.retry({ domain: 'one.example' })).toBe(2);
  await world.clock.rest();
  expect(
    world
      .eventsOf('delivered')
      .map(({ recipient }) => recipient)
      .toSorted(),
  ).toEqual(['a@one.example', 'b@one.example']);
});

test('hold and release: what is held is neither tried nor expired', async () => {
  await later();
  expect(await world.engine.control.hold({ recipient: 'a@one.example' })).toMatchObject({ changed: 1 });
  const before = world.transactions.length;
  await world.clock.pass(10 * day);
  expect(recipients().slice(before)).not.toContain('a@one.example');
  expect(world.eventsOf('expired').map(({ recipient }) => recipient)).not.toContain('a@one.example');
  world.answer = () => '250 2.0.0 Ok';
  expect(await world.engine.control.release({ recipient: 'a@one.example' })).toBe(1);
  await world.clock.pass(hour);
  expect(world.eventsOf('delivered').map(({ recipient }) => recipient)).toContain('a@one.example');
});

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

test('cancel: gone without a notice, with an event that names who did it', async () => {
  await later();
  expect(await world.engine.control.cancel({ domain: 'one.example' }, 'ann')).toMatchObject({ changed: 2 });
  // It answers after the commit: what is told then is true.
  expect(world.eventsOf('cancelled')).toHaveLength(2);
  expect(await world.store.counts(world.clock.now())).toMatchObject({ waiting: 1, leased: 0 });
  await world.clock.pass(6 * day);
  expect(world.eventsOf('cancelled')).toMatchObject([
    { source: 'operator', reply: { text: 'Cancelled by ann' } },
    { source: 'operator', reply: { text: 'Cancelled by ann' } },
  ]);
  expect(world.eventsOf('expired').map(({ recipient }) => recipient)).toEqual(['b@two.example']);
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

test('expire: given up now, with its attempts and a notice', async () => {
  await later();
  expect(await world.engine.control.expire({ recipient: 'a@one.example' }, 'ann')).toMatchObject({ changed: 1 });
  expect(await world.store.counts(world.clock.now())).toMatchObject({ waiting: 2, leased: 0 });
  expect(world.eventsOf('expired')).toMatchObject([
    {
      ...{ recipient: 'a@one.example', source: 'operator', dominant_reason: 'greylisted' },
      verdict: { reason: 'message_expired', last_transient: 'greylisted' },
    },
  ]);
  await world.clock.pass(minute);
  expect(world.transactions.some(({ message }) => message.sender === '')).toBe(true);
});
