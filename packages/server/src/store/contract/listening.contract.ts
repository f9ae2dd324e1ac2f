/** Effects are counted once, looks go stale, the suppression list is read as it was written. */
import { explain } from '@hearback/bounce';
import { describe, expect, test } from 'vitest';
import { addressKey } from '../../ledger/address-key.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import type { World } from '../store.contract.ts';
import { accepting, day, eventOf, hour, messageOf, start } from '../store.fixture.ts';
import type { Store, SuppressionEntry, SuppressionWrite } from '../store.ts';
import { eachWithStore } from './world.ts';

const ann = 'ann@one.example';

export function listeningContract(open: () => Promise<World>): void {
  describe('listening', () => {
    const at = eachWithStore(open);

    test('every event about an outcome is counted once, whatever comes before or again', async () => {
      const { store } = at();
      const { id } = messageOf();
      const deferred = about(id, 'deferred', { at: start + hour, verdict: explain('451 4.7.1 Greylisted') });
      const delivered = about(id, 'delivered', { at: start + 2 * hour });
      const late = about(id, 'deferred', { at: start + day });
      for (const event of [delivered, late, deferred]) await store.commit({ events: [event] });
      expect(await store.commit({ events: [deferred] })).toBe('duplicate');
      expect(await counts(store, 'list', 'weekly')).toEqual([[start, [1, 1, 1, 1, 0, 0, 0]]]);
      expect(await counts(store, 'provider', 'google')).toEqual([[start, [1, 1, 1, 1, 0, 0, 0]]]);
      expect(await counts(store, 'reason', 'greylisted')).toEqual([[start, [1, 1, 1, 1, 0, 0, 0]]]);
    });

    test('a message is ours to those whom it waits for and to those of whom something is known, and to no others', async () => {
      const { store } = at();
      const unit = accepting({ to: [ann, 'Bob@one.example'], leased: true });
      const { id } = unit.accept.message;
      const isTo = async () =>
        Promise.all([ann, 'bob@ONE.example', 'eve@one.example'].map((name) => store.isOurs(id, name)));
      expect(await isTo()).toEqual([false, false, false]);
      await store.commit(unit);
      expect(await isTo()).toEqual([true, true, false]);
      const settle = { kind: 'done', messageId: id, position: 0 } as const;
      await store.commit({ settle: [settle], events: [about(id, 'delivered')] });
      expect(await isTo()).toEqual([true, true, false]);
      // What left the queue without an attempt was never sent.
      await store.commit({ settle: [{ ...settle, position: 1 }], events: [] });
      expect(await isTo()).toEqual([true, false, false]);
      expect(await store.isOurs(messageOf().id, ann)).toBe(false);
    });

    test('events of one outcome in one batch, and in one unit, come together', async () => {
      const { store } = at();
      const { id } = messageOf();
      const [one, two] = [about(id, 'deferred'), about(id, 'deferred')];
      const both = {
        events: [about(id, 'delivered'), about(id, 'bounced', { verdict: explain('550 5.1.1 No such user') })],
      };
      await Promise.all([store.commit({ events: [one] }), store.commit({ events: [two] }), store.commit(both)]);
      expect(await counts(store, 'all', '')).toEqual([[start, [1, 0, 1, 0, 1, 1, 0]]]);
      expect(await counts(store, 'domain', 'one.example', 'daily')).toEqual([
        [start - (start % day), [1, 0, 1, 0, 1, 1, 0]],
      ]);
      expect(await counts(store, 'reason', 'user_unknown')).toEqual([[start, [1, 0, 1, 0, 1, 1, 0]]]);
    });

    test('a refused unit counts nothing, and leaves its batch mates their counts', async () => {
      const { store } = at();
      const known = about(messageOf().id, 'delivered');
      await store.commit({ events: [known] });
      const units = [
        { events: [about(messageOf().id, 'delivered')] },
        { events: [about(messageOf().id, 'delivered'), known] },
        { events: [about(messageOf().id, 'deferred')] },
      ];
      const results = await Promise.all(units.map((unit) => store.commit(unit)));
      expect(results).toEqual(['committed', 'duplicate', 'committed']);
      expect(await counts(store, 'all', '')).toEqual([[start, [3, 2, 1, 0, 0, 0, 0]]]);
    });

    test('what is not trusted, and what is about no outcome, counts nothing but is found by its address', async () => {
      const { store } = at();
      const { id } = messageOf();
      const untrusted = about(id, 'bounced', { trusted: false, verdict: explain('550 5.1.1 No such user') });
      const reply = about(id, 'auto_reply_received', { recipient: 'ANN@One.Example' });
      // A letter of our own, and one of a thousand submissions.
      const [notice, submitted] = [about(id, 'accepted'), about(id, 'accepted', { source: 'submission' })];
      await store.commit({ events: [untrusted, reply, notice, submitted] });
      expect(await counts(store, 'all', '')).toEqual([]);
      const found = await store.eventsAbout(addressKey(ann).recipient, null, 10);
      expect(found.map(({ event }) => event)).toEqual([notice, reply, untrusted]);
      const [last] = found;
      expect(await store.eventsAbout(addressKey(ann).recipient, last?.seq ?? 0, 10)).toEqual(found.slice(1));
    });

    test('a foreign message is counted in the hour of its earliest event, and moves when an earlier one is heard of', async () => {
      const { store } = at();
      const foreign = { message_id: null, foreign_message: 'postfix 4Bkz' };
      await store.commit({ events: [eventOf('delivered', { ...labels, ...foreign, at: start + 3 * hour })] });
      expect(await counts(store, 'list', 'weekly')).toEqual([[start + 3 * hour, [1, 1, 0, 0, 0, 0, 0]]]);
      await store.commit({ events: [eventOf('deferred', { ...labels, ...foreign, at: start + hour + 5 })] });
      expect(await counts(store, 'list', 'weekly')).toEqual([[start + hour, [1, 1, 1, 1, 0, 0, 0]]]);
    });

    test('of questions that are asked at once, each gets its own answer', async () => {
      const { store } = at();
      const units = ['a', 'b', 'c'].map((name) => accepting({ to: [`${name}@one.example`] }));
      for (const unit of units) {
        await store.commit(unit);
        const { id } = unit.accept.message;
        const recipient = unit.accept.entries[0]?.recipient ?? '';
        const events = [0, 1, 2].map((later) => about(id, 'deferred', { at: start + later, recipient }));
        await store.commit({ events });
      }
      const names = ['c', 'nobody', 'a', 'b', 'a'];
      const keys = names.map((name) => addressKey(`${name}@one.example`).recipient);
      const idOf = (name: string) => units[['a', 'b', 'c'].indexOf(name)]?.accept.message.id ?? messageOf().id;
      const [messages, newest, effects] = await Promise.all([
        Promise.all(names.map((name) => store.message(idOf(name)))),
        Promise.all(keys.map((key, index) => store.eventsAbout(key, null, 1 + (index % 2)))),
        Promise.all(keys.map((key, index) => store.effect(idOf(names[index] ?? ''), key))),
      ]);
      expect(messages.map((message) => message?.id ?? null)).toEqual(
        names.map((name) => (name === 'nobody' ? null : idOf(name))),
      );
      expect(newest.map((events) => events.map(({ event }) => [event.recipient, event.at - start]))).toEqual([
        [['c@one.example', 2]],
        [],
        [['a@one.example', 2]],
        [
          ['b@one.example', 2],
          ['b@one.example', 1],
        ],
        [['a@one.example', 2]],
      ]);
      expect(effects.map((effect) => effect?.firsts.find((first) => first !== 0) ?? null)).toEqual([
        start,
        null,
        start,
        start,
        start,
      ]);
      // Another's recipient is no outcome of the message.
      expect(await store.effect(idOf('a'), keys[0] ?? 0)).toBeNull();
    });

    test('a look is stale when anything about the address was recorded since', async () => {
      const { store, other } = at();
      const { recipient } = addressKey(ann);
      const { id } = messageOf();
      const look = { recipient, seen: 0 };
      expect(await store.commit({ looks: [look], events: [about(id, 'bounced')] })).toBe('committed');
      expect(await other.commit({ looks: [look], events: [about(id, 'bounced')] })).toBe('stale');
      const [newest] = await store.eventsAbout(recipient, null, 1);
      const again = { looks: [{ recipient, seen: newest?.seq ?? 0 }], events: [about(id, 'bounced')] };
      const twice = { ...again, events: [about(id, 'deferred')] };
      expect(await Promise.all([store.commit(again), store.commit(twice)])).toEqual(['committed', 'stale']);
      expect(await store.eventsAbout(recipient, null, 10)).toHaveLength(2);
    });

    test('a look is stale when what was seen is erased since', async () => {
      const { store, other } = at();
      const { key, recipient } = addressKey(ann);
      const bounce = about(messageOf().id, 'bounced');
      await store.commit({ events: [bounce] });
      const [newest] = await store.eventsAbout(recipient, null, 1);
      const looks = [{ recipient, seen: newest?.seq ?? 0 }];
      const nothing = { dialogues: [], kept: [], listed: [], deliveries: [] };
      await store.erase({ ...nothing, events: [bounce.id], entry: { key, recipient } });
      expect(await other.commit({ looks, events: [], suppressions: [written(ann)] })).toBe('stale');
      expect(await store.suppressionsAbout([recipient])).toEqual([]);
    });

    test('of two processes that decide about an address at once, one has to look again', async () => {
      const { store, other } = at();
      for (let round = 0; round < 10; round++) {
        const address = `ann${round}@one.example`;
        const { recipient } = addressKey(address);
        const { id } = messageOf();
        const bounce = about(id, 'bounced', { recipient: address });
        const delivery = about(id, 'delivered', { recipient: address });
        const results = await Promise.all([
          store.commit({ looks: [{ recipient, seen: 0 }], suppressions: [written(address)], events: [bounce] }),
          other.commit({ looks: [{ recipient, seen: null }], events: [delivery] }),
        ]);
        expect(results.toSorted()).toEqual(['committed', 'stale']);
        expect(await store.eventsAbout(recipient, null, 10)).toHaveLength(1);
      }
    });

    test('of two processes that hear of one outcome at once, both are counted as one', async () => {
      const { store, other } = at();
      for (let round = 0; round < 10; round++) {
        const { id } = messageOf();
        const units = [about(id, 'delivered'), about(id, 'deferred')].map((event) => ({ events: [event] }));
        await Promise.all([store.commit(units[0] ?? { events: [] }), other.commit(units[1] ?? { events: [] })]);
      }
      expect(await counts(store, 'all', '')).toEqual([[start, [10, 10, 10, 10, 0, 0, 0]]]);
    });

    test('entries are written, changed and taken away, with every change kept', async () => {
      const { store } = at();
      const { recipient } = addressKey('Ann@ONE.example');
      const first = written(ann);
      const list = written(ann, { scope: 'list', value: 'weekly', state: 'confirmed', reason: 'complaint' });
      const events = [eventOf('address_suppressed', { recipient: ann })];
      await store.commit({ suppressions: [first, list], events });
      expect(await store.suppressionsAbout([recipient, 1, 2])).toEqual([first.entry, list.entry]);
      expect([...(await store.listedAmong([1, recipient, 2]))]).toEqual([recipient]);
      expect([...(await store.listedAmong([]))]).toEqual([]);
      expect([...(await store.heardAmong([1, recipient, 2]))]).toEqual([recipient]);
      expect([...(await store.heardAmong([]))]).toEqual([]);
      const none = { looks: [{ recipient, seen: null }], events: [about(messageOf().id, 'delivered')] };
      expect(await store.commit(none)).toBe('stale');

      const released = written(ann, { state: 'released', why: 'delivered' });
      const gone = { ...list, entry: null, change: { ...list.change, from: 'confirmed', to: null } } as const;
      await store.commit({ suppressions: [released, gone], events: [] });
      expect(await store.suppressionsAbout([recipient])).toEqual([released.entry]);
      const changes = await store.suppressionChanges(recipient, 10);
      expect(changes.map(({ scope, to }) => [scope, to])).toEqual([
        ['global', 'provisional'],
        ['list', 'confirmed'],
        ['global', 'released'],
        ['list', null],
      ]);
    });

    test('the list is paged, the latest first, and selected', async () => {
      const { store } = at();
      const writes = Array.from({ length: 25 }, (_, index) =>
        written(`a${index}@${index % 5 === 0 ? 'five' : 'other'}.example`, {
          since: start + Math.floor(index / 3) * hour,
          state: index % 2 === 0 ? 'confirmed' : 'provisional',
        }),
      );
      await store.commit({ suppressions: writes, events: [] });
      const paged: SuppressionEntry[] = [];
      for (let after: string | null = null; ; ) {
        const page = await store.suppressions({}, after, 7);
        paged.push(...page.data);
        after = page.next;
        if (after === null) break;
      }
      expect(paged.map(({ address }) => address).toSorted()).toEqual(
        writes.map(({ entry }) => entry?.address).toSorted(),
      );
      expect(paged.map(({ since }) => since)).toEqual(paged.map(({ since }) => since).toSorted((a, b) => b - a));
      const some = await store.suppressions({ domain: 'five.example', state: 'confirmed' }, null, 10);
      expect(some.data.map(({ address }) => address).toSorted()).toEqual([
        'a0@five.example',
        'a10@five.example',
        'a20@five.example',
      ]);
      await expect(store.suppressions({}, 'nonsense', 1)).rejects.toMatchObject({ code: 'rejected' });
    });

    test('10,000 addresses are looked up in one call', async () => {
      const { store } = at();
      const addresses = Array.from({ length: 10_000 }, (_, index) => `a${index}@one.example`);
      await store.commit({ suppressions: [3, 5000, 9999].map((index) => written(addresses[index] ?? '')), events: [] });
      const found = await store.suppressionsAbout(addresses.map((address) => addressKey(address).recipient));
      expect(new Set(found.map(({ address }) => address))).toEqual(
        new Set(['a3@one.example', 'a5000@one.example', 'a9999@one.example']),
      );
    });

    test('a mail is kept beside its event, and goes when its time is up; so do effects', async () => {
      const { store } = at();
      const old = messageOf({ acceptedAt: start - 40 * day });
      const event = about(old.id, 'bounced', { id: 'evt_foreign', at: start - 40 * day });
      const octets = new Uint8Array([0, 255, 13, 10]);
      await store.commit({ events: [event], raws: [{ event: event.id, at: event.at, octets }] });
      expect(Buffer.compare((await store.raw(event.id)) ?? new Uint8Array(), octets)).toBe(0);
      expect(await store.raw('evt_other')).toBeNull();
      const before = { now: start, raws: start - 30 * day, effects: start - 30 * day };
      expect(await store.sweepHeard(before, 10)).toBe(2);
      expect(await store.sweepHeard(before, 10)).toBe(0);
      expect(await store.raw(event.id)).toBeNull();
      expect(await store.isOurs(old.id, ann)).toBe(false);
      expect(await counts(store, 'all', '', 'daily')).toHaveLength(1);
    });

    test('a message is found by the Message-ID that it was handed in with', async () => {
      const { store } = at();
      const units = ['<a@sender.example>', '<a@sender.example>', '<B@sender.example>'].map((headerMessageId) =>
        accepting({ message: { headerMessageId } }),
      );
      for (const unit of units) await store.commit(unit);
      const ids = units.map((unit) => unit.accept.message.id);
      const found = await store.messagesNamed('a@sender.example', 10);
      expect(found.map(({ id }) => id)).toEqual([ids[1], ids[0]]);
      expect(await store.messagesNamed('b@sender.example', 10)).toEqual([]);
      const asked = ['b@sender.example', '<a@sender.example>', 'a@sender.example'];
      expect([...(await store.namesKnown(asked))]).toEqual(['<a@sender.example>', 'a@sender.example']);
      expect([...(await store.namesKnown([]))]).toEqual([]);
    });
  });
}

const labels: Partial<LedgerEvent> = {
  recipient: ann,
  sender: 'news@sender.example',
  list: 'weekly',
  stream: 'default',
  mx: { host: 'aspmx.l.google.com', address: '192.0.2.1' },
  source_ip: '198.51.100.7',
};

const about = (message_id: string, type: LedgerEvent['type'], change: Partial<LedgerEvent> = {}): LedgerEvent =>
  eventOf(type, { ...labels, message_id, ...change });

async function counts(
  store: Store,
  dimension: 'all' | 'list' | 'provider' | 'reason' | 'domain',
  key: string,
  grain: 'hourly' | 'daily' = 'hourly',
) {
  const rows = await store.rollUps({ grain, dimension, key, from: 0, to: start + 10 * day });
  return rows
    .map((row) => [row.at, Object.values(row.counts)] as const)
    .filter(([, row]) => row.some((each) => each !== 0));
}

function written(address: string, change: Partial<SuppressionEntry> = {}): SuppressionWrite {
  const { key, recipient } = addressKey(address);
  const entry: SuppressionEntry = {
    ...{ key, address, scope: 'global', value: '', state: 'provisional', reason: 'user_unknown', cause: 'evt_1' },
    ...{
      rule: 'status/5.1.1',
      template: '550 "no" ü',
      incident: null,
      who: null,
      why: 'why',
      since: start,
      expires_at: null,
    },
    ...change,
  };
  const { scope, value, state } = entry;
  const told = { at: start, event: 'evt_1', who: null, from: null, to: state, why: 'why' };
  return { key, recipient, scope, value, entry, change: told };
}
