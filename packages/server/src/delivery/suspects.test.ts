/** Mail that ends the process, or fails in it, is held; all other mail goes on. */
import { afterEach, describe, expect, test } from 'vitest';
import { createIds } from '../ledger/ids.ts';
import type { Bundle } from '../queue/bundle.ts';
import type { QueueEntry } from '../store/rows.ts';
import { messageOf } from '../store/store.fixture.ts';
import type { Committed, Store } from '../store/store.ts';
import { createWorld, day, failure, hour, minute, mx, routeTo, type World } from './engine.fixture.ts';
import { Suspects } from './suspects.ts';

let world: World;
afterEach(() => world.end());

const [poison, sound] = ['poison@there.example', 'sound@there.example'];

const over = (commit: Store['commit']): Suspects =>
  new Suspects({
    ...{ store: { commit }, clock: world.clock, ids: createIds(), write: () => {} },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });

const entryOf = (messageId: string): QueueEntry => ({
  ...{ messageId, position: 0, recipient: 'a@x', orcpt: null, notify: null, lane: 'x|s|t', nextAt: 0 },
  ...{ held: false, attempts: 0, suspendedFor: 0, suspendedMark: 0, history: [], delayNoticeAt: null },
});

test('an attempt that fails in this program three times: held with the reason; released, it fails once more and is held', async () => {
  world = await createWorld();
  let failing = true;
  world.answer = (to) => {
    if (failing && to === poison) throw new Error('no such property');
    return '250 2.0.0 Ok';
  };
  await world.submit([poison]);
  const { messageId } = (await world.store.entries({}, null, 1)).data[0] ?? {};
  await world.submit([sound]);
  await world.clock.pass(hour);
  expect(world.eventsOf('delivered').map(({ recipient }) => recipient)).toEqual([sound]);
  const why = 'The service failed 3 times at this message: no such property';
  expect(world.eventsOf('quarantined')).toMatchObject([
    { recipient: poison, message_id: messageId, source: 'queue', reply: { text: why } },
  ]);
  expect((await world.store.entries({}, null, 10)).data).toMatchObject([{ held: true, heldWhy: why, attempts: 0 }]);
  expect(world.engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0, running: 0 });

  expect(await world.engine.control.release({ recipient: poison })).toBe(1);
  await world.clock.pass(hour);
  expect(world.eventsOf('quarantined')).toHaveLength(2);

  failing = false;
  await world.engine.control.release({ recipient: poison });
  await world.clock.pass(hour);
  expect(world.eventsOf('delivered').map(({ recipient }) => recipient)).toEqual([sound, poison]);
});

test('a fault in the middle of an attempt does not touch those who had their answer before it', async () => {
  world = await createWorld();
  world.routes = () => routeTo('two.example', mx('first.two.example', 10), mx('second-one.two.example', 20));
  const closing = failure('421 4.3.2 Closing', { elsewhere: true });
  let failing = true;
  world.answer = (to, host) => {
    if (host === 'first.two.example') return to === sound ? '250 2.0.0 Ok' : closing;
    if (failing) throw new Error('no such property');
    return '250 2.0.0 Ok';
  };
  await world.submit([sound, poison]);
  await world.clock.rest();
  expect(world.eventsOf('delivered').map(({ recipient }) => recipient)).toEqual([sound]);
  expect(world.logged).not.toContain('The lease was lost: nothing is sent until a new session is open.');
  failing = false;
  await world.clock.pass(hour);
  expect(world.eventsOf('delivered').map(({ recipient }) => recipient)).toEqual([sound, poison]);
  expect(world.engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0, running: 0 });
});

test('an answer between two failures clears the message', async () => {
  world = await createWorld();
  let tries = 0;
  world.answer = () => {
    if (++tries % 2 === 1 && tries < 8) throw new Error('now and then');
    return tries < 9 ? '450 4.2.0 Later' : '250 2.0.0 Ok';
  };
  await world.submit([poison]);
  await world.clock.pass(2 * day);
  expect(tries).toBeGreaterThan(8);
  expect(world.eventsOf('quarantined')).toEqual([]);
  expect(world.eventsOf('delivered').filter(({ recipient }) => recipient === poison)).toHaveLength(1);
});

describe('what was in hand at a crash before', () => {
  const at = (crashes: number, name = 'a'): Bundle => ({
    message: messageOf({}),
    domain: 'x',
    entries: [{ ...entryOf(name), crashes }],
    body: { bytes: null, users: 1 },
    fresh: true,
  });

  test('once: many are tried at a time, each after it is written down', async () => {
    world = await createWorld();
    const commits: unknown[] = [];
    const suspects = over(async ({ settle }) => {
      commits.push(settle);
      return 'committed';
    });
    expect(await Promise.all([suspects.begin(at(1, 'a')), suspects.begin(at(1, 'b'))])).toEqual(['go', 'go']);
    expect(commits).toEqual(['a', 'b'].map((messageId) => [{ kind: 'in_hand', messageId, position: 0 }]));
  });

  test('twice: one is tried alone, until it has ended or half a minute is over', async () => {
    world = await createWorld();
    const suspects = over(async () => 'committed');
    const first = at(2, 'a');
    expect(await suspects.begin(first)).toBe('wait');
    await world.clock.pass(10_000);
    expect(await suspects.begin(first)).toBe('go');
    expect(await suspects.begin(at(2, 'b'))).toBe('wait');
    expect(await suspects.begin(at(1, 'c'))).toBe('go');
    suspects.end(first);
    expect(await suspects.begin(at(2, 'b'))).toBe('go');
    await world.clock.pass(minute);
    expect(await suspects.begin(at(2, 'd'))).toBe('go');
  });

  test('another has it by now: it is not tried, and keeps nobody from being tried', async () => {
    world = await createWorld();
    const answers: Committed[] = ['lease_lost', 'committed'];
    const suspects = over(async () => answers.shift() ?? 'committed');
    await world.clock.pass(10_000);
    expect(await suspects.begin(at(2, 'a'))).toBe('lost');
    expect(await suspects.begin(at(2, 'b'))).toBe('go');
  });
});
