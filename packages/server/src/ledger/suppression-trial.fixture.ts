/**
 * Everything that bears on the suppression list, in random order by a seed: mail to two receivers that now and then refuse
 * everybody, incidents that are closed by themselves and by hand, people and imports that add and remove entries, rules applied to
 * the past and taken back, verdicts corrected by hand, addresses erased, old events deleted, restarts, and a clock that is wrong.
 * After each act the promises of the model (suppression-model.fixture.ts) have to hold.
 */
import { defaultSuppressionPolicy, explain } from '@hearback/bounce';
import pino from 'pino';
import { expect } from 'vitest';
import { systemClock } from '../delivery/clock.ts';
import { createHistory, type History } from '../rules/apply.ts';
import { ruleSet } from '../rules/own-rules.ts';
import { day, eventOf, hour, minute, start } from '../store/store.fixture.ts';
import type { Store, SuppressionEntry } from '../store/store.ts';
import { addressKey } from './address-key.ts';
import { createForgetting, type Forgetting } from './erase.ts';
import type { LedgerEvent } from './event.ts';
import { createHearing } from './hearing.ts';
import { stateOf } from './incident.ts';
import { countedTypes } from './incident-detector.ts';
import { defaultIncidentSettings } from './incident-settings.ts';
import { createIncidents, type Incidents } from './incidents.ts';
import { createReclassifier, type Reclassifier, verdictByHand } from './reclassify.ts';
import { type RecordedWorld, recordedIn } from './record.fixture.ts';
import { createPrng } from './replay-random.fixture.ts';
import { createSuppressionList, type SuppressionList } from './suppression.ts';
import { type Place, SuppressionModel } from './suppression-model.fixture.ts';

const log = pino({ level: 'silent' });
const hosts = { yahoo: 'mta5.am0.yahoodns.net', google: 'gmail-smtp-in.l.google.com' } as const;
type Receiver = keyof typeof hosts;
const receivers: readonly Receiver[] = ['yahoo', 'google'];
const unknown = {
  yahoo: "554 delivery error: dd This user doesn't have a yahoo.com account",
  google: '550 5.1.1 The email account that you tried to reach does not exist. - gsmtp',
};
const full = '452 4.2.2 The mailbox is over quota';
const pattern = "user doesn't have a yahoo.com account";
const excuse = ruleSet([
  { name: 'excuse', rule: { reason: 'mailer_error', pattern, source: 'us', examples: [unknown.yahoo] } },
]);
const said = { who: 'ann', why: 'a trial' };
const contexts: Readonly<Record<string, object>> = {
  'global ': {},
  'list weekly': { list: 'weekly' },
  'stream bulk': { stream: 'bulk' },
};
/** Days. */
const mostWordLasts = 20;
const places: readonly Place[] = [
  { scope: 'global', value: '' },
  { scope: 'list', value: 'weekly' },
];
const receiverOf = (address: string): Receiver => (address.endsWith('yahoo.com') ? 'yahoo' : 'google');
const named = (kind: string, count: number): readonly string[] =>
  receivers.flatMap((name) => Array.from({ length: count }, (_, index) => `${kind}${index}@${name}.com`));

export interface TrialOptions {
  /** The same storage each time. */
  readonly open: () => Promise<Store>;
  readonly seed: number;
  readonly acts: number;
}

export async function runTrial({ open, seed, acts }: TrialOptions): Promise<void> {
  const random = createPrng(`suppression ${seed}`);
  const int = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const one = <T>(of: readonly T[]): T => of[int(0, of.length - 1)] as T;
  const some = (of: readonly string[], count: number): readonly string[] => [
    ...new Set(Array.from({ length: count }, () => one(of))),
  ];
  const model = new SuppressionModel();
  const living = [...named('known', 9), ...named('young', 2)];
  const dead = named('dead', 2);
  const all = [...living, ...dead];
  const settings = {
    ...defaultIncidentSettings,
    recipients: 5,
    release: random() < 0.7 ? ('by_itself' as const) : ('by_hand' as const),
  };

  let time = start;
  let world!: RecordedWorld;
  let incidents!: Incidents;
  let history!: History;
  let reclassifier!: Reclassifier;
  let forgetting!: Forgetting;
  let list!: SuppressionList;
  const begin = async (): Promise<void> => {
    world = recordedIn(await open());
    world.advance(time - world.now());
    const { store, recorder, ids, now } = world;
    // As in one process alone: whoever shares the store hears of it a moment later, and acts here follow each other at once.
    const hearing = createHearing({
      store: { ...store, kind: 'sqlite' },
      recorder,
      clock: systemClock(1),
      log,
      types: countedTypes,
    });
    const lanes = { pause: async () => {}, resume: async () => {} };
    incidents = createIncidents({ store, recorder, ids, now, hearing, log, settings, lanes });
    reclassifier = createReclassifier({ store, recorder, ids, now });
    history = createHistory({ store, ids, now, log, reclassifier, settle: 0 });
    forgetting = createForgetting({ store, key: 'a key', now });
    list = createSuppressionList({ store, recorder, ids, now, forgetting });
    recorder.watch((events) => {
      for (const event of events) model.heard(event);
    });
    await incidents.detect();
  };
  const end = async (): Promise<void> => {
    await history.close();
    await incidents.stop();
    await world.store.close();
  };
  const pass = (milliseconds: number): void => {
    time += milliseconds;
    world.advance(milliseconds);
  };

  const tell = async (
    address: string,
    type: LedgerEvent['type'],
    text: string | null,
    change: Partial<LedgerEvent> = {},
  ) => {
    const host = hosts[receiverOf(address)];
    const at = world.now();
    const verdict = text === null ? null : explain(text, { mx: host });
    const reply = text === null ? null : { code: Number(text.slice(0, 3)), status: null, text };
    const event = eventOf(type, {
      ...{ at, id: world.ids.event(at), recipient: address, message_id: world.ids.message(at), verdict, reply },
      ...{ mx: { host, address: '192.0.2.9' }, source_ip: '198.51.100.7', list: 'weekly', stream: 'bulk' },
      ...{ sender: 'news@ours.example', source: 'smtp_session', ...change },
    });
    await world.recorder.record({ events: [event] });
    return event;
  };
  const refusing = new Set<Receiver>();
  const mail = async (to: readonly string[]): Promise<void> => {
    const held = await list.check(to, { list: 'weekly', stream: 'bulk', sender: 'news@ours.example' });
    const sent = to.filter((_, index) => held[index] === null);
    const told = sent.map((address) => {
      const receiver = receiverOf(address);
      const refuses = dead.includes(address) || (refusing.has(receiver) && random() < 0.9);
      if (refuses) return { address, type: 'bounced', text: unknown[receiver] } as const;
      if (random() < 0.05) return { address, type: 'deferred', text: full } as const;
      return { address, type: 'delivered', text: null } as const;
    });
    await Promise.all(told.map(({ address, type, text }) => tell(address, type, text)));
  };
  const entries = async (): Promise<readonly SuppressionEntry[]> =>
    world.store.suppressionsAbout(all.map((address) => addressKey(address).recipient));
  const known = async () => {
    const { data } = await incidents.list(null, null, 500);
    model.knows(data.map(({ incident }) => incident));
    return data;
  };
  const sums = async () => {
    const { from, to } = model.span;
    const rows = await world.store.rollUps({ grain: 'daily', dimension: 'all', key: '', from, to });
    const sum = (of: 'attempted' | 'delivered' | 'hard' | 'complaints') =>
      rows.reduce((total, { counts }) => total + counts[of], 0);
    return {
      attempted: sum('attempted'),
      delivered: sum('delivered'),
      hard: sum('hard'),
      complaints: sum('complaints'),
    };
  };

  const check = async (): Promise<void> => {
    await known();
    for (const entry of await entries()) {
      const { address, state, who, reason, scope } = entry;
      if (address === null || scope !== 'global' || state !== 'confirmed' || who !== null) continue;
      if (reason !== 'user_unknown') continue;
      const { confirmAfter } = defaultSuppressionPolicy;
      expect(model.whyNotDead(address, confirmAfter), `${address} is confirmed dead`).toBe(null);
    }
    for (const address of all)
      for (const place of model.mustStop(address, world.now())) {
        const [entry] = await list.check([address], contexts[place] ?? {});
        expect(entry, `${address} may be mailed (${place})`).not.toBe(null);
      }
    expect(await sums(), 'what was counted').toEqual(model.sums());
  };

  /** As it was, whatever is done and undone between. */
  const undone = async (doIt: () => Promise<() => Promise<unknown>>): Promise<void> => {
    const plain = async () => {
      const sure = (entry: SuppressionEntry) =>
        model.hasForgotten(entry.address) && entry.state !== 'released'
          ? { state: 'stops', why: '', expires_at: null }
          : {};
      return (await entries()).map((entry) => JSON.stringify({ ...entry, ...sure(entry) })).toSorted();
    };
    const before = { entries: await plain(), sums: await sums() };
    const undo = await doIt();
    await history.quiet();
    await undo();
    await history.quiet();
    expect({ entries: await plain(), sums: await sums() }, 'undone').toEqual(before);
  };
  const bounces = async (): Promise<readonly LedgerEvent[]> =>
    (await world.store.events({ type: 'bounced' }, null, 50)).data;

  const applied: string[] = [];
  let ahead = 0;
  const doings: Readonly<Record<string, readonly [weight: number, act: () => Promise<unknown>]>> = {
    mail: [30, () => mail(some(all, 8))],
    everybody: [6, () => mail(all)],
    minutes: [14, async () => pass(int(1, 30) * minute)],
    hours: [5, async () => pass(int(1, 30) * hour)],
    days: [2, async () => pass(int(2, 40) * day)],
    refuse: [6, async () => refusing.add(one(receivers))],
    recover: [5, async () => refusing.delete(one(receivers))],
    complain: [1, () => tell(one(all), 'feedback_received', null)],
    untrusted: [2, () => tell(one(all), 'bounce_received', unknown.yahoo, { trusted: false, source: 'bounce_mail' })],
    late: [
      2,
      async () => {
        const address = one(dead);
        await tell(address, 'bounce_received', unknown[receiverOf(address)], { source: 'bounce_mail' });
      },
    ],
    again: [
      2,
      async () => {
        const [event] = await bounces();
        if (event !== undefined) expect(await world.recorder.record({ events: [event] })).toBe('duplicate');
      },
    ],
    add: [
      4,
      async () => {
        const [place, expiresAt] = [one(places), random() < 0.4 ? world.now() + int(1, mostWordLasts) * day : null];
        const added = some(all, int(1, 3));
        await list.add(
          added.map((address) => ({
            ...{ subject: { address }, ...place, ...said, expiresAt, reason: 'user_unknown' as const },
          })),
        );
        for (const address of added) model.said(address, place, true, expiresAt);
      },
    ],
    remove: [
      4,
      async () => {
        const [address, place] = [one(all), one(places)];
        await list.remove([{ subject: { address }, ...place, ...said }]);
        model.said(address, place, false);
        const left = (await entries()).filter((entry) => entry.address === address && entry.scope === place.scope);
        const stops = left.filter(
          ({ state, expires_at: ends }) => state !== 'released' && (ends === null || ends > world.now()),
        );
        expect(stops, `removed by hand: ${address}`).toEqual([]);
      },
    ],
    close: [
      3,
      async () => {
        const [open] = (await known()).filter((incident) => incident.state === 'open');
        if (open !== undefined) await incidents.close(open.incident.id, 'ann');
      },
    ],
    release: [
      3,
      async () => {
        const closed = (await known()).find((incident) => incident.state === 'closed');
        if (closed !== undefined) await incidents.release(closed.incident.id, one([0.05, 0.5, 1]), 'ann');
      },
    ],
    erase: [
      2,
      async () => {
        const address = one(all);
        const { entries: before } = await list.why(address);
        const at = world.now();
        await forgetting.erase(address, []);
        const stood = before.filter(
          ({ state, expires_at: ends }) => state !== 'released' && (ends === null || ends > at),
        );
        model.erased(address, stood);
        expect(await world.store.eventsAbout(addressKey(address).recipient, null, 10)).toEqual([]);
        expect(await list.why(address)).toMatchObject({ entries: [], changes: [], causes: [] });
        for (const incident of model.incidents) {
          const { data } = await world.store.incidentAddresses({ incident }, null, 100);
          expect(data.map((row) => row.address)).not.toContain(address);
        }
      },
    ],
    retention: [
      2,
      async () => {
        const before = world.now() - one([30, 90]) * day;
        while (
          (await world.store.sweep(
            { now: world.now(), dialogues: 0, messages: 0, events: before, idempotency: 0 },
            500,
          )) > 0
        );
        model.swept(before);
      },
    ],
    apply: [1, async () => applied.push((await history.apply(excuse, 0, said)).id) && history.quiet()],
    takeBack: [
      1,
      async () => {
        if (applied.length === 0) return;
        await history.undo(one(applied), said);
        await history.quiet();
      },
    ],
    applyAndUndo: [
      2,
      () =>
        undone(async () => {
          const { id } = await history.apply(excuse, 0, said);
          return () => history.undo(id, said);
        }),
    ],
    correctAndUndo: [
      2,
      async () => {
        const [event] = await bounces();
        if (event === undefined) return;
        await undone(async () => {
          await reclassifier.correct(event, verdictByHand(event, 'mailbox_full'), { ...said, run: null, rules: null });
          return () => reclassifier.undo(event.id, { ...said, run: null });
        });
      },
    ],
    restart: [
      2,
      async () => {
        await end();
        await begin();
      },
    ],
    clock: [
      2,
      async () => {
        const step = ahead === 0 ? one([2 * hour, -2 * hour, 5 * day]) : -ahead;
        ahead += step;
        pass(step);
      },
    ],
  };
  const names = Object.entries(doings).flatMap(([name, [weight]]) => Array.from({ length: weight }, () => name));

  const did: string[] = [];
  await begin();
  try {
    for (const address of living.filter((each) => each.startsWith('known'))) await tell(address, 'delivered', null);
    pass(2 * day);
    for (let turn = 0; turn < acts; turn++) {
      const name = one(names);
      did.push(`${name} ${new Date(time).toISOString().slice(5, 16)}`);
      await doings[name]?.[1]();
      await incidents.look();
      await check();
      pass(one([0, minute, 5 * minute]));
    }
    did.push('the end');
    refusing.clear();
    for (const id of applied) {
      await history.undo(id, said);
      await history.quiet();
    }
    pass(Math.max(0, model.span.to - time));
    for (let turn = 0; turn < 12; turn++) {
      await mail(living);
      await incidents.look();
      pass(15 * minute);
    }
    for (const each of await known())
      if (stateOf(each.incident) === 'closed') await incidents.release(each.incident.id, 1, 'ann');
    await incidents.look();
    await check();
    const counts = await world.store.incidentCounts(model.incidents);
    expect(
      [...counts].filter(([, { held }]) => held > 0),
      'held by an incident',
    ).toEqual([]);
    expect((await known()).filter(({ state }) => state !== 'released')).toEqual([]);
    expect((await entries()).filter(({ state, incident }) => incident !== null && state !== 'released')).toEqual([]);
    // Words of people have run out: from then on it is suppressed for what bounces.
    pass(mostWordLasts * day);
    for (const _ of [1, 2, 3]) {
      await mail(dead);
      pass(25 * hour);
    }
    const found = await list.check(dead, { list: 'weekly', stream: 'bulk' });
    expect(
      dead.filter((_, index) => found[index] === null),
      'dead, and not found',
    ).toEqual([]);
  } catch (error) {
    throw new Error(`seed ${seed}, after ${did.length} acts: ${did.slice(-12).join(', ')}`, { cause: error });
  } finally {
    await end();
  }
}
