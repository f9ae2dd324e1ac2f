/**
 * Hours in which much goes wrong at once, by a seed: each of two receivers refuses everybody, more than once and soon again, some
 * addresses are served by both, a blocklist names our address, a person applies rules to the past and takes them back, and closes
 * incidents while their waves go on. Whoever lives is suppressed for none of it, all are let go, and who is dead is found.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '@hearback/bounce';
import pino from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHistory, type History } from '../rules/apply.ts';
import { ruleSet } from '../rules/own-rules.ts';
import { day, eventOf, hour, minute } from '../store/store.fixture.ts';
import { createForgetting } from './erase.ts';
import type { LedgerEvent } from './event.ts';
import { defaultIncidentSettings } from './incident-settings.ts';
import { createIncidents, type Incidents } from './incidents.ts';
import { createReclassifier } from './reclassify.ts';
import { openRecorded, type RecordedWorld, recordedIn } from './record.fixture.ts';
import { createPrng } from './replay-random.fixture.ts';
import { createSuppressionCheck } from './suppression.ts';

const log = pino({ level: 'silent' });
const hosts = { yahoo: 'mta5.am0.yahoodns.net', google: 'gmail-smtp-in.l.google.com' } as const;
type Receiver = keyof typeof hosts;
const receivers: readonly Receiver[] = ['yahoo', 'google'];
const unknown = {
  yahoo: "554 delivery error: dd This user doesn't have a yahoo.com account",
  google: '550 5.1.1 The email account that you tried to reach does not exist. - gsmtp',
};
const ours = '198.51.100.7';
const listed = `550 5.7.1 Service unavailable; client [${ours}] blocked using zen.spamhaus.org`;
const pattern = "user doesn't have a yahoo.com account";
const excuse = ruleSet([
  { name: 'excuse', rule: { reason: 'mailer_error', pattern, source: 'us', examples: [unknown.yahoo] } },
]);
const said = { who: 'ann', why: 'a trial' };
/** What no entry of a narrower scope concerns. */
const everywhere = { sender: 'shop@example.com', stream: 'bulk', list: null };

let folder: string;
let world: RecordedWorld;
let incidents: Incidents;
let history: History;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearback-overlap-'));
  world = await openRecorded(join(folder, 'hearback.db'));
  await begin();
});

async function begin(): Promise<void> {
  const { store, recorder, ids, now, hearing } = world;
  incidents = createIncidents({
    ...{ store, recorder, ids, now, hearing, log, settings: defaultIncidentSettings },
    lanes: { pause: async () => {}, resume: async () => {} },
  });
  const reclassifier = createReclassifier({ store, recorder, ids, now });
  history = createHistory({ store, ids, now, log, reclassifier, settle: 0 });
  await incidents.detect();
}
afterEach(async () => {
  await history.close();
  await incidents.stop();
  await world.store.close();
  await rm(folder, { recursive: true });
});

/** Bounces with this text, or is delivered. */
async function tell(address: string, receiver: Receiver, text: string | null, at = world.now()): Promise<void> {
  const mx = { host: hosts[receiver], address: '192.0.2.9' };
  const event: Partial<LedgerEvent> = {
    ...{ at, id: world.ids.event(at), recipient: address, message_id: world.ids.message(at), mx, source_ip: ours },
    ...(text === null ? {} : { reply: { code: 550, status: null, text }, verdict: explain(text, { mx: mx.host }) }),
  };
  await world.recorder.record({
    events: [eventOf(text === null ? 'delivered' : 'bounced', { ...event, source: 'smtp_session' })],
  });
}
const counts = async () => (await incidents.list(null, null, 100)).data.map((one) => [one.state, one.counts.held]);
const openNow = async () => (await incidents.list('open', null, 9)).data.map(({ counts: { held } }) => held);
const addresses = (kind: string, count: number, domain: string) =>
  Array.from({ length: count }, (_, index) => `${kind}${index}@${domain}`);
async function suppressed(of: readonly string[]): Promise<readonly string[]> {
  const found = await createSuppressionCheck(world.store, world.now)(of, everywhere);
  return of.filter((_, index) => found[index] !== null);
}

interface Span {
  readonly from: number;
  readonly to: number;
}
const isIn = (spans: readonly Span[], at: number): boolean => spans.some(({ from, to }) => at >= from && at < to);

/** HEARBACK_PROPERTY_RUNS=10000 before a release. */
const runs = Math.ceil(Number(process.env['HEARBACK_PROPERTY_RUNS'] ?? 300) / 300);
const seeds = Array.from({ length: runs }, (_, index) => index + 1);

test.each(seeds)(
  'nobody who lives is suppressed, all are released, the dead are found (seed %i)',
  async (seed) => {
    const random = createPrng(`overlap ${seed}`);
    const int = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
    const some = (from: readonly string[], count: number) =>
      Array.from({ length: count }, () => from[int(0, from.length - 1)] ?? '');
    const known = receivers.map((name) => addresses('known', 220, `${name}.com`));
    // Nothing says of these that they live.
    const young = receivers.flatMap((name) => addresses('young', 60, `${name}.com`));
    const shared = addresses('shared', 60, 'both.example');
    const dead = receivers.flatMap((name) => addresses('dead', 12, `${name}.com`));
    const living = [...known.flat(), ...young, ...shared];
    const receiverOf = (address: string): Receiver =>
      receivers.find((name) => address.endsWith(`@${name}.com`)) ?? (random() < 0.5 ? 'yahoo' : 'google');

    const begin = world.now() + 8 * day;
    for (const address of [...known.flat(), ...shared])
      await tell(address, receiverOf(address), null, begin - int(2, 30) * day);
    world.advance(begin - world.now());
    const waves: Record<Receiver, Span[]> = { yahoo: [], google: [] };
    for (const name of receivers)
      for (let from = begin + int(5, 40) * minute, left = int(2, 3); left > 0; left--) {
        const to = from + int(35, 60) * minute;
        waves[name].push({ from, to });
        from = to + int(3, 40) * minute;
      }
    const listing = begin + int(0, 150) * minute;
    const block = [{ from: listing, to: listing + int(15, 40) * minute }];

    const mail = async (to: readonly string[]): Promise<void> => {
      const held = new Set(await suppressed([...new Set(to)]));
      await Promise.all(
        [...new Set(to)].map(async (address) => {
          if (held.has(address)) return;
          const receiver = receiverOf(address);
          const refuses = dead.includes(address) || (isIn(waves[receiver], world.now()) && random() < 0.8);
          if (isIn(block, world.now()) && random() < 0.5) await tell(address, receiver, listed);
          else await tell(address, receiver, refuses ? unknown[receiver] : null);
        }),
      );
    };
    const applied: string[] = [];
    const closed: number[] = [];
    const closeOne = async (): Promise<void> => {
      const [id = ''] = some(
        (await incidents.list('open', null, 9)).data.map(({ incident }) => incident.id),
        1,
      );
      if (await incidents.close(id, 'ann')) closed.push(world.now());
    };
    for (let turn = 0; world.now() < begin + 6 * hour; turn++) {
      const rare = turn % 6 === 0 ? some(dead, 2) : some(young, 1);
      await mail([...known.flatMap((each) => some(each, 8)), ...some(shared, 3), ...rare]);
      await incidents.look();
      const chance = random();
      if (chance < 0.01) applied.push((await history.apply(excuse, begin - hour, said)).id);
      else if (chance < 0.02) await history.undo(some(applied, 1)[0] ?? '', said);
      else if (chance < 0.06) await closeOne();
      world.advance(minute);
    }
    await history.quiet();
    expect((await counts()).length).toBeGreaterThan(2);
    for (const id of applied) {
      await history.undo(id, said);
      await history.quiet();
    }
    await incidents.look();
    // Who closes an incident too early has fewer bounces behind its end than would make another: those count as any others.
    const standing = (await world.store.suppressions({}, null, 1000)).data.filter(({ state }) => state !== 'released');
    const behind = standing
      .filter(({ address }) => !address?.startsWith('dead'))
      .map(({ since }) => closed.findLastIndex((at) => at < since));
    for (const index of new Set(behind)) {
      expect(index).toBeGreaterThanOrEqual(0);
      expect(behind.filter((each) => each === index).length).toBeLessThan(10);
    }
    if (behind.length === 0) expect(await suppressed(living)).toEqual([]);
    expect(await counts()).toEqual((await counts()).map(() => ['released', 0]));
    for (const _ of [1, 2, 3]) {
      await mail(dead);
      world.advance(25 * hour);
    }
    expect(await suppressed(dead)).toEqual(dead);
  },
  120_000,
);

/** All of them have taken mail, and are refused now. */
async function wave(of: readonly string[]): Promise<void> {
  await Promise.all(of.map((address) => tell(address, 'yahoo', unknown.yahoo)));
  await incidents.look();
}
async function alive(count: number): Promise<readonly string[]> {
  const all = addresses('a', count, 'yahoo.com');
  await Promise.all(all.map((address) => tell(address, 'yahoo', null)));
  world.advance(day);
  return all;
}

test('a wave that comes again while addresses are held is known by few: the others get no mail that could bounce', async () => {
  const all = await alive(100);
  await wave(all.slice(0, 60));
  const [first] = (await incidents.list('open', null, 1)).data;
  world.advance(30 * minute);
  await incidents.close(first?.incident.id ?? '', 'ann');
  world.advance(10 * minute);
  await wave(all.slice(60, 69));
  expect(await openNow()).toEqual([]);
  await wave(all.slice(69, 70));
  expect(await openNow()).toEqual([10]);
});

test('a wave that goes on behind the end of an incident closed by hand is another, from the first bounce that was not covered', async () => {
  const all = await alive(100);
  await wave(all.slice(0, 60));
  const [first] = (await incidents.list('open', null, 1)).data;
  // What comes until 5 minutes later is covered still: that is within a bucket.
  world.advance(31 * minute);
  await incidents.close(first?.incident.id ?? '', 'ann');
  world.advance(6 * minute);
  await incidents.look();
  await wave(all.slice(60, 70));
  expect(await openNow()).toEqual([10]);
});

test('what a clock that was ahead took for an incident is released when it has been put right, and the wave that goes on is one', async () => {
  const all = await alive(100);
  world.advance(5 * day);
  await wave(all.slice(0, 60));
  expect(await openNow()).toEqual([60]);
  world.advance(-5 * day);
  await incidents.look();
  expect(await openNow()).toEqual([]);
  await wave(all.slice(60, 70));
  expect(await openNow()).toHaveLength(1);
  world.advance(10 * hour);
  await incidents.look();
  world.advance(hour);
  await incidents.look();
  expect(await suppressed(all)).toEqual([]);
});

test('what a clock closed that was ahead is released when it has been put right', async () => {
  const all = await alive(100);
  world.advance(5 * day);
  await wave(all.slice(0, 60));
  world.advance(2 * hour);
  const { data } = await world.store.events({ type: 'incident_opened' }, null, 1);
  await incidents.close(data[0]?.incident_id ?? '', 'ann');
  expect((await suppressed(all)).length).toBeGreaterThan(50);
  world.advance(-5 * day);
  await incidents.look();
  expect(await suppressed(all)).toEqual([]);
});

test('whom an incident holds is released also when the bounces are kept no more, and after a restart', async () => {
  const all = await alive(60);
  await wave(all);
  await incidents.stop();
  const time = world.now() + day;
  await world.store.sweep({ now: time, dialogues: 0, messages: 0, events: time, idempotency: 0 }, 10_000);
  world = recordedIn(world.store);
  world.advance(time - world.now());
  await begin();
  expect(await suppressed(all)).toEqual(all);
  await incidents.look();
  world.advance(hour);
  await incidents.look();
  expect(await suppressed(all)).toEqual([]);
  expect(await counts()).toEqual([['released', 0]]);
});

test('whoever is erased while an incident lets its addresses go is not written down again', async () => {
  const all = await alive(60);
  await wave(all);
  const [gone = ''] = all;
  const forgetting = createForgetting({ store: world.store, key: 'a key', now: world.now });
  const { incidentAddresses } = world.store;
  vi.spyOn(world.store, 'incidentAddresses').mockImplementation(async (...asked) => {
    const page = await incidentAddresses(...asked);
    await forgetting.erase(gone, []);
    return page;
  });
  const [{ incident } = { incident: { id: '' } }] = (await incidents.list(null, null, 1)).data;
  await incidents.close(incident.id, 'ann');
  await incidents.release(incident.id, 1, 'ann');
  const { data } = await incidentAddresses({ incident: incident.id }, null, 100);
  expect(data.map(({ address, state }) => `${address} ${state}`).toSorted()).toEqual(
    all
      .slice(1)
      .map((address) => `${address} released`)
      .toSorted(),
  );
});

test('what rules take out of an incident is held by it no more', async () => {
  await wave(await alive(60));
  expect(await counts()).toEqual([['open', 60]]);
  const { id } = await history.apply(excuse, 0, said);
  await history.quiet();
  expect(await suppressed(addresses('a', 60, 'yahoo.com'))).toEqual([]);
  expect(await counts()).toEqual([['open', 0]]);
  await history.undo(id, said);
  await history.quiet();
  expect(await counts()).toEqual([['open', 60]]);
});
