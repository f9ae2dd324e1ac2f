/** Roll-ups are summed and folded, failures found by what they are about, page by page. */
import { explain } from '@hearback/bounce';
import { describe, expect, test } from 'vitest';
import { addressKey } from '../../ledger/address-key.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import type { World } from '../store.contract.ts';
import { day, eventOf, hour, messageOf, start } from '../store.fixture.ts';
import type { FailureColumn, FailureSearch, Store, SumsAsked } from '../store.ts';
import { eachWithStore } from './world.ts';

export function healthContract(open: () => Promise<World>): void {
  describe('health', () => {
    const at = eachWithStore(open);

    test('roll-ups are summed by key, the most first, for some keys or those of one first part', async () => {
      const { store } = at();
      await store.commit({
        events: [
          ...[0, hour, day].map((later) => told('delivered', { at: start + later, list: 'news' })),
          told('bounced', { list: 'news', verdict: unknown }),
          told('bounced', { list: 'news|eu', verdict: unknown }),
          told('deferred', { list: 'shop', verdict: greylisted }),
        ],
      });
      const sums = async (change: Partial<SumsAsked>) =>
        (await store.sums({ ...asked, ...change })).map(({ key, counts }) => [key, counts.attempted, counts.hard]);
      expect(await sums({})).toEqual([
        ['news', 3, 1],
        ['news|eu', 1, 1],
        ['shop', 1, 0],
      ]);
      expect(await sums({ to: start + 2 * day })).toContainEqual(['news', 4, 1]);
      expect(await sums({ order: 'soft', limit: 1 })).toEqual([['shop', 1, 0]]);
      expect(await sums({ keys: ['shop', 'none'] })).toEqual([['shop', 1, 0]]);
      expect(await sums({ keys: [] })).toEqual([]);
      expect(await sums({ dimension: 'list|reason', first: 'news' })).toEqual([['news|user_unknown', 1, 1]]);
      expect(await sums({ dimension: 'sender_domain|reason' })).toEqual([
        ['sender.example|user_unknown', 2, 2],
        ['sender.example|greylisted', 1, 0],
      ]);
      const course = await store.course({ ...asked, keys: ['news', 'shop'] });
      expect(course.map(({ key, at: hourOf, counts }) => [key, hourOf, counts.attempted])).toEqual([
        ['news', start, 2],
        ['news', start + hour, 1],
        ['shop', start, 1],
      ]);
      const drawn = await store.course({ ...asked, from: start - hour, keys: ['news', 'shop'], length: 2 * hour });
      expect(drawn.map(({ key, at: begins, counts }) => [key, begins, counts.attempted, counts.hard])).toEqual([
        ['news', start - hour, 2, 1],
        ['news', start + hour, 1, 0],
        ['shop', start - hour, 1, 0],
      ]);
    });

    test('the smallest keys of a day that is over are folded into one, and every sum stays', async () => {
      const { store } = at();
      const mails = ['one', 'one', 'one', 'two', 'two', 'three', 'four'];
      const late = told('deferred', { recipient: 'x@five.example', verdict: greylisted });
      await store.commit({
        events: [...mails.map((name) => told('delivered', { recipient: `a@${name}.example` })), late],
      });
      const daily = { ...asked, grain: 'daily', dimension: 'domain', from: 0 } as const;
      const keys = async () => (await store.sums(daily)).map(({ key, counts }) => [key, counts.attempted]);
      const fold = { grain: 'daily', dimension: 'domain', keep: 2, spans: 10 } as const;
      expect(await store.foldRollUps({ ...fold, before: start - (start % day) })).toBe(0);
      expect(await store.foldRollUps({ ...fold, before: start + day })).toBe(3);
      expect(await keys()).toEqual([
        ['one.example', 3],
        ['other', 3],
        ['two.example', 2],
      ]);
      expect(await store.foldRollUps({ ...fold, before: start + day })).toBe(0);
      // What comes late for a folded key is folded the next time.
      await store.commit({ events: [{ ...late, id: 'evt_late', type: 'delivered', verdict: null }] });
      await store.foldRollUps({ ...fold, before: start + day });
      const all = await store.sums(daily);
      expect(all.map(({ key }) => key)).toEqual(['one.example', 'other', 'two.example']);
      expect(all.find(({ key }) => key === 'other')?.counts).toMatchObject({
        attempted: 3,
        delivered: 3,
        recovered: 1,
      });
    });

    test('two fold at once while both count: every sum stays', async () => {
      const { store, other } = at();
      const both = [store, other];
      const fold = { grain: 'daily', dimension: 'domain', keep: 5, spans: 10, before: start + day } as const;
      const name = (unit: number, n: number): string => `a@d${(unit * 7 + n * 11) % 40}.example`;
      const rounds = 15;
      await Promise.all(
        both.flatMap((each, which) => [
          (async () => {
            for (let unit = 0; unit < rounds; unit++)
              await each.commit({
                events: [1, 2, 3].map((n) => told('delivered', { recipient: name(2 * unit + which, n) })),
              });
          })(),
          (async () => {
            for (let round = 0; round < rounds; round++) await each.foldRollUps(fold);
          })(),
        ]),
      );
      await store.foldRollUps(fold);
      const sums = await store.sums({ ...asked, grain: 'daily', dimension: 'domain', from: 0 });
      expect(sums).toHaveLength(6);
      expect(sums.reduce((sum, { counts }) => sum + counts.delivered, 0)).toBe(both.length * rounds * 3);
    });

    test('failures are found by each of their columns, the latest first', async () => {
      const { store } = at();
      const [first, second, third, fourth, fifth] = failures;
      await store.commit({ events: [...failures, told('delivered'), told('auto_reply_received')] });
      await store.commit({ events: [told('accepted')] });
      const ids = async (search: Partial<FailureSearch>) =>
        (await store.failures({ conditions: [], words: [], ...search }, null, 10)).data.map(({ event }) => event.id);
      expect(await ids({})).toEqual([fifth, fourth, third, second, first].map((event) => event?.id));
      const where = (column: FailureSearch['conditions'][number]['column'], ...values: string[]) =>
        ids({ conditions: [{ column, values, not: false }] });
      expect(await where('class', 'soft')).toEqual([third?.id, first?.id]);
      expect(await where('class', 'soft', 'complaint')).toEqual([fourth?.id, third?.id, first?.id]);
      expect(await where('type', 'expired')).toEqual([third?.id]);
      expect(await where('reason', 'user_unknown')).toEqual([fifth?.id, second?.id]);
      expect(await where('provider', 'google')).toHaveLength(5);
      expect(await where('domain', 'two.example')).toEqual([second?.id]);
      expect(await where('list', 'weekly')).toEqual([first?.id]);
      expect(await where('stream', 'bulk')).toEqual([second?.id]);
      expect(await where('campaign', 'c')).toEqual([third?.id]);
      expect(await where('sender_domain', 'other.example')).toEqual([fourth?.id]);
      expect(await where('ip', '198.51.100.7')).toHaveLength(5);
      expect(await where('source', 'imap:bounces')).toEqual([fifth?.id]);
      expect(await where('code', '550')).toEqual([fifth?.id, second?.id]);
      expect(await where('status', '4.7.1')).toEqual([first?.id]);
      expect(await where('trusted', 'no')).toEqual([fifth?.id]);
      expect(await ids({ conditions: [{ column: 'list', values: ['weekly'], not: true }] })).toHaveLength(4);
      expect(await ids({ from: start + 1, to: start + 3 })).toEqual([third?.id, second?.id]);
      expect(await ids({ recipient: addressKey('BOB@two.example').recipient })).toEqual([second?.id]);
      const both = { conditions: [{ column: 'reason', values: ['user_unknown'], not: false }] } as const;
      expect(await ids({ ...both, recipient: addressKey(ann).recipient })).toEqual([fifth?.id]);
      expect(await ids({ words: ['NO SUCH'] })).toEqual([fifth?.id, second?.id]);
      expect(await ids({ words: ['no such', '"bob"'] })).toEqual([second?.id]);
      // It stands in the event, but not in the reply; and a pattern is no pattern.
      expect(await ids({ words: ['two.example'] })).toEqual([]);
      expect(await ids({ words: ['no%such'] })).toEqual([]);
    });

    test('pages of failures stay as they are while more comes in', async () => {
      const { store } = at();
      const old = Array.from({ length: 25 }, (_, index) =>
        told('bounced', { at: start + Math.floor(index / 4), verdict: index % 2 === 0 ? unknown : greylisted }),
      );
      await store.commit({ events: old });
      for (const conditions of [[], [{ column: 'reason', values: ['user_unknown'], not: false }]] as const) {
        const seen: string[] = [];
        for (let after: string | null = null, page = 0; ; page++) {
          const { data, next }: Awaited<ReturnType<Store['failures']>> = await store.failures(
            { conditions, words: [] },
            after,
            4,
          );
          seen.push(...data.map(({ event }) => event.id));
          await store.commit({ events: [told('bounced', { at: start + hour + page, verdict: unknown })] });
          if (next === null) break;
          after = next;
        }
        expect(seen.filter((id) => old.some((event) => event.id === id))).toHaveLength(
          conditions.length === 0 ? 25 : 13,
        );
        expect(new Set(seen).size).toBe(seen.length);
      }
      const nonsense = store.failures({ conditions: [], words: [] }, 'W10', 2);
      await expect(nonsense).rejects.toMatchObject({ code: 'rejected' });
    });

    test('what is rare is found behind much else, in pages that may be empty', async () => {
      const { store } = at();
      const many = Array.from({ length: 6000 }, () => told('deferred', { at: start + 1, verdict: greylisted }));
      const rare = told('deferred', { campaign: 'rare', verdict: greylisted, reply: reply(451, 'needle') });
      await store.commit({ events: [rare] });
      await store.commit({ events: many });
      const campaign = { conditions: [{ column: 'campaign', values: ['rare'], not: false }], words: [] } as const;
      const { data, next } = await store.failures(campaign, null, 3);
      expect([data.map(({ event }) => event.id), next]).toEqual([[rare.id], null]);
      const pages: number[] = [];
      for (let after: string | null = null; ; ) {
        const page: Awaited<ReturnType<Store['failures']>> = await store.failures(
          { conditions: [], words: ['needle'] },
          after,
          3,
        );
        pages.push(page.data.length);
        after = page.next;
        if (after === null) break;
      }
      expect(pages).toEqual([0, 0, 1]);
    });

    test('those whose message was delivered after all are told from those that were not, page after page', async () => {
      const { store } = at();
      const deferred = Array.from({ length: 9 }, (_, index) =>
        told('deferred', { at: start + index, recipient: `r${index}@one.example`, verdict: greylisted }),
      );
      const foreign = told('deferred', {
        ...{ at: start + 9, message_id: null, foreign_message: 'log:mx1:4F2' },
        verdict: full,
      });
      const later = (event: LedgerEvent, change: Partial<LedgerEvent> = {}) => {
        const { message_id, foreign_message, recipient } = event;
        const same = foreign_message === undefined ? {} : { foreign_message };
        return told('delivered', { message_id, recipient, ...same, at: start + hour, ...change });
      };
      const even = deferred.filter((_, index) => index % 2 === 0);
      await store.commit({ events: [...deferred, foreign] });
      await store.commit({ events: [...even.map((event) => later(event)), later(foreign)] });
      // Delivered to somebody else; and taken, then bounced.
      await store.commit({ events: [later(deferred[1] as LedgerEvent, { recipient: 'bob@two.example' })] });
      await store.commit({
        events: [later(deferred[2] as LedgerEvent, { type: 'bounce_received', verdict: unknown })],
      });
      const all = async (recovered: boolean) => {
        const seen: string[] = [];
        const conditions = [{ column: 'type', values: ['deferred'], not: false }] as const;
        for (let after: string | null = null; ; ) {
          const page: Awaited<ReturnType<Store['failures']>> = await store.failures(
            { conditions, words: [], recovered },
            after,
            2,
          );
          seen.push(...page.data.map(({ event }) => event.id));
          after = page.next;
          if (after === null) return seen;
        }
      };
      const ids = (...events: readonly (LedgerEvent | undefined)[]) => events.map((event) => event?.id);
      // One page looks past many of the other kind.
      const others = Array.from({ length: 50 }, (_, index) =>
        told('bounced', { at: start + 20 + index, verdict: unknown }),
      );
      await store.commit({ events: others });
      const [first] = (await store.failures({ conditions: [], words: [], recovered: true }, null, 1)).data;
      expect(first?.event.id).toBe(foreign.id);
      expect(await all(true)).toEqual(ids(foreign, deferred[8], deferred[6], deferred[4], deferred[0]));
      expect(await all(false)).toEqual(ids(deferred[7], deferred[5], deferred[3], deferred[2], deferred[1]));
      const groups = await store.failureGroups({ conditions: [], words: [], recovered: true }, [['class']], 100);
      expect(groups.exact).toBe(false);
    });

    test('failures are counted by several columns at once; what was left out is told', async () => {
      const { store } = at();
      await store.commit({ events: failures });
      const search = { conditions: [{ column: 'class', values: ['none'], not: true }], words: [] } as const;
      expect(await store.failureGroups(search, [['class'], ['reason', 'domain']], 10)).toEqual({
        total: 5,
        exact: true,
        groups: [
          [
            { values: ['hard'], count: 2 },
            { values: ['soft'], count: 2 },
            { values: ['complaint'], count: 1 },
          ],
          [
            { values: [null, 'one.example'], count: 1 },
            { values: ['greylisted', 'one.example'], count: 1 },
            { values: ['mailbox_full', 'one.example'], count: 1 },
            { values: ['user_unknown', 'one.example'], count: 1 },
            { values: ['user_unknown', 'two.example'], count: 1 },
          ],
        ],
      });
      expect(await store.failureGroups(search, [], 2)).toMatchObject({ exact: false });
    });

    test('a failure is found under what it counts for now, and under that alone; one that is gone stays so', async () => {
      const { store, other } = at();
      const bounce = told('bounced', { verdict: unknown });
      const soft = { ...bounce, verdict: full };
      const found = async (column: FailureColumn, value: string) => {
        const search = { conditions: [{ column, values: [value], not: false }], words: [] };
        return (await other.failures(search, null, 10)).data.map(({ class: kind, reason }) => [kind, reason]);
      };
      await store.commit({ events: [bounce] });
      await store.commit({ events: [], refound: [{ event: soft, excused: false }] });
      expect(await found('reason', 'user_unknown')).toEqual([]);
      expect(await found('class', 'hard')).toEqual([]);
      expect(await found('reason', 'mailbox_full')).toEqual([['soft', 'mailbox_full']]);
      expect(await found('template', full.template)).toEqual([['soft', 'mailbox_full']]);
      const everything = { conditions: [], words: [] };
      expect((await store.failureGroups(everything, [['class', 'reason']], 10)).groups).toEqual([
        [{ values: ['soft', 'mailbox_full'], count: 1 }],
      ]);
      // Back again, and excused: of one batch the last word holds.
      await Promise.all([
        store.commit({ events: [], refound: [{ event: soft, excused: false }] }),
        store.commit({ events: [], refound: [{ event: bounce, excused: true }] }),
      ]);
      expect(await found('reason', 'user_unknown')).toEqual([['soft', 'user_unknown']]);
      expect(
        await store.commit({
          events: [bounce],
          refound: [{ event: soft, excused: false }],
        }),
      ).toBe('duplicate');
      expect(await found('reason', 'mailbox_full')).toEqual([]);
      const never = told('bounced', { verdict: unknown });
      await store.commit({ events: [], refound: [{ event: never, excused: false }] });
      expect((await store.failures(everything, null, 10)).data).toHaveLength(1);
    });

    test('what a unit itself brings can be excused at once', async () => {
      const { store } = at();
      const bounce = told('bounced', { verdict: unknown });
      await store.commit({ events: [bounce], excused: [bounce], refound: [{ event: bounce, excused: true }] });
      const { data } = await store.failures({ conditions: [], words: [] }, null, 10);
      expect(data).toEqual([{ class: 'soft', reason: 'user_unknown', event: bounce }]);
    });

    test('a refused unit leaves no failure; those that are old enough go, and so do hours', async () => {
      const { store } = at();
      const known = told('bounced', { verdict: unknown, at: start - 40 * day });
      await store.commit({ events: [known] });
      expect(await store.commit({ events: [told('bounced', { verdict: unknown }), known] })).toBe('duplicate');
      const everything = { conditions: [], words: [] };
      expect((await store.failures(everything, null, 10)).data).toEqual([
        { class: 'hard', reason: 'user_unknown', event: known },
      ]);
      const before = { failures: start - 30 * day, hours: start - 30 * day };
      expect(await store.sweepHealth(before, 100)).toBeGreaterThan(1);
      expect(await store.sweepHealth(before, 100)).toBe(0);
      expect((await store.failures(everything, null, 10)).data).toEqual([]);
      const all = { ...asked, dimension: 'all', from: 0 } as const;
      expect(await store.sums(all)).toEqual([]);
      expect(await store.sums({ ...all, grain: 'daily' })).toHaveLength(1);
    });
  });
}

const ann = 'ann@one.example';
const unknown = explain('550 5.1.1 No such user', { mx: 'aspmx.l.google.com' });
const greylisted = explain('451 4.7.1 Greylisted', { mx: 'aspmx.l.google.com' });
const full = explain('452 4.2.2 Mailbox full', { mx: 'aspmx.l.google.com' });
const reply = (code: number, text: string, status: string | null = null) => ({ code, status, text });

const asked: SumsAsked = {
  ...{ grain: 'hourly', dimension: 'list', keys: null, from: start, to: start + day, order: 'attempted', limit: 10 },
};

const told = (type: LedgerEvent['type'], change: Partial<LedgerEvent> = {}): LedgerEvent =>
  eventOf(type, {
    message_id: messageOf(change.at === undefined ? {} : { acceptedAt: change.at }).id,
    recipient: ann,
    sender: 'news@sender.example',
    stream: 'default',
    mx: { host: 'aspmx.l.google.com', address: '192.0.2.1' },
    source_ip: '198.51.100.7',
    ...change,
  });

const failures: readonly LedgerEvent[] = [
  told('deferred', { list: 'weekly', verdict: greylisted, reply: reply(451, '451 4.7.1 Greylisted', '4.7.1') }),
  told('bounced', {
    ...{ at: start + 1, recipient: 'bob@two.example', stream: 'bulk', verdict: unknown },
    reply: reply(550, '550 5.1.1 No such user "bob"', '5.1.1'),
  }),
  told('expired', {
    at: start + 2,
    campaign: 'c',
    verdict: full,
    reply: reply(452, '452 4.2.2 Mailbox full', '4.2.2'),
  }),
  told('feedback_received', { at: start + 3, sender: 'x@other.example' }),
  told('bounce_received', {
    ...{ at: start + 4, verdict: unknown, trusted: false, source: 'imap', source_name: 'imap:bounces' },
    reply: reply(550, '550 5.1.1 No such user'),
  }),
];
