/** A wall clock that is wrong, and is put right: mail goes on in time, none ends early, and none lives for years. */
import { defaultRetryPolicy } from '@hearback/bounce';
import { afterEach, expect, test } from 'vitest';
import { createWorld, day, hour, minute, start, type World, type WorldOptions } from './engine.fixture.ts';
import { defaultSettings } from './settings.ts';
import { virtualClock } from './virtual-clock.fixture.ts';

let world: World;
afterEach(() => world.end());

const exactly = { ...defaultSettings('out.example').defaults, retry: { ...defaultRetryPolicy, jitter: 0 } };
const begin = async (options: WorldOptions = {}): Promise<void> => {
  world = await createWorld({ ...options, settings: { defaults: exactly, ...options.settings } });
};
/** Notices are taken. */
const whileFull = (to: string): string => (to.endsWith('sender.example') ? '250 2.0.0 Ok' : '452 4.2.2 Mailbox full');
const attemptsTo = (domain: string): readonly number[] =>
  world.transactions.filter(({ host }) => host === `mx.${domain}`).map(({ at }) => at - start);

test('what was put off while the clock was ahead is tried in time when it has been put right', async () => {
  await begin();
  world.answer = whileFull;
  await world.submit(['early@full.example']);
  await world.clock.pass(minute);
  world.clock.jump(300 * day);
  await world.submit(['bob@full.example']);
  await world.clock.pass(50 * minute);
  const before = attemptsTo('full.example').length;
  expect(before).toBeGreaterThan(3);
  world.clock.jump(-300 * day);
  world.answer = () => '250 2.0.0 Ok';
  await world.clock.pass(2 * hour);
  expect(world.eventsOf('delivered').map(({ recipient }) => recipient)).toEqual(
    expect.arrayContaining(['early@full.example', 'bob@full.example']),
  );
});

test('mail that waits for longer than the clock was ahead is tried when it was to be, whichever clock it was put off by', async () => {
  const retry = { ...exactly.retry, schedule: [0, 4 * hour] };
  await begin({ settings: { defaults: { ...exactly, retry, delayNoticeAfter: 4 * hour } } });
  world.answer = whileFull;
  await world.submit(['ann@before.example']);
  await world.clock.pass(hour);
  world.clock.jump(2 * hour);
  await world.submit(['bob@ahead.example']);
  await world.clock.pass(10 * minute);
  world.clock.jump(-2 * hour);
  await world.clock.pass(2.8 * hour);
  expect(attemptsTo('before.example')).toEqual([0]);
  expect(attemptsTo('ahead.example')).toEqual([3 * hour]);
  await world.clock.pass(4 * hour);
  expect(attemptsTo('before.example')).toEqual([0, 4 * hour]);
  expect(attemptsTo('ahead.example')).toEqual([3 * hour, 5 * hour]);
  // Bob's counts as accepted when the clock had gone right for an hour.
  expect(world.eventsOf('delayed_notice').map(({ at }) => Math.round((at - start) / hour))).toEqual([4, 6]);
});

test('what was put off while the clock was ahead does not wait for that time where it is put right while no process is there', async () => {
  await begin({ clock: virtualClock(start + 40 * day) });
  world.answer = whileFull;
  await world.submit(['bob@full.example']);
  await world.clock.pass(minute);
  await world.engine.drain();
  world.clock.jump(-40 * day);
  await world.another();
  world.answer = () => '250 2.0.0 Ok';
  await world.clock.pass(15 * minute);
  // What was recorded last counts as of now.
  expect(attemptsTo('full.example')).toEqual([40 * day, 16 * minute]);
});

test('a clock that jumps five days ahead ends no mail', async () => {
  await begin();
  world.answer = whileFull;
  await world.submit(['bob@full.example']);
  await world.clock.pass(minute);
  world.clock.jump(5 * day);
  await world.clock.pass(50 * minute);
  expect(attemptsTo('full.example').length).toBeGreaterThan(1);
  expect(world.eventsOf('expired')).toEqual([]);
  expect(world.logged.some((text) => text.includes('clock jumped'))).toBe(true);
  world.clock.jump(-5 * day);
  await world.clock.pass(day);
  expect(world.eventsOf('expired')).toEqual([]);
});

test('what was being tried when the clock jumped ahead, and was put off by it, is tried in time when it has been put right', async () => {
  await begin();
  world.answer = whileFull;
  let answered: () => void = () => {};
  world.hold = () => new Promise((resolve) => (answered = resolve));
  await world.submit(['bob@full.example']);
  const tried = world.clock.pass(minute);
  await expect.poll(() => world.opened.get('mx.full.example')).toBe(1);
  world.clock.jump(5 * day);
  world.hold = async () => {};
  answered();
  await tried;
  expect(attemptsTo('full.example')).toHaveLength(1);
  world.clock.jump(-5 * day);
  await world.clock.pass(20 * minute);
  expect(attemptsTo('full.example')).toHaveLength(2);
});

test('mail that was accepted while the clock was ahead ends in its time when it has been put right', async () => {
  await begin();
  world.answer = whileFull;
  world.clock.jump(900 * day);
  await world.submit(['bob@full.example']);
  await world.submit(['code@full.example'], { submission: { retry: { maxAge: 3 * hour } } });
  await world.clock.pass(10 * minute);
  world.clock.jump(-900 * day);
  await world.clock.pass(6 * day);
  const ended = world.eventsOf('expired').map(({ recipient, at }) => [recipient, Math.round((at - start) / hour)]);
  expect(ended).toEqual([
    ['code@full.example', 4],
    ['bob@full.example', 121],
  ]);
});

test('a clock that is behind at the start, and is put right, ends no mail and holds none up', async () => {
  await begin();
  world.answer = whileFull;
  await world.submit(['bob@full.example']);
  await world.submit(['code@full.example'], { submission: { retry: { maxAge: 2 * day } } });
  await world.clock.pass(2 * hour);
  await world.engine.drain();
  world.clock.jump(-900 * day);
  await world.another();
  await world.clock.pass(50 * minute);
  world.clock.jump(900 * day);
  await world.clock.pass(hour);
  expect(world.eventsOf('delayed_notice')).toEqual([]);
  await world.clock.pass(hour);
  expect(world.eventsOf('delayed_notice')).toHaveLength(2);
  expect(world.eventsOf('expired')).toEqual([]);
  world.answer = () => '250 2.0.0 Ok';
  await world.clock.pass(6 * hour);
  expect(world.eventsOf('delivered').map(({ recipient }) => recipient)).toEqual(
    expect.arrayContaining(['bob@full.example', 'code@full.example']),
  );
});

test('a clock that is set back wrongly while mail is on its way, and is put right, ends no mail', async () => {
  await begin();
  world.answer = whileFull;
  await world.submit(['bob@full.example']);
  await world.clock.pass(hour);
  world.clock.jump(-900 * day);
  await world.clock.pass(50 * minute);
  world.clock.jump(900 * day);
  await world.clock.pass(5 * day - 2 * hour);
  expect(world.eventsOf('expired')).toEqual([]);
  await world.clock.pass(2 * hour);
  expect(world.eventsOf('expired')).toHaveLength(1);
});
