/**
 * Four incidents that happened in public, among normal traffic, through recorder and store: nobody is suppressed for them, all
 * are released, and the addresses that really are dead are found.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day, hour, minute } from '../store/store.fixture.ts';
import { openReplay, type Scenario } from './incident-replay.fixture.ts';
import { defaultIncidentSettings, type IncidentSettings } from './incident-settings.ts';
import { createIncidents, type Incidents, type LanePause } from './incidents.ts';
import { openRecorded, type RecordedWorld } from './record.fixture.ts';

const gmail = (_: string, index: number): string =>
  [
    '550-5.1.1 The email account that you tried to reach does not exist. Please try',
    "550-5.1.1 double-checking the recipient's email address for typos or",
    '550-5.1.1 unnecessary spaces. Learn more at',
    `550 5.1.1  https://support.google.com/mail/?p=NoSuchUser x${index % 90}si${1000000 + index * 7}edv.${index % 700} - gsmtp`,
  ].join('\r\n');
const yahoo = (address: string, index: number): string =>
  `554 delivery error: dd This user doesn't have a yahoo.com account (${address}) [${-(index % 10)}] - mta${4000 + (index % 300)}.mail.bf1.yahoo.com`;

/** Lengths and shares as they were told; a day's wave is cut to some hours. */
const scenarios: readonly Scenario[] = [
  {
    ...{ name: 'AOL, 29 March 2017', domain: 'aol.com', host: 'mailin-01.mx.aol.com', share: 1, perMinute: 10 },
    wave: (address) => `550 5.1.1 <${address}>: Recipient address rejected: aol.com`,
    dead: (address) => `550 5.1.1 <${address}>: Recipient address rejected: User unknown in relay recipient table`,
    waves: [{ after: 0, lasts: 90 * minute }],
  },
  {
    ...{ name: 'Yahoo, March 2018', domain: 'yahoo.com', host: 'mta5.am0.yahoodns.net', share: 0.15, perMinute: 20 },
    ...{ wave: yahoo, dead: yahoo, waves: [{ after: 0, lasts: 2 * hour }] },
  },
  {
    ...{
      name: 'Yahoo and AOL, autumn 2019',
      domain: 'yahoo.com',
      host: 'mta7.am0.yahoodns.net',
      share: 0.25,
      perMinute: 15,
    },
    ...{ wave: yahoo, dead: yahoo, waves: [{ after: 0, lasts: 2 * hour }] },
  },
  {
    ...{ name: 'Gmail, 14 and 15 December 2020', domain: 'gmail.com', host: 'gmail-smtp-in.l.google.com', share: 1 },
    ...{ wave: gmail, dead: gmail, perMinute: 10 },
    waves: [
      { after: 0, lasts: 142 * minute },
      { after: 21 * hour + 22 * minute, lasts: 259 * minute },
    ],
  },
];

let folder: string;
let world: RecordedWorld;
let incidents: Incidents;
const noLanes: LanePause = { pause: async () => {}, resume: async () => {} };

async function open(change: Partial<IncidentSettings> = {}): Promise<void> {
  incidents = createIncidents({
    ...{ store: world.store, recorder: world.recorder, ids: world.ids, now: world.now, lanes: noLanes },
    hearing: world.hearing,
    settings: { ...defaultIncidentSettings, ...change },
    log: pino({ level: 'silent' }),
  });
  await incidents.detect();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearback-replay-'));
  world = await openRecorded(join(folder, 'hearback.db'));
});
afterEach(async () => {
  await incidents.stop();
  await world.store.close();
  await rm(folder, { recursive: true });
});

const opened = async () => (await world.store.events({ type: 'incident_opened' }, null, 100)).data;
/** Addresses of the failures that a search finds by this class. */
async function foundAs(kind: 'hard' | 'soft'): Promise<readonly string[]> {
  const search = { conditions: [{ column: 'class', values: [kind], not: false }], words: [] } as const;
  const { data } = await world.store.failures(search, null, 20_000);
  return data.flatMap(({ event: { recipient } }) => recipient ?? []);
}
const states = async () => (await incidents.list(null, null, 10)).data.map(({ state }) => state);

describe.each(scenarios)('$name', (scenario) => {
  test('nobody who lives is suppressed for it, all are released, the dead are found', async () => {
    await open();
    const replay = await openReplay(world, incidents, scenario);
    await replay.run(replay.begin);
    expect(await opened()).toEqual([]);
    for (const [number, { after, lasts }] of scenario.waves.entries()) {
      await replay.run(replay.begin + after);
      await replay.run(replay.begin + after + lasts / 2);
      expect(await states()).toEqual(['open', ...Array(number).fill('released')]);
      const [current] = (await incidents.list('open', null, 1)).data;
      expect(current?.counts.held).toBeGreaterThan(50);
      await replay.run(replay.begin + after + lasts);
      const entries = await world.store.suppressions({ state: 'confirmed' }, null, 10_000);
      expect(entries.data.filter(({ address }) => address?.startsWith('living'))).toEqual([]);
      await replay.run(replay.begin + after + lasts + 2 * hour);
    }
    expect(await states()).toEqual(scenario.waves.map(() => 'released'));
    expect(await opened()).toHaveLength(scenario.waves.length);
    expect(replay.refused.size).toBeGreaterThan(200);
    expect(await replay.suppressed([...replay.refused])).toEqual([]);
    expect((await foundAs('hard')).filter((address) => replay.refused.has(address))).toEqual([]);
    const soft = new Set(await foundAs('soft'));
    expect([...replay.refused].filter((address) => !soft.has(address))).toEqual([]);
    for (const { counts } of (await incidents.list(null, null, 10)).data) expect(counts.held).toBe(0);
    // Whoever is dead bounces again: found at once where it never took mail, on the second day where it did.
    for (const _ of [1, 2, 3]) {
      await replay.mail(replay.dead);
      world.advance(25 * hour);
    }
    expect(await replay.suppressed(replay.dead)).toEqual(replay.dead);
    expect(await replay.suppressed(replay.elsewhereDead.slice(0, 10))).toEqual(replay.elsewhereDead.slice(0, 10));
    expect(await replay.suppressed(replay.living)).toEqual([]);
  }, 240_000);
});

test('without the detector the same hours suppress hundreds who live', async () => {
  await open({ enabled: false });
  const [scenario] = scenarios;
  if (scenario === undefined) throw new Error('no scenario');
  const replay = await openReplay(world, incidents, scenario);
  await replay.run(replay.begin + 2 * hour);
  expect((await replay.suppressed([...replay.refused])).length).toBeGreaterThan(200);
  expect(await opened()).toEqual([]);
}, 120_000);

test('a list of addresses that never took mail is no incident, and is suppressed', async () => {
  await open();
  const scenario: Scenario = { ...(scenarios[3] as Scenario), waves: [{ after: 365 * day, lasts: 0 }] };
  const replay = await openReplay(world, incidents, scenario);
  await replay.run(replay.begin);
  await replay.mail(replay.dead.slice(0, 40));
  const bought = Array.from({ length: 200 }, (_, index) => `dead${100 + index}@gmail.com`);
  await Promise.all(bought.map((address) => replay.bounce(address)));
  await replay.run(replay.begin + 10 * minute);
  expect(await opened()).toEqual([]);
  expect(await replay.suppressed(bought)).toEqual(bought);
}, 120_000);
