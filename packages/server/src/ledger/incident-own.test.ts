/** An incident of our own: lanes are paused and go on, nobody is suppressed, and it survives a restart. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '@hearback/bounce';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LaneView, QueueControl } from '../queue/control.ts';
import { createIncidentPause } from '../queue/incident-pause.ts';
import { eventOf, hour, minute } from '../store/store.fixture.ts';
import type { LedgerEvent } from './event.ts';
import { defaultIncidentSettings } from './incident-settings.ts';
import { createIncidents, type Incidents } from './incidents.ts';
import { openRecorded, type RecordedWorld } from './record.fixture.ts';

const ours = '198.51.100.7';
/** Named as routes name them (siteOf). */
const sites = ['google', 'yahoo', 'mx.small.example'];
const hosts = ['gmail-smtp-in.l.google.com', 'mta5.am0.yahoodns.net', 'mx.small.example'];
let folder: string;
let world: RecordedWorld;
let incidents: Incidents;
let lanes: Map<string, LaneView>;

/** A queue as the operators' commands see it. */
const control: Pick<QueueControl, 'lanes' | 'pause' | 'resume'> = {
  lanes: () => [...lanes.values()],
  pause: async (lane, until, by, why) => set(lane, { suspendedSince: world.now(), suspendedUntil: until, by, why }),
  resume: async (lane, by) => set(lane, { suspendedSince: null, suspendedUntil: null, by, why: '' }),
};
function set(
  name: string,
  state: { suspendedSince: number | null; suspendedUntil: number | null; by: string; why: string },
): number {
  const lane = lanes.get(name);
  if (lane === undefined) return 0;
  const rest = { lane: name, suspendedTotal: 0, rateFactor: null, rateUntil: null };
  lanes.set(name, { ...lane, state: { ...rest, ...state } });
  return 1;
}
const laneOf = (site: string, source: string): LaneView => ({
  ...{ lane: `${site}|${source}|bulk`, site, source, stream: 'bulk', ready: 0, sending: 0, connections: 0, rate: 0 },
  ...{ state: null, lastFailure: null },
});
const paused = () => control.lanes().flatMap(({ lane, state }) => (state?.suspendedSince == null ? [] : [lane]));

const start = async (): Promise<void> => {
  incidents = createIncidents({
    ...{ store: world.store, recorder: world.recorder, ids: world.ids, now: world.now, hearing: world.hearing },
    settings: defaultIncidentSettings,
    lanes: createIncidentPause({
      control,
      sources: new Map([
        ['one', { address: ours }],
        ['two', { address: '198.51.100.8' }],
      ]),
    }),
    log: pino({ level: 'silent' }),
  });
  await incidents.detect();
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearback-own-'));
  world = await openRecorded(join(folder, 'hearback.db'));
  const all = [...sites.map((site) => laneOf(site, 'one')), laneOf('google', 'two')];
  lanes = new Map(all.map((lane) => [lane.lane, lane]));
  await start();
});
afterEach(async () => {
  await incidents.stop();
  await world.store.close();
  await rm(folder, { recursive: true });
});

const onList = `550 5.7.1 Service unavailable; client [${ours}] blocked using zen.spamhaus.org`;
const noAuth = '550 5.7.26 This mail is unauthenticated: SPF and DKIM did not pass';

function refused(index: number, host: string, text: string): LedgerEvent {
  return eventOf('bounced', {
    ...{ at: world.now(), recipient: `a${index}@there.example`, message_id: world.ids.message(world.now()) },
    ...{ verdict: explain(text, { mx: host }), mx: { host, address: '192.0.2.9' }, source_ip: ours, stream: 'bulk' },
  });
}
const refuse = (count: number, at: readonly string[], first = 0, text = onList): Promise<unknown> =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      world.recorder.record({ events: [refused(first + index, at[index % at.length] ?? '', text)] }),
    ),
  );
const fromOne = sites.map((site) => `${site}|one|bulk`);

test('the lanes from the blocked address are paused, those from another are not; nobody is suppressed', async () => {
  await refuse(90, hosts);
  await incidents.look();
  const { data } = await incidents.list(null, null, 10);
  expect(data).toMatchObject([{ state: 'open', incident: { kind: 'sender', reason: 'dnsbl_ip', sourceIp: ours } }]);
  expect(paused()).toEqual(fromOne);
  expect((await world.store.suppressions({}, null, 10)).data).toEqual([]);
  expect((await world.store.events({ type: 'incident_opened' }, null, 10)).data).toHaveLength(1);

  world.advance(2 * hour);
  await incidents.look();
  expect(paused()).toEqual([]);
  expect((await incidents.list(null, null, 10)).data).toMatchObject([{ state: 'released' }]);
});

test('one provider that refuses us has its lane paused alone', async () => {
  await refuse(60, hosts.slice(0, 1));
  await incidents.look();
  expect(paused()).toEqual(fromOne.slice(0, 1));
});

test.each(['by itself', 'by hand'])(
  'of two at once, one that closes %s leaves the lanes paused for the other',
  async (how) => {
    await refuse(90, hosts);
    await incidents.look();
    world.advance(30 * minute);
    await refuse(90, hosts, 100, noAuth);
    await incidents.look();
    expect((await incidents.list('open', null, 10)).data).toHaveLength(2);
    world.advance(how === 'by itself' ? 91 * minute : minute);
    const [first] = (await incidents.list(null, null, 10)).data.filter(
      ({ incident }) => incident.reason === 'dnsbl_ip',
    );
    if (how === 'by hand') await incidents.close(first?.incident.id ?? '', 'ann');
    else await incidents.look();
    expect((await incidents.list('open', null, 10)).data).toMatchObject([{ incident: { reason: 'auth_failed' } }]);
    expect(paused()).toEqual(fromOne);
    world.advance(2 * hour);
    await incidents.look();
    expect(paused()).toEqual([]);
  },
);

test('a lane that would go on by itself while the incident goes on is paused for it', async () => {
  const brakedUntil = world.now() + 15 * minute;
  await control.pause(fromOne[0] ?? '', brakedUntil, 'auto', 'rate limited');
  await control.pause(fromOne[1] ?? '', brakedUntil, 'ann', 'her reasons');
  await refuse(90, hosts);
  await incidents.look();
  const whose = () => fromOne.map((lane) => lanes.get(lane)?.state?.by.slice(0, 4));
  expect(whose()).toEqual(['inci', 'ann', 'inci']);
  world.advance(30 * minute);
  await refuse(90, hosts, 100, noAuth);
  await incidents.look();
  expect(lanes.get(fromOne[0] ?? '')?.state?.suspendedUntil).toBe(world.now() + 2 * hour);
  expect(whose()).toEqual(['inci', 'ann', 'inci']);
});

test('closed by hand the lanes go on; what somebody else paused stays paused', async () => {
  await control.pause(fromOne[1] ?? '', null, 'ann', 'her reasons');
  await refuse(90, hosts);
  await incidents.look();
  expect(paused()).toEqual(fromOne);
  const [open] = (await incidents.list('open', null, 1)).data;
  await incidents.close(open?.incident.id ?? '', 'ann');
  expect(paused()).toEqual(fromOne.slice(1, 2));
});

test('after a restart the counts go on, and a lane that came up since is paused too', async () => {
  await refuse(40, hosts);
  await incidents.look();
  expect((await incidents.list(null, null, 10)).data).toEqual([]);
  await incidents.stop();
  world.advance(minute);
  await start();
  // Too few by themselves.
  await refuse(20, hosts, 100);
  await incidents.look();
  expect((await incidents.list('open', null, 10)).data).toHaveLength(1);
  const late = laneOf('mx.late.example', 'one');
  lanes.set(late.lane, late);
  await incidents.look();
  expect(paused()).toContain(late.lane);
});
