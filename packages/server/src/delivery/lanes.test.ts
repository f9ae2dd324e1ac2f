/** Who goes first, how fast, over how many connections, and what brakes a lane. */
import type { Route } from '@hearback/smtp';
import { afterEach, describe, expect, test } from 'vitest';
import {
  createWorld,
  day,
  failure,
  hour,
  minute,
  mx,
  routeTo,
  silence,
  type World,
  type WorldOptions,
} from './engine.fixture.ts';
import type { LaneLimits } from './providers.ts';
import { defaultSettings } from './settings.ts';

let world: World;
afterEach(() => world.end());

const limits = (all: Partial<LaneLimits>): NonNullable<WorldOptions['settings']> => ({ limits: new Map([['*', all]]) });
const recipients = (): readonly string[] =>
  world.transactions.map(({ message }) => message.recipients[0]?.address ?? '');
const submitMany = async (count: number, domain: string, name = 'user'): Promise<void> => {
  for (let index = 0; index < count; index++) await world.submit([`${name}${index}@${domain}`]);
};

/** Sending waits until the test lets one transaction go. */
function turnstile(): { readonly letGo: () => void; readonly inside: () => number } {
  const waiting: (() => void)[] = [];
  world.hold = () => new Promise<void>((resolve) => void waiting.push(resolve));
  return { letGo: () => waiting.shift()?.(), inside: () => waiting.length };
}

const moment = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await new Promise<void>((resolve) => void setImmediate(resolve));
};

describe('fresh mail and retries', () => {
  test('fresh mail goes first, but every tenth turn is a retry’s', async () => {
    world = await createWorld({ settings: limits({ connections: 1, rate: 8 }) });
    world.answer = () => '450 4.7.1 Greylisted';
    await submitMany(30, 'there.example', 'old');
    await world.clock.pass(minute);
    await world.engine.control.pause('there.example', null, 'ann', 'repairs');
    await submitMany(30, 'there.example', 'new');
    await world.clock.pass(hour);
    world.answer = () => '250 2.0.0 Ok';
    const before = world.transactions.length;
    await world.engine.control.resume('there.example', 'ann');
    await world.clock.pass(5 * minute);
    const order = recipients()
      .slice(before)
      .map((to) => to.slice(0, 3));
    const firstThirty = order.slice(0, 30);
    expect(firstThirty.filter((name) => name === 'new').length).toBeGreaterThanOrEqual(26);
    expect(firstThirty.filter((name) => name === 'old').length).toBeGreaterThanOrEqual(1);
    expect(order).toHaveLength(60);
  });
});

describe('limits of a lane', () => {
  test('connections at a time', async () => {
    world = await createWorld({ settings: limits({ connections: 3 }) });
    const gate = turnstile();
    await submitMany(20, 'there.example');
    await moment();
    expect(gate.inside()).toBe(3);
    expect(world.engine.stats().connections).toBe(3);
    for (let left = 20; left > 0; left--) {
      gate.letGo();
      await moment();
    }
    expect(world.opened.get('mx.there.example')).toBe(3);
    expect(world.eventsOf('delivered')).toHaveLength(20);
  });

  test('messages per connection', async () => {
    world = await createWorld({ settings: limits({ connections: 1, messagesPerConnection: 4 }) });
    await submitMany(10, 'there.example');
    await world.clock.rest();
    expect(world.eventsOf('delivered')).toHaveLength(10);
    expect(world.opened.get('mx.there.example')).toBe(3);
  });

  test('messages a second', async () => {
    world = await createWorld({ settings: limits({ rate: 2 }) });
    await submitMany(20, 'there.example');
    await world.clock.pass(4000);
    expect(world.transactions.length).toBeGreaterThanOrEqual(8);
    expect(world.transactions.length).toBeLessThanOrEqual(10);
    await world.clock.pass(10_000);
    expect(world.transactions).toHaveLength(20);
  });

  test('an idle connection is used again, and closed when nothing comes', async () => {
    world = await createWorld({ settings: { idle: minute } });
    await world.submit(['a@there.example']);
    await world.clock.pass(minute / 2);
    await world.submit(['b@there.example']);
    await world.clock.rest();
    expect(world.opened.get('mx.there.example')).toBe(1);
    expect(world.engine.stats().connections).toBe(1);
    await world.clock.pass(3 * minute);
    expect(world.engine.stats().connections).toBe(0);
  });
});

test('what a transaction had too many of waits when its domain was paused meanwhile', async () => {
  world = await createWorld();
  world.routes = () => routeTo('google');
  const gate = turnstile();
  world.answer = (to) => (/^[ab]/.test(to) || world.transactions.length > 0 ? '250 2.1.5 Ok' : '452 4.5.3 Too many');
  await world.submit(['a', 'b', 'c', 'd'].map((name) => `${name}@one.example`));
  await moment();
  expect(gate.inside()).toBe(1);
  await world.engine.control.pause('one.example', null, 'ann', 'their wish');
  world.hold = async () => {};
  gate.letGo();
  await world.clock.pass(hour);
  expect(world.eventsOf('delivered')).toHaveLength(2);
  await world.engine.control.resume('one.example', 'ann');
  await world.clock.pass(hour);
  expect(world.eventsOf('delivered')).toHaveLength(4);
});

describe('a provider that counts the connections of an address', () => {
  /** Orange refuses the third one. */
  const orange = (): void => {
    world.routes = () => routeTo('orange', mx('smtp-in.orange.fr'));
  };
  const fast = { limits: new Map([['orange', { rate: null }]]) };
  const inStream = async (count: number, stream: string): Promise<void> => {
    for (let index = 0; index < count; index++)
      await world.submit([`${stream}${index}@orange.example`], { submission: { labels: { stream } } });
  };

  test('gets no more from all streams together, and none of them waits for the end of another', async () => {
    world = await createWorld({ settings: fast });
    orange();
    const gate = turnstile();
    await inStream(30, 'news');
    await inStream(3, 'receipts');
    await moment();
    let most = 0;
    for (let turns = 0; turns < 33; turns++) {
      most = Math.max(most, world.engine.stats().connections, gate.inside());
      gate.letGo();
      await moment();
    }
    expect(most).toBe(2);
    expect(recipients().slice(0, 8)).toContain('receipts0@orange.example');
    expect(world.eventsOf('delivered')).toHaveLength(33);
  });

  test('has one stream served where another left its connections idle', async () => {
    world = await createWorld({ settings: { ...fast, idle: hour } });
    orange();
    const gate = turnstile();
    await inStream(2, 'news');
    await moment();
    gate.letGo();
    gate.letGo();
    await moment();
    await inStream(1, 'receipts');
    await moment();
    gate.letGo();
    await moment();
    expect(world.eventsOf('delivered')).toHaveLength(3);
    expect(world.engine.stats().connections).toBe(2);
  });

  test('gets as many messages a second from all streams together, and they take turns', async () => {
    world = await createWorld({ settings: { limits: new Map([['orange', { rate: 4 }]]) } });
    orange();
    await inStream(100, 'news');
    await inStream(5, 'receipts');
    await inStream(5, 'alerts');
    await world.clock.pass(5000);
    // One second's worth goes at once.
    expect(world.transactions.length).toBeGreaterThanOrEqual(20);
    expect(world.transactions.length).toBeLessThanOrEqual(25);
    const of = (stream: string) => recipients().filter((to) => to.startsWith(stream)).length;
    expect([of('receipts'), of('alerts')]).toEqual([5, 5]);
    await world.clock.pass(60_000);
    expect(world.eventsOf('delivered')).toHaveLength(110);
  });

  test('gets as many from each source', async () => {
    const sources = new Map(['a', 'b'].map((name) => [name, { name, address: null, ehlo: 'out.example' }]));
    const streams = new Map(
      ['a', 'b'].map((name) => [name, { ...defaultSettings('out.example').defaults, sources: [name] }]),
    );
    world = await createWorld({ settings: { ...fast, sources, streams } });
    orange();
    const gate = turnstile();
    await inStream(5, 'a');
    await inStream(5, 'b');
    await moment();
    expect(gate.inside()).toBe(4);
    for (let turns = 0; turns < 10; turns++) {
      gate.letGo();
      await moment();
    }
    expect(world.eventsOf('delivered')).toHaveLength(10);
  });
});

describe('no lane starves another', () => {
  test('a lane that holds all connections gives them up to others', async () => {
    world = await createWorld({ settings: { ...limits({ connections: 4 }), connections: 4 } });
    const gate = turnstile();
    await submitMany(100, 'big.example');
    await moment();
    expect(gate.inside()).toBe(4);
    await world.submit(['one@small.example']);
    for (let turns = 0; turns < 8; turns++) {
      gate.letGo();
      await moment();
    }
    expect(recipients()).toContain('one@small.example');
  });

  test('a receiver that never answers delays nobody else', async () => {
    world = await createWorld();
    world.hold = () => new Promise(() => {});
    await submitMany(50, 'tarpit.example');
    await moment();
    world.hold = async () => {};
    await world.submit(['bob@quick.example']);
    await moment();
    expect(world.eventsOf('delivered').map(({ recipient }) => recipient)).toEqual(['bob@quick.example']);
    await world.engine.stop();
  });

  test('servers that cannot be reached do not fill the memory that others need', async () => {
    world = await createWorld({ settings: { entriesInMemory: 400, entriesPerLane: 200, connections: 30 } });
    world.refuseConnection = (host) => (host.includes('down') ? silence : null);
    for (let index = 0; index < 40; index++) await submitMany(20, `down${index}.example`);
    await world.clock.pass(minute / 2);
    const accepted = world.clock.now();
    await submitMany(20, 'there.example');
    await world.clock.pass(10 * minute);
    const waited = world.eventsOf('delivered').map(({ at }) => at - accepted);
    expect(waited).toHaveLength(20);
    expect(Math.max(...waited)).toBeLessThan(1000);
    world.refuseConnection = () => null;
    await world.clock.pass(day);
    expect(world.eventsOf('delivered')).toHaveLength(820);
    expect(world.engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0 });
  });

  test('streams to the same site do not wait for each other', async () => {
    world = await createWorld({ settings: limits({ connections: 1 }) });
    const gate = turnstile();
    await submitMany(10, 'there.example');
    await world.submit(['now@there.example'], { submission: { labels: { stream: 'receipts' } } });
    await moment();
    expect(gate.inside()).toBe(2);
    for (let turns = 0; turns < 11; turns++) {
      gate.letGo();
      await moment();
    }
  });
});

describe('brakes', () => {
  test('a server that cannot be reached is tried ever more rarely, then the lane is suspended and released', async () => {
    world = await createWorld({ settings: limits({ connections: 5 }) });
    world.refuseConnection = (host) => (host === 'mx.down.example' ? silence : null);
    await submitMany(100, 'down.example');
    await world.clock.pass(10 * minute);
    expect(world.opened.get('mx.down.example') ?? 0).toBeLessThanOrEqual(15);
    const state = (): string | null =>
      world.engine.control.lanes().find(({ site }) => site === 'down.example')?.state?.why ?? null;
    expect(state()).toContain('connection failure');
    world.refuseConnection = () => null;
    await world.clock.pass(day);
    expect(world.eventsOf('delivered')).toHaveLength(100);
    expect(Math.max(...world.eventsOf('deferred').map(({ attempt }) => attempt ?? 0))).toBeLessThanOrEqual(2);
  });

  test('a suspended lane begins slowly and doubles its rate until it is back', async () => {
    world = await createWorld({ settings: limits({ rate: 0.8 }) });
    await world.engine.control.pause('there.example', world.clock.now() + hour, 'ann', 'repairs');
    for (let index = 0; index < 400; index += 100) {
      const to = Array.from({ length: 100 }, (_, one) => `user${index + one}@d${index + one}.example`);
      world.routes = () => routeTo('there.example');
      await world.submit(to);
    }
    const sentIn = async (time: number): Promise<number> => {
      const before = world.transactions.length;
      await world.clock.pass(time);
      return world.transactions.length - before;
    };
    await world.clock.pass(hour);
    const steps = [await sentIn(5 * minute), await sentIn(5 * minute), await sentIn(5 * minute)];
    expect(steps[0]).toBeGreaterThan(25);
    expect(steps[0]).toBeLessThan(35);
    expect((steps[1] ?? 0) / (steps[0] ?? 1)).toBeCloseTo(2, 0);
    expect((steps[2] ?? 0) / (steps[1] ?? 1)).toBeCloseTo(2, 0);
  });

  test('a lane whose suspension ran out while the machine was asleep begins slowly too', async () => {
    world = await createWorld({ settings: { ...limits({ rate: 0.8 }), lease: minute } });
    world.routes = () => routeTo('there.example');
    const { control } = world.engine;
    await control.pause('there.example', world.clock.now() + hour, 'ann', 'repairs');
    const to = (name: string) => Array.from({ length: 100 }, (_, index) => `user${index}@${name}.example`);
    for (const name of ['a', 'b', 'c']) await world.submit(to(name));
    await world.clock.pass(minute);
    world.clock.jump(2 * hour);
    // Whatever wakes the queue first.
    await world.submit(to('d'));
    await world.clock.pass(20_000);
    const lane = control.lanes().find(({ state }) => state?.lane.startsWith('there.example|default'));
    expect(lane?.state).toMatchObject({ suspendedSince: null, rateFactor: 0.125, by: 'auto' });
    // 0.1 a second, not 0.8.
    expect(world.transactions.length).toBeLessThanOrEqual(3);
    await world.clock.pass(5 * minute);
    expect(world.transactions).toHaveLength(8);
  });

  test('a lane that was closed while the clock was ahead opens in time when it has been put right', async () => {
    world = await createWorld({ settings: limits({ connections: 1, rate: 1 }) });
    world.clock.jump(300 * day);
    world.answer = () =>
      failure('554 5.7.1 Service unavailable; client host blocked using zen.spamhaus.org', { stage: 'connect' });
    await submitMany(20, 'there.example');
    await world.clock.pass(hour);
    world.answer = () => '250 2.0.0 Ok';
    world.clock.jump(-300 * day);
    await world.clock.pass(3 * hour);
    expect(world.eventsOf('delivered').filter(({ recipient }) => recipient?.endsWith('there.example'))).toHaveLength(
      15,
    );
  });

  test('a receiver that says "too fast" is sent to at half the rate, once for all replies that were under way', async () => {
    world = await createWorld({ settings: limits({ connections: 10 }) });
    world.answer = () => '450 4.7.0 Rate limit exceeded';
    await submitMany(30, 'there.example');
    await world.clock.rest();
    const [lane] = world.engine.control.lanes();
    expect(lane?.state).toMatchObject({ rateFactor: 0.5, suspendedSince: null, by: 'auto' });
    expect(world.eventsOf('deferred')[0]?.verdict).toMatchObject({ reason: 'rate_limited' });
    world.answer = () => '250 2.0.0 Ok';
    await world.clock.pass(2 * hour);
    expect(world.engine.control.lanes()[0]?.state?.rateFactor ?? null).toBeNull();
    expect(world.eventsOf('delivered')).toHaveLength(30);
  });

  test('a listed address suspends the lane; what waits uses up no attempt', async () => {
    world = await createWorld({ settings: limits({ connections: 1, rate: 1 }) });
    world.answer = () =>
      failure('554 5.7.1 Service unavailable; client host blocked using zen.spamhaus.org', { stage: 'connect' });
    await submitMany(20, 'there.example');
    await world.clock.pass(hour);
    expect(world.transactions.filter(({ host }) => host === 'mx.there.example')).toHaveLength(5);
    world.answer = () => '250 2.0.0 Ok';
    await world.clock.pass(3 * hour);
    expect(world.eventsOf('delivered').filter(({ recipient }) => recipient?.endsWith('there.example'))).toHaveLength(
      15,
    );
    expect(world.eventsOf('delivered').every(({ attempt }) => attempt === 1)).toBe(true);
  });
});

test('a campaign to a thousand domains asks for a hundred routes at a time', async () => {
  const waiting: (() => void)[] = [];
  let most = 0;
  const route = (domain: string): Promise<Route> =>
    new Promise((resolve) => {
      waiting.push(() => resolve(routeTo(domain)));
      most = Math.max(most, waiting.length);
    });
  world = await createWorld({ deps: { route } });
  await world.submit(Array.from({ length: 1000 }, (_, index) => `user@d${index}.example`));
  for (let turn = 0; turn < 20 && world.eventsOf('delivered').length < 1000; turn++) {
    for (const answer of waiting.splice(0)) answer();
    await moment();
  }
  expect(most).toBe(100);
  expect(world.eventsOf('delivered')).toHaveLength(1000);
});

test('memory is bounded: what is beyond waits in the store and is sent all the same', async () => {
  const bounds = { entriesInMemory: 200, entriesPerLane: 150, bodiesInMemory: 2000 };
  world = await createWorld({ settings: { ...limits({ connections: 1 }), ...bounds } });
  const gate = turnstile();
  await submitMany(500, 'there.example');
  await moment();
  expect(world.engine.stats().inMemory).toBeLessThanOrEqual(200);
  expect(world.engine.stats().bodyOctets).toBeLessThanOrEqual(2000);
  expect((await world.store.counts(world.clock.now())).waiting).toBeGreaterThanOrEqual(300);
  world.hold = async () => {};
  gate.letGo();
  await world.clock.pass(minute);
  expect(world.eventsOf('delivered')).toHaveLength(500);
  expect(new Set(recipients()).size).toBe(500);
  expect(world.transactions.every(({ message }) => message.body.length > 50)).toBe(true);
  expect(world.engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0 });
});
