import { afterEach, expect, test } from 'vitest';
import { deliver, verdictOf } from './sender.fixture.ts';
import { type ReceiversOptions, startReceivers, type World } from './world.ts';

const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});

async function start(options: ReceiversOptions = {}): Promise<World> {
  const world = await startReceivers({
    clock: { now: () => 1_800_000_000_000, after: () => () => undefined },
    ...options,
  });
  worlds.push(world);
  return world;
}

const mixed = Array.from({ length: 40 }, (_, n) => `reader${n}@sick.gmail.sim`);

async function fates(world: World): Promise<readonly string[]> {
  const attempts = await Promise.all(mixed.map((address) => deliver(world, address)));
  return attempts.map((attempt) => (attempt.outcome.kind === 'failed' ? attempt.outcome.text : attempt.outcome.kind));
}

test('the same seed gives the same world, another seed another one', async () => {
  const [first, again, other] = [
    await fates(await start({ seed: 3 })),
    await fates(await start({ seed: 3 })),
    await fates(await start({ seed: 4 })),
  ];
  const withoutIds = (texts: readonly string[]) => texts.map((text) => text.replace(/\S+si\d\S+/g, 'id'));
  expect(withoutIds(first)).toEqual(withoutIds(again));
  expect(withoutIds(first)).not.toEqual(withoutIds(other));
  expect(first.filter((text) => text !== 'delivered').length).toBeGreaterThan(2);
});

test('ids of one session are the same again', async () => {
  const said = async () => {
    const { outcome } = await deliver(await start({ seed: 9 }), 'user_unknown@gmail.sim');
    return outcome.kind === 'failed' ? outcome.text : '';
  };
  const first = await said();
  expect(first).toContain('gsmtp');
  expect(await said()).toBe(first);
});

test('a receiver has had enough of one client, and says so in its own words', async () => {
  const world = await start();
  let attempt = await deliver(world, 'ann@qq.sim');
  for (let n = 0; n < 500 && attempt.outcome.kind === 'delivered'; n += 1) attempt = await deliver(world, 'ann@qq.sim');
  expect(verdictOf(attempt)).toMatchObject({ reason: 'rate_limited', final: false, provider: 'qq' });
  expect(world.counts.received).toBe(200);
  expect((await deliver(world, 'ann@gmail.sim')).outcome.kind).toBe('delivered');
});

test('a population decides for addresses that say nothing themselves', async () => {
  const population = (address: string) => (address.startsWith('old.') ? 'user_disabled' : null);
  const world = await start({ population });
  expect(verdictOf(await deliver(world, 'old.friend@yahoo.sim')).reason).toBe('user_disabled');
  expect((await deliver(world, 'new.friend@yahoo.sim')).outcome.kind).toBe('delivered');
});

test('own mixtures are domains', async () => {
  const world = await start({ profiles: { gone: { user_unknown: 1 } } });
  expect(verdictOf(await deliver(world, 'ann@gone.gmail.sim')).reason).toBe('user_unknown');
});

test('with one address for all hosts, the recipient tells who speaks', async () => {
  const world = await start({ addresses: 'one' });
  const google = await deliver(world, 'user_unknown@gmail.sim');
  const yahoo = await deliver(world, 'user_unknown@yahoo.sim');
  expect([verdictOf(google).rule, verdictOf(yahoo).rule]).toEqual(['google/no-such-user', 'yahoo/no-account']);
  expect((await deliver(world, 'ann@gmail.sim', { tls: 'opportunistic' })).connection?.tls).not.toBeNull();
});

test('who watches hears what happens', async () => {
  const world = await start();
  const seen: string[] = [];
  world.watch((event) => seen.push(event.kind === 'refused' ? `${event.kind} ${event.recipient}` : event.kind));
  await deliver(world, ['ann@gmail.sim', 'full@gmail.sim']);
  expect(seen).toEqual(['connected', 'refused full@gmail.sim', 'received']);
});

test('closing frees the ports and breaks off who is still there', async () => {
  const world = await start();
  const hanging = deliver(world, 'hang@gmail.sim');
  await world.until(({ refused }) => refused === 1);
  await world.close();
  expect((await hanging).outcome).toMatchObject({ kind: 'failed', breakdown: 'reset' });
  const next = await start({ ports: { smtp: world.smtpPort, dns: world.dns.port } });
  expect([next.smtpPort, next.dns.port]).toEqual([world.smtpPort, world.dns.port]);
});
