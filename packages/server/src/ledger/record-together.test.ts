/** Many observations at once end as if each had come alone, and most of them in one commit. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '@hearback/bounce';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventOf, hour, start } from '../store/store.fixture.ts';
import { addressKey } from './address-key.ts';
import type { Observation } from './observation.ts';
import { createRecord, type Record } from './observe.ts';
import { openRecorded, type RecordedWorld } from './record.fixture.ts';

let folder: string;
let world: RecordedWorld;
let record: Record;
let units: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearback-together-'));
  world = await openRecorded(join(folder, 'hearback.db'));
  units = 0;
  const counting: RecordedWorld['recorder']['record'] = (unit) => {
    units++;
    return world.recorder.record(unit);
  };
  record = createRecord({
    ...{ store: world.store, verify: () => null, now: world.now },
    recorder: { ...world.recorder, record: counting },
  });
});
afterEach(async () => {
  await world.store.close();
  await rm(folder, { recursive: true });
});

const line = (index: number, change: Partial<Observation> = {}): Observation => ({
  ...{ source: 'log', sourceName: 'log:mail', key: `1:${index}`, at: start + index, type: 'delivered' },
  ...{ recipient: `a${index}@there.example`, originalRecipient: null, labels: {}, sender: '@ours.example' },
  identifiers: { remote: `4A${index}`, headerMessageId: `${index}@ours.example` },
  ...{ reply: null, stage: null, verdict: null, mx: null, sourceIp: null, authentic: true },
  ...change,
});
const lines = (count: number): readonly Observation[] => Array.from({ length: count }, (_, index) => line(index));
const totals = async () => {
  const asked = { grain: 'daily', dimension: 'all', key: null, from: 0, to: start + 1000 * hour } as const;
  const [row] = await world.store.rollUps(asked);
  return [row?.counts.attempted, row?.counts.delivered, row?.counts.hard];
};
const entries = (address: string) => world.store.suppressionsAbout([addressKey(address).recipient]);

test('a thousand deliveries are a thousand events in four commits', async () => {
  expect(await record(lines(1000))).toEqual(lines(1000).map(() => 'recorded'));
  expect(units).toBe(4);
  expect(await totals()).toEqual([1000, 1000, 0]);
});

test('what was there before costs none of the others, within a batch and from one to the next', async () => {
  await record([line(3), line(7)]);
  const told = await record([...lines(10), line(5)]);
  expect(told.map((each, index) => (each === 'repeated' ? index : -1)).filter((index) => index >= 0)).toEqual(
    expect.arrayContaining([3, 7]),
  );
  expect(told.filter((each) => each === 'recorded')).toHaveLength(8);
  expect(await totals()).toEqual([10, 10, 0]);
});

test('a delivery to a suppressed address is decided on, whoever shares the batch', async () => {
  const verdict = explain('550 5.1.1 No such user');
  await record([line(900, { recipient: 'a4@there.example', type: 'bounced', verdict })]);
  await record([line(4, { key: 'taken', at: start - hour, identifiers: { remote: '4Aold' } })]);
  expect(await entries('a4@there.example')).toMatchObject([{ state: 'provisional' }]);
  await record(lines(20).map((each) => ({ ...each, at: start + 2 * hour })));
  expect(await entries('a4@there.example')).toMatchObject([{ state: 'released' }]);
  expect(await totals()).toEqual([22, 21, 1]);
});

test('an entry that comes between the look and the commit is decided on all the same', async () => {
  const verdict = explain('550 5.1.1 No such user');
  const { listedAmong } = world.store;
  let late = true;
  const store = {
    ...world.store,
    listedAmong: async (recipients: readonly number[]) => {
      const found = await listedAmong(recipients);
      if (late) {
        late = false;
        const about = { recipient: 'a4@there.example', at: start - hour };
        await world.recorder.record({ events: [eventOf('delivered', { ...about, at: start - 2 * hour })] });
        await world.recorder.record({ events: [eventOf('bounced', { ...about, verdict })] });
      }
      return found;
    },
  };
  await createRecord({ store, verify: () => null, recorder: world.recorder, now: world.now })(lines(20));
  expect(await entries('a4@there.example')).toMatchObject([{ state: 'released' }]);
});

test('bounces among deliveries suppress, each address by itself', async () => {
  const verdict = explain('550 5.1.1 No such user');
  const told = lines(60).map((each, index) =>
    index % 3 === 0 ? { ...each, type: 'bounced' as const, verdict } : each,
  );
  await record(told);
  expect(await totals()).toEqual([60, 40, 20]);
  expect(await entries('a3@there.example')).toMatchObject([{ reason: 'user_unknown' }]);
  expect(await entries('a4@there.example')).toEqual([]);
});
