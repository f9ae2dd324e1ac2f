/** Notices that are due, delay notices, and how long the body is kept for them. */
import { describe, expect, test } from 'vitest';
import type { World } from '../store.contract.ts';
import { accepting, done, hour, noticeOf, retried, start } from '../store.fixture.ts';
import { claimAll, claimOne, eachWithStore, single } from './world.ts';

export function noticeContract(open: () => Promise<World>): void {
  describe('notices and bodies', () => {
    const at = eachWithStore(open);

    test('the body goes with the last recipient', async () => {
      const { store } = at();
      const unit = accepting({ to: ['a@x', 'b@x', 'c@x'] });
      const { id } = unit.accept.message;
      await store.commit(unit);
      const [a, b, c] = await claimAll(store);
      if (a === undefined || b === undefined || c === undefined) throw new Error('three were accepted');
      await Promise.all([
        store.commit({ settle: [done(a)], events: [] }),
        store.commit({ settle: [retried(b)], events: [] }),
      ]);
      expect(await store.body(id)).not.toBeNull();
      await store.commit({ settle: [done(c)], events: [] });
      expect(await store.body(id)).not.toBeNull();
      await store.commit({ settle: [done(await claimOne(store, start + hour))], events: [] });
      expect(await store.body(id)).toBeNull();
      expect(await store.message(id)).toEqual(unit.accept.message);
    });

    test('recipients settled at the same time by two processes leave no body behind', async () => {
      const { store, other } = at();
      await other.openSession(hour, start);
      for (let round = 0; round < 10; round++) {
        const unit = accepting({ to: ['a@x', 'b@y'] });
        await store.commit(unit);
        const [mine] = await store.claimSelected({ messageId: unit.accept.message.id }, 1);
        const [theirs] = await other.claimSelected({ messageId: unit.accept.message.id }, 1);
        if (mine === undefined || theirs === undefined) throw new Error('each has one');
        await Promise.all([
          store.commit({ settle: [done(mine)], events: [] }),
          other.commit({ settle: [done(theirs)], events: [] }),
        ]);
        expect(await store.body(unit.accept.message.id)).toBeNull();
      }
    });

    test('the body stays for a notice that is due, and goes when it is composed', async () => {
      const { store } = at();
      const unit = accepting();
      const { id } = unit.accept.message;
      await store.commit(unit);
      await store.commit({ settle: [done(await claimOne(store))], notices: [noticeOf(id)], events: [] });
      expect(await store.body(id)).not.toBeNull();
      const composed = accepting({ message: { origin: 'notice', sender: '' } });
      const noticed = [{ messageId: id, position: 0, action: 'failed' } as const];
      expect(await store.commit({ ...composed, noticed })).toBe('committed');
      expect(await store.body(id)).toBeNull();
      expect(await store.body(composed.accept.message.id)).not.toBeNull();
    });

    test('one may come with the message itself, about a recipient that is not queued at all', async () => {
      const { store } = at();
      const unit = accepting({ to: ['a@x'] });
      const { id } = unit.accept.message;
      const notice = noticeOf(id, { position: 1, recipient: 'suppressed@x', ours: true, remoteMta: null });
      expect(await store.commit({ ...unit, notices: [notice] })).toBe('committed');
      await store.commit({ settle: [done(await claimOne(store))], events: [] });
      expect(await store.noticesDue(start, 10)).toEqual([{ message: unit.accept.message, due: [notice] }]);
      expect(await store.body(id)).not.toBeNull();
      await store.commit({ noticed: [{ messageId: id, position: 1, action: 'failed' }], events: [] });
      expect(await store.body(id)).toBeNull();
    });

    test('a notice is composed once, whoever else tries', async () => {
      const { store, other } = at();
      const unit = accepting();
      const { id } = unit.accept.message;
      await store.commit(unit);
      await store.commit({ settle: [done(await claimOne(store))], notices: [noticeOf(id)], events: [] });
      const noticed = [{ messageId: id, position: 0, action: 'failed' } as const];
      const outcomes = await Promise.all([store, other].map((each) => each.commit({ ...accepting(), noticed })));
      expect(outcomes.sort()).toEqual(['committed', 'lease_lost']);
      expect(await store.counts(start)).toMatchObject({ waiting: 1 });
    });

    test('a notice is put off with all that it says, a delay as well; the content is kept for it', async () => {
      const { store, other } = at();
      const unit = accepting();
      const { id } = unit.accept.message;
      await store.commit(unit);
      const mine = await claimOne(store);
      await store.commit({ settle: [retried(mine, { delayNoticeAt: start + hour, nextAt: start })], events: [] });
      const delayed = noticeOf(id, { action: 'delayed', orcpt: 'rfc822;a@x' });
      await store.commit({ notices: [delayed], events: [] });
      await store.commit({ settle: [done(await claimOne(store))], events: [] });
      const noticed = [{ messageId: id, position: 0, action: 'delayed' } as const];
      const putOff = { noticed, notices: [{ ...delayed, dueAt: start + hour }], events: [] };
      expect(await store.commit(putOff)).toBe('committed');
      expect(await store.noticesDue(start + hour - 1, 10)).toEqual([]);
      expect(single(await store.noticesDue(start + hour, 10)).due).toEqual(putOff.notices);
      expect(await store.body(id)).not.toBeNull();
      // Who tells it meanwhile has told it: nobody brings it back.
      expect(await other.commit({ noticed, events: [] })).toBe('committed');
      expect(await store.commit(putOff)).toBe('lease_lost');
      expect(await store.noticesDue(start + hour, 10)).toEqual([]);
    });

    test('a notice that falls due late falls due earlier by so much, and no other does', async () => {
      const { store } = at();
      const [soon, late] = [accepting(), accepting()];
      for (const unit of [soon, late]) await store.commit(unit);
      const day = 24 * hour;
      const notices = [
        noticeOf(soon.accept.message.id, { dueAt: start + hour }),
        noticeOf(late.accept.message.id, { dueAt: start + 30 * day }),
      ];
      await store.commit({ notices, events: [] });
      expect(await store.dueEarlier(30 * day, start)).toEqual({ mail: 0, notices: 1 });
      const due = await store.noticesDue(start, 10);
      expect(due.map(({ message }) => message.id)).toEqual([late.accept.message.id]);
      expect(await store.noticesDue(start + hour, 10)).toHaveLength(2);
    });

    test('notices come by message, the oldest first, with all of their kind that waits for it', async () => {
      const { store } = at();
      const [early, late] = [accepting({ to: ['a@x', 'b@x', 'c@x'] }), accepting({ to: ['d@x'] })];
      const [one, two] = [early.accept.message.id, late.accept.message.id];
      await store.commit(early);
      await store.commit(late);
      const notices = [
        noticeOf(two, { recipient: 'd@x', dueAt: start + 1, orcpt: 'rfc822;d@x', retryUntil: start + hour }),
        noticeOf(one, { position: 2, recipient: 'c@x', dueAt: start + 2 }),
        noticeOf(one, { position: 0, recipient: 'a@x', dueAt: start }),
        noticeOf(one, { position: 1, recipient: 'b@x', dueAt: start + hour, action: 'relayed' }),
        noticeOf(one, { position: 1, recipient: 'b@x', dueAt: start + hour }),
      ];
      await store.commit({ notices, events: [] });
      const due = await store.noticesDue(start + 5, 10);
      expect(due.map(({ message }) => message)).toEqual([early.accept.message, late.accept.message]);
      expect(due.map(({ due: rows }) => rows)).toEqual([[notices[2], notices[4], notices[1]], [notices[0]]]);
      expect(await store.noticesDue(start + 5, 1)).toEqual(due.slice(0, 1));
      expect(await store.noticesDue(start - 1, 10)).toEqual([]);
    });

    test('a delay notice is due once, and no settlement brings it back', async () => {
      const { store } = at();
      await store.commit(accepting());
      const mine = await claimOne(store);
      const delayNoticeAt = start + 4 * hour;
      await store.commit({ settle: [retried(mine, { delayNoticeAt, nextAt: start })], events: [] });
      expect(await store.delaysDue(delayNoticeAt - 1, 10)).toEqual([]);
      const due = single(await store.delaysDue(delayNoticeAt, 10));
      expect(due.entry).toMatchObject({ recipient: 'ann@one.example', delayNoticeAt });
      // Meanwhile it is tried again, by somebody who still knows the notice as due; nobody else is told of it then.
      const again = await claimOne(store);
      expect(await store.delaysDue(delayNoticeAt, 10)).toEqual([]);
      const notices = [noticeOf(mine.entry.messageId, { action: 'delayed' })];
      expect(await store.commit({ notices, events: [] })).toBe('committed');
      expect(await store.commit({ notices, events: [] })).toBe('lease_lost');
      await store.commit({ settle: [retried(again, { delayNoticeAt })], events: [] });
      expect(await store.delaysDue(start + 10 * hour, 10)).toEqual([]);
      expect(single(await store.noticesDue(start, 10)).due).toEqual(notices);
    });

    test('an entry says at its acceptance when it is due, and what its lane had been suspended for', async () => {
      const { store } = at();
      const unit = accepting();
      const delayNoticeAt = start + 4 * hour;
      const entries = unit.accept.entries.map((entry) => ({ ...entry, delayNoticeAt, suspendedMark: 5 * hour }));
      await store.commit({ ...unit, accept: { ...unit.accept, entries } });
      const due = single(await store.delaysDue(delayNoticeAt, 10));
      expect(due.entry).toMatchObject({ delayNoticeAt, suspendedMark: 5 * hour });
    });

    test('no delay notice for what has been delivered meanwhile', async () => {
      const { store } = at();
      await store.commit(accepting());
      const mine = await claimOne(store);
      await store.commit({ settle: [done(mine)], events: [] });
      const notices = [noticeOf(mine.entry.messageId, { action: 'delayed' })];
      expect(await store.commit({ notices, events: [] })).toBe('lease_lost');
      expect(await store.noticesDue(start, 10)).toEqual([]);
    });
  });
}
