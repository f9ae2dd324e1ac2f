/** Units stand or fall whole, beside whatever else is in their batch. */
import { describe, expect, test } from 'vitest';
import type { World } from '../store.contract.ts';
import { accepting, day, dialogueOf, done, eventOf, messageOf, noticeOf, retried, start } from '../store.fixture.ts';
import { claimAll, claimOne, eachWithStore } from './world.ts';

export function commitContract(open: () => Promise<World>): void {
  describe('commit', () => {
    const at = eachWithStore(open);
    const everyEvent = { messageId: undefined };

    test('a message without an entry is known, and its body is not kept', async () => {
      const { store } = at();
      const unit = accepting({ to: [], key: { key: 'k', fingerprint: 'f' } });
      const { id } = unit.accept.message;
      expect(await store.commit(unit)).toBe('committed');
      expect(await store.commit(accepting({ to: [], key: { key: 'k', fingerprint: 'f' } }))).toBe('duplicate');
      expect(await store.message(id)).toMatchObject({ id });
      expect(await store.body(id)).toBeNull();
      expect(await store.verify(true)).toEqual([]);
    });

    test('what was accepted is there, as it was handed in', async () => {
      const { store } = at();
      const message = messageOf({
        sender: 'o\'neill"; drop table queue; --@sender.example',
        list: 'весна ✓',
        campaign: 'c|1',
        tags: ['a', 'ü'],
        ret: 'headers',
        envid: 'QQ314159',
        eightBit: true,
        smtputf8: true,
        headerMessageId: '<1@x>',
        subject: 'Tab\t, quote ", \u0000 and \ud800',
        origin: 'http',
        submitter: 'key_1',
        notifiable: false,
        source: 'second',
        retry: { maxAge: 5000, schedule: [0, 10] },
        recipients: 2,
      });
      const body = new Uint8Array(70_000).map((_, index) => index % 256);
      const unit = accepting({ message: { ...message, size: body.length }, body, to: ['a@B.example', 'ü@ö.example'] });
      expect(await store.commit(unit)).toBe('committed');

      const claimed = await claimAll(store);
      expect(claimed.map(({ entry }) => entry)).toEqual(
        unit.accept.entries.map((entry) => ({
          ...entry,
          messageId: message.id,
          held: false,
          attempts: 0,
          suspendedFor: 0,
          suspendedMark: 0,
          history: [],
          delayNoticeAt: null,
        })),
      );
      expect(claimed[0]?.message).toEqual(unit.accept.message);
      expect(claimed[1]?.message).toBe(claimed[0]?.message);
      expect(await store.message(message.id)).toEqual(unit.accept.message);
      expect(Buffer.compare((await store.body(message.id)) ?? new Uint8Array(), body)).toBe(0);
      expect(await store.events(everyEvent, null, 10)).toEqual({ data: unit.events, next: null });
    });

    test('DSN parameters come back as they were given', async () => {
      const { store } = at();
      const unit = accepting({ to: ['a@x.example', 'b@x.example', 'c@x.example'] });
      const given = [
        { orcpt: 'rfc822;a+2Bb@x', notify: ['success', 'failure'] },
        { orcpt: null, notify: ['never'] },
        { orcpt: null, notify: null },
      ] as const;
      const entries = unit.accept.entries.map((entry, index) => ({ ...entry, ...given[index] }));
      await store.commit({ ...unit, accept: { ...unit.accept, entries } });
      const claimed = await claimAll(store);
      expect(claimed.map(({ entry: { orcpt, notify } }) => ({ orcpt, notify }))).toEqual(given);
    });

    test('a retry keeps its history, one note after the other, and its place', async () => {
      const { store } = at();
      await store.commit(accepting());
      const first = await claimOne(store);
      const note = {
        at: start,
        reason: 'greylisted',
        code: 451,
        status: null,
        host: null,
        text: 'try, "later"',
      } as const;
      const settle = retried(first, { note, lane: 'moved|s|t', nextAt: start + 5, suspendedFor: 7, suspendedMark: 9 });
      expect(await store.commit({ settle: [settle], events: [] })).toBe('committed');
      const second = await claimOne(store, start + 5);
      await store.commit({ settle: [retried(second, { note: null, nextAt: start + 6, attempts: 1 })], events: [] });
      const third = await claimOne(store, start + 6);
      await store.commit({
        settle: [retried(third, { note: { ...note, code: null }, nextAt: start + 7 })],
        events: [],
      });
      const { entry } = await claimOne(store, start + 7);
      expect(entry).toMatchObject({ attempts: 2, lane: 'moved|s|t', nextAt: start + 7 });
      expect(second.entry).toMatchObject({ suspendedFor: 7, suspendedMark: 9 });
      expect(entry.history).toEqual([note, { ...note, code: null }]);
    });

    test('a unit that lost one of its leases changes nothing at all', async () => {
      const { store } = at();
      const mail = accepting({ to: ['a@one.example', 'b@one.example'] });
      const { id } = mail.accept.message;
      await store.commit(mail);
      const [a, b] = await claimAll(store);
      if (a === undefined || b === undefined) throw new Error('two were accepted');
      await store.commit({ settle: [done(b)], events: [] });
      const refused = store.commit({
        settle: [done(a), done(b)],
        notices: [noticeOf(id)],
        dialogues: [dialogueOf(id)],
        events: [eventOf('bounced', { message_id: id })],
      });
      expect(await refused).toBe('lease_lost');
      expect(await store.commit({ settle: [done(a)], events: [] })).toBe('committed');
      expect((await store.events(everyEvent, null, 10)).data).toEqual(mail.events);
      expect(await store.noticesDue(start, 10)).toEqual([]);
      expect(await store.dialogues(id)).toEqual([]);
    });

    test('a refused unit does not harm its batch mates', async () => {
      const { store } = at();
      const known = accepting({ key: { key: 'k', fingerprint: 'f' } });
      await store.commit(known);
      const mine = await claimOne(store);
      const again = accepting({ key: { key: 'k', fingerprint: 'f' } });
      const twice = { ...accepting(), events: known.events };
      const lost = { settle: [done(mine), done(mine)], events: [eventOf('delivered')] };
      const good = [accepting(), accepting(), accepting()];
      const [g0, g1, g2] = good;
      const batch = [g0, again, g1, lost, twice, g2].map((unit) => store.commit(unit ?? known));
      expect(await Promise.all(batch)).toEqual([
        'committed',
        'duplicate',
        'committed',
        'lease_lost',
        'duplicate',
        'committed',
      ]);
      const ids = good.map((unit) => unit.accept.message.id);
      expect((await claimAll(store)).map(({ entry }) => entry.messageId).sort()).toEqual(ids.sort());
      expect(await store.message(again.accept.message.id)).toBeNull();
      expect(await store.body(again.accept.message.id)).toBeNull();
      expect(await store.message(twice.accept.message.id)).toBeNull();
      expect(await store.commit({ settle: [done(mine)], events: [] })).toBe('committed');
    });

    test('a message id used twice rejects that unit alone', async () => {
      const { store } = at();
      const first = accepting();
      const second = accepting({ message: { id: first.accept.message.id } });
      const third = accepting();
      const results = await Promise.allSettled([first, second, third].map((unit) => store.commit(unit)));
      expect(results[0]).toMatchObject({ value: 'committed' });
      expect(results[1]).toMatchObject({ reason: { code: 'rejected' } });
      expect(results[2]).toMatchObject({ value: 'committed' });
      expect((await store.events(everyEvent, null, 10)).data).toHaveLength(2);
    });

    test('an event that was recorded before makes a unit a duplicate, whatever its id looks like', async () => {
      const { store } = at();
      const events = [eventOf('bounce_received', { id: 'imap/1:77/ü', source: 'imap' })];
      expect(await store.commit({ events })).toBe('committed');
      expect(await store.commit({ events: [eventOf('delivered'), ...events] })).toBe('duplicate');
      expect((await store.events(everyEvent, null, 10)).data).toEqual(events);
    });

    test('an idempotency key holds for a day', async () => {
      const { store } = at();
      const key = { key: "it's", fingerprint: 'sha' };
      const first = accepting({ key });
      const [a, b] = await Promise.all([store.commit(first), store.commit(accepting({ key }))]);
      expect([a, b]).toEqual(['committed', 'duplicate']);
      expect(await store.idempotent("it's")).toEqual({ messageId: first.accept.message.id, fingerprint: 'sha' });
      expect(await store.idempotent('other')).toBeNull();
      const later = accepting({ key, message: { acceptedAt: start + day - 1 } });
      expect(await store.commit(later)).toBe('duplicate');
      const nextDay = accepting({ key, message: { acceptedAt: start + day } });
      expect(await store.commit(nextDay)).toBe('committed');
      expect(await store.idempotent("it's")).toMatchObject({ messageId: nextDay.accept.message.id });
    });

    test('many units at once are all committed', async () => {
      const { store } = at();
      const units = Array.from({ length: 700 }, () => accepting());
      const results = await Promise.all(units.map((unit) => store.commit(unit)));
      expect(new Set(results)).toEqual(new Set(['committed']));
      expect(await store.counts(start)).toMatchObject({ waiting: 700, due: 700 });
    });

    test('after closing, a commit is refused with a reason', async () => {
      const { store } = at();
      await store.commit(accepting());
      await store.close();
      await expect(store.commit(accepting())).rejects.toMatchObject({ code: 'closed' });
    });
  });
}
