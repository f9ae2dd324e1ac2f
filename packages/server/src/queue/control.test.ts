import { afterEach, describe, expect, test } from 'vitest';
import { createWorld, day, hour, minute, routeTo, type World } from '../delivery/engine.fixture.ts';

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
