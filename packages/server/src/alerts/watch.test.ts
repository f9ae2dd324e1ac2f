/** Rules over a real store, alerts in it, channels that a test listens to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSteadyFor } from '../delivery/steady-clock.ts';
import { type VirtualClock, virtualClock } from '../delivery/virtual-clock.fixture.ts';
import { createIds } from '../ledger/ids.ts';
import { incidentEvent } from '../ledger/incident-event.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { accepting, eventOf, hour, minute, start } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { type Alerts, createAlerts } from './alerts.ts';
import type { ChannelSettings, Tell } from './channels.ts';
import { incidentRule } from './incident-rule.ts';
import { rateRules } from './rate-rules.ts';
import { runningRules } from './running-rules.ts';
import { type AlertWatch, createAlertWatch } from './watch.ts';

const every = minute;
let folder: string;
let store: Store;
let clock: VirtualClock;
let watch: AlertWatch;
let alerts: Alerts;
let told: string[];
let answer: string | null;
/** What the pager waits for before it answers. */
let hangs: Promise<void> | null;
let free: number;
let isLedgerWritable: boolean;
let sources: { name: string; lastItemAt: number | null; lastError: { at: number; text: string } | null }[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-alerts-'));
  clock = virtualClock(start);
  store = counted(await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 }));
  told = [];
  [answer, hangs] = [null, null];
  free = 1e12;
  isLedgerWritable = true;
  sources = [];
  const tell =
    (channel: string): Tell =>
    async ({ kind, alert: { rule, key } }) => {
      told.push(`${channel} ${kind} ${rule} ${key}`.trim());
      if (channel !== 'pager' || hangs === null) return answer;
      await hangs;
      return 'no answer';
    };
  const channels = new Map<string, { settings: ChannelSettings; tell: Tell }>([
    ['ops', { settings: { kind: 'email', to: ['ops@ours.example'], severity: 'warning' }, tell: tell('ops') }],
    ['pager', { settings: { kind: 'slack', url: '', severity: 'critical' }, tell: tell('pager') }],
  ]);
  const rules = [
    ...rateRules(store),
    incidentRule(store),
    ...runningRules({
      store,
      sources: async () => sources,
      free: async () => free,
      minFree: 64 << 20,
      steadyFor: createSteadyFor(clock),
    }),
  ];
  const shared = { store, rules, channels, clock, ids: createIds() };
  watch = createAlertWatch({
    ...{
      ...shared,
      every,
      healthChanges: () => (isLedgerWritable ? Promise.resolve() : Promise.reject(new Error('disk full'))),
      published: () => {},
    },
    log: pino({ level: 'silent' }),
  });
  alerts = createAlerts({ ...shared, poke: watch.poke });
  watch.start();
  await clock.rest();
});
afterEach(async () => {
  await watch.stop();
  await store.close();
  rmSync(folder, { recursive: true });
});

const standing = async (): Promise<string[]> =>
  (await store.standingAlerts()).map(({ rule, key, state }) => `${rule} ${key} ${state}`);
/** What is asked of the store is under way for the clock, which rests only when the look has ended. */
const counted = (opened: Store): Store =>
  new Proxy(opened, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function'
        ? (...asked: unknown[]) => clock.during(Promise.resolve(member.apply(target, asked)))
        : member;
    },
  });

/** Until as many looks have ended. */
async function look(times = 1): Promise<void> {
  for (let n = 0; n < times; n++) await clock.pass(every);
}

const bounce = () => eventOf('bounced', { verdict: hardVerdict });
const complaint = () => eventOf('feedback_received');

/** So many messages of a list, of which so many bounced for good, or ended as told. */
async function mail(list: string, all: number, bounced: number, ended = bounce): Promise<void> {
  for (let n = 0; n < all; n++) {
    const unit = accepting({ message: { list, acceptedAt: clock.now() }, to: [`n${n}@there.example`] });
    const { id: message_id, sender } = unit.accept.message;
    const about = { message_id, sender, list, recipient: `n${n}@there.example`, at: clock.now() };
    const { type, verdict } = n < bounced ? ended() : eventOf('delivered');
    await store.commit({ ...unit, events: [...unit.events, eventOf(type, { ...about, verdict })] });
  }
}
const hardVerdict = {
  ...{ reason: 'user_unknown', category: 'recipient', group: 'address', bounce: 'hard', final: true },
  ...{ action: 'suppress', fault: ['list'], confidence: 0.9, provider: null, rule: 'code/550', code: 550 },
  ...{ status: '5.1.1', template: 'no such user', evidence: [], retry_after: null, blocklist: null, help_url: null },
} as unknown as NonNullable<Parameters<typeof eventOf>[1]>['verdict'] & object;

describe('the rules that are on from the start', () => {
  it('tell of a list whose hard bounces are surely over the limit, and not of one that is bad by chance', async () => {
    await mail('bad', 300, 45);
    await mail('few', 20, 10);
    await look();
    expect(await standing()).toEqual(['list_hard_rate bad open']);
    expect(told).toEqual(['ops opened list_hard_rate bad']);
    const [alert] = await store.standingAlerts();
    expect(alert).toMatchObject({ value: 0.15, threshold: 0.05, notifications: 1 });
    expect(alert?.sentence).toContain('15.0 %');
    await look(3);
    expect(told).toHaveLength(1);
  });

  it('tell where no rule explains too many of the failures, surely', async () => {
    const unknown = () => eventOf('bounced', { verdict: { ...hardVerdict, reason: 'undetermined', bounce: 'soft' } });
    await mail('news', 200, 200);
    await mail('news', 20, 20, unknown);
    await look();
    expect(await standing()).not.toContain('unknown_share  open');
    await mail('news', 40, 40, unknown);
    await look();
    expect(await standing()).toContain('unknown_share  open');
    const alert = (await store.standingAlerts()).find(({ rule }) => rule === 'unknown_share');
    expect(alert?.value).toBeCloseTo(60 / 260, 3);
    expect(alert?.sentence).toMatch(/^23\.1 % of the failures of a day are explained by no rule/);
  });

  it('tell of a domain that recipients complain of, surely over the limit', async () => {
    await mail('news', 220, 1, complaint);
    await look();
    expect(await standing()).toEqual([]);
    await mail('offers', 40, 5, complaint);
    await look();
    expect(await standing()).toEqual(['sender_complaint_rate sender.example open']);
    expect((await store.standingAlerts())[0]?.sentence).toMatch(
      /^Complaints of .*sender\.example are 2\.31 % over a day/,
    );
  });

  it('tell of an incident until it is closed', async () => {
    const wave = {
      ...({
        id: 'inc_1',
        kind: 'receiver',
        provider: 'google',
        reason: 'user_unknown',
        template: 'no such user',
      } as const),
      ...{ sourceIp: null, from: start },
    } as const;
    const ids = createIds();
    const now = clock.now();
    await store.commit({ events: [incidentEvent('incident_opened', ids.event(now), now, wave, {})] });
    watch.poke();
    await look();
    expect(told.toSorted()).toEqual(['ops opened incident_opened inc_1', 'pager opened incident_opened inc_1']);
    expect((await store.standingAlerts())[0]?.sentence).toContain('Google refuses addresses that work');
    await store.commit({ events: [incidentEvent('incident_closed', ids.event(now), now, wave, { until: now })] });
    await look();
    expect(await standing()).toEqual([]);
    expect(told.filter((line) => line.includes('resolved'))).toHaveLength(2);
  });

  it('tell of mail that is due and not sent', async () => {
    await store.commit(accepting({ message: { acceptedAt: start } }));
    await look(14);
    expect(await standing()).toEqual([]);
    await look(3);
    expect(await standing()).toEqual(['queue_age  open']);
  });

  it('tell of no mail and no source that a jump of the clock alone makes late; of what stays so they do', async () => {
    sources = [{ name: 'ses', lastItemAt: start, lastError: null }];
    await store.commit(accepting({ nextAt: start + hour }));
    clock.jump(5 * 24 * hour);
    await look(14);
    expect(await standing()).toEqual([]);
    await look(3);
    expect(await standing()).toEqual(['queue_age  open']);
    expect((await store.standingAlerts())[0]?.sentence).toMatch(/due for 1[5-7] minutes/);
    await look(24 * 60);
    expect(await standing()).toEqual(['queue_age  open', 'source_silent ses open']);
  });

  it('tell of a source from which nothing comes any more', async () => {
    sources = [
      { name: 'imap:bounces', lastItemAt: start - 25 * hour, lastError: { at: start, text: 'login failed' } },
      { name: 'ses', lastItemAt: start, lastError: null },
      { name: 'never', lastItemAt: null, lastError: null },
    ];
    await look();
    expect(await standing()).toEqual(['source_silent imap:bounces open']);
    expect((await store.standingAlerts())[0]?.sentence).toContain('login failed');
  });

  it('tell of a webhook that was disabled', async () => {
    await store.addWebhook({
      ...{ id: 'wh_1', url: 'https://shop.example/hook/secret', description: '', types: [], secrets: [], cursor: 0 },
      ...{ state: 'disabled', why: 'It answered 410', createdAt: start, failingSince: null },
    });
    await look();
    expect(await standing()).toEqual(['webhook_disabled wh_1 open']);
    expect((await store.standingAlerts())[0]?.sentence).not.toContain('secret');
  });

  it('tell of a disk that fills although nothing more can be recorded', async () => {
    isLedgerWritable = false;
    free = 400 << 20;
    await look();
    expect(told).toEqual(['ops opened disk_room']);
  });

  it('tell of a disk that fills, and of one that is full more loudly', async () => {
    free = 400 << 20;
    await look();
    expect(told).toEqual(['ops opened disk_room']);
    expect((await store.standingAlerts())[0]?.severity).toBe('warning');
    free = 10 << 20;
    await look();
    expect((await store.standingAlerts())[0]?.severity).toBe('critical');
    // Whoever takes critical ones alone hears of it now, and when it is over.
    expect(told).toEqual(['ops opened disk_room', 'pager opened disk_room']);
    // Just above the limit it is not over yet.
    free = 600 << 20;
    await look(10);
    expect(await standing()).toEqual(['disk_room  open']);
    free = 1e12;
    await look(7);
    expect(await standing()).toEqual([]);
    expect(told.slice(2).toSorted()).toEqual(['ops resolved disk_room', 'pager resolved disk_room']);
  });

  it('tell a webhook too that it has become worse', async () => {
    await store.addWebhook({
      ...{
        id: 'whk_1',
        url: 'https://shop.example/',
        description: '',
        types: ['alert.opened'],
        secrets: [],
        cursor: 0,
      },
      ...{ state: 'active', why: null, createdAt: start, failingSince: null },
    });
    free = 400 << 20;
    await look();
    free = 10 << 20;
    await look(2);
    const severities = (await store.waitingDeliveries('whk_1', 10)).map(({ body }) => JSON.parse(body).data.severity);
    expect(severities).toEqual(['warning', 'critical']);
  });

  it('tell nobody in a silence that it has become worse, and whom it concerns when that has ended', async () => {
    free = 400 << 20;
    await look();
    await alerts.silence({ rule: 'disk_room', key: null, until: clock.now() + 3 * minute, why: 'move', by: 'ann' });
    free = 10 << 20;
    await look(2);
    expect(told).toEqual(['ops opened disk_room']);
    await look(2);
    expect(told).toEqual(['ops opened disk_room', 'pager opened disk_room']);
  });
});

describe('an alert', () => {
  beforeEach(() => {
    free = 400 << 20;
  });

  it('is acknowledged by somebody and ends by itself', async () => {
    await look();
    const [open] = await store.standingAlerts();
    expect(await alerts.acknowledge(open?.id ?? '', 'ann')).toMatchObject({
      ...{ state: 'acknowledged', acknowledgedBy: 'ann', acknowledgedAt: clock.now() },
    });
    free = 1e12;
    await look(7);
    expect(await store.alert(open?.id ?? '')).toMatchObject({ state: 'resolved', resolvedBy: null });
  });

  it('that somebody resolved opens again while its condition stands', async () => {
    await look();
    const [first] = await store.standingAlerts();
    expect(await alerts.resolve(first?.id ?? '', 'ann')).toMatchObject({ state: 'resolved', resolvedBy: 'ann' });
    await look();
    expect((await store.standingAlerts()).map(({ id }) => id)).not.toEqual([first?.id]);
    expect(await standing()).toEqual(['disk_room  open']);
  });

  it('is listed in a silence, and told when that has ended', async () => {
    await alerts.silence({ rule: 'disk_room', key: null, until: clock.now() + 3 * minute, why: 'move', by: 'ann' });
    await look();
    expect([await standing(), told]).toEqual([['disk_room  open'], []]);
    await look(3);
    expect(told).toEqual(['ops opened disk_room']);
  });

  it('is over when its rule is switched off, and follows its threshold', async () => {
    await look();
    await alerts.setRule('disk_room', { enabled: false });
    await look();
    expect(await standing()).toEqual([]);
    await alerts.setRule('disk_room', { enabled: true, threshold: 200 << 20 });
    await look();
    expect(await standing()).toEqual([]);
    expect(await alerts.setRule('disk_room', { threshold: null })).toMatchObject({ threshold: 512 << 20 });
    await look();
    expect(await standing()).toEqual(['disk_room  open']);
  });

  it('goes to webhooks that take it, in the transaction that opens it', async () => {
    const hook = { url: 'https://a.example', description: '', secrets: [], why: null, createdAt: start, cursor: 0 };
    for (const [id, types, state] of [
      ['wh_all', [], 'active'],
      ['wh_other', ['message.bounced'], 'active'],
      ['wh_paused', ['alert.opened'], 'paused'],
      ['wh_disabled', ['alert.opened'], 'disabled'],
    ] as const)
      await store.addWebhook({ ...hook, id, types, state, failingSince: null });
    await look();
    const waiting = async (id: string): Promise<string[]> =>
      (await store.waitingDeliveries(id, 10)).map(({ type, body }) => `${type} ${JSON.parse(body).data.rule}`);
    expect((await waiting('wh_all')).toSorted()).toEqual(['alert.opened disk_room', 'alert.opened webhook_disabled']);
    expect(await waiting('wh_paused')).toHaveLength(2);
    expect([await waiting('wh_other'), await waiting('wh_disabled')]).toEqual([[], []]);
  });

  it('is told again to a channel that failed, until that takes it', async () => {
    answer = 'answered 500';
    await look();
    expect(told).toHaveLength(1);
    await look();
    expect(told).toHaveLength(2);
    answer = null;
    await look(5);
    expect(told).toHaveLength(3);
    expect((await store.standingAlerts())[0]?.notifications).toBe(1);
    await look(10);
    expect(told).toHaveLength(3);
  });
});

it('a channel that failed while the clock was ahead is told again when that has been put right', async () => {
  free = 400 << 20;
  answer = 'answered 500';
  clock.jump(40 * 24 * hour);
  await look(2);
  expect(told).toHaveLength(2);
  clock.jump(-40 * 24 * hour);
  answer = null;
  await look();
  expect(told).toHaveLength(3);
  await look(2);
  expect(told).toHaveLength(3);
});

it('a channel that hangs is asked once in a look, and keeps nothing from the others', async () => {
  let resolve = (): void => {};
  hangs = new Promise((done) => {
    resolve = done;
  });
  free = 0;
  await store.commit(accepting({ message: { acceptedAt: start - hour } }));
  await look();
  expect(told.sort()).toEqual(['ops opened disk_room', 'ops opened queue_age', 'pager opened queue_age']);
  resolve();
  await clock.rest();
  await look();
  expect(told.filter((each) => each.startsWith('pager'))).toContain('pager opened disk_room');
});

it('does nothing more once it is stopped, and goes on when it is started again', async () => {
  await watch.stop();
  free = 400 << 20;
  await look(2);
  expect(await standing()).toEqual([]);
  watch.start();
  await look();
  expect(await standing()).toEqual(['disk_room  open']);
});
