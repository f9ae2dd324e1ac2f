/** What operators see and change. */
import { describe, expect, test } from 'vitest';
import type { World } from '../store.contract.ts';
import { accepting, hour, minute, retried, start } from '../store.fixture.ts';
import type { Selection, Store } from '../store.ts';
import { suspended } from './claim.contract.ts';
import { claimAll, claimOne, eachWithStore, recipients } from './world.ts';

async function selected(store: Store, selection: Selection): Promise<string[]> {
  return (await store.entries(selection, null, 100)).data.map((entry) => entry.recipient);
}

export function operatorContract(open: () => Promise<World>): void {
  describe('operators', () => {
    const at = eachWithStore(open);

    test('a selection means all of its fields', async () => {
      const { store } = at();
      const first = accepting({
        to: ['a@One.example', 'b@two.example'],
        lane: 'one.example|s1|t',
        message: { stream: 'bulk' },
      });
      const second = accepting({
        to: ['a@one.example'],
        lane: 'one.example|s2|t',
        message: { campaign: 'may', sender: 'x@y' },
      });
      await store.commit(first);
      await store.commit(second);
      const all = ['a@One.example', 'b@two.example', 'a@one.example'];
      expect(await selected(store, {})).toEqual(all);
      expect(await selected(store, { messageId: second.accept.message.id })).toEqual(['a@one.example']);
      expect(await selected(store, { recipient: 'b@two.example' })).toEqual(['b@two.example']);
      expect(await selected(store, { domain: 'ONE.example' })).toEqual(['a@One.example', 'a@one.example']);
      expect(await selected(store, { lane: 'one.example|s2|t' })).toEqual(['a@one.example']);
      expect(await selected(store, { lane: 'one.example' })).toEqual(all);
      expect(await selected(store, { lane: 'one' })).toEqual([]);
      expect(await selected(store, { stream: 'bulk', domain: 'two.example' })).toEqual(['b@two.example']);
      expect(await selected(store, { campaign: 'may', sender: 'x@y' })).toEqual(['a@one.example']);
      expect(await selected(store, { campaign: 'may', sender: "' or 1=1 --" })).toEqual([]);
      expect(await selected(store, { messageId: 'msg_unknown' })).toEqual([]);
    });

    test('a selection by age: taken since one instant, and before another', async () => {
      const { store } = at();
      for (const [name, ago] of [
        ['old', 3],
        ['middle', 2],
        ['new', 1],
      ] as const)
        await store.commit(accepting({ to: [`${name}@one.example`], message: { acceptedAt: start - ago * hour } }));
      expect(await selected(store, { acceptedBefore: start - 2 * hour })).toEqual(['old@one.example']);
      expect(await selected(store, { acceptedSince: start - 2 * hour })).toEqual([
        'middle@one.example',
        'new@one.example',
      ]);
      const span = { acceptedSince: start - 3 * hour, acceptedBefore: start - hour };
      expect(await selected(store, span)).toEqual(['old@one.example', 'middle@one.example']);
      expect(await store.change(span, { kind: 'hold' })).toBe(2);
    });

    test('pages go through all entries, each once', async () => {
      const { store } = at();
      for (let index = 0; index < 7; index++) await store.commit(accepting({ to: [`${index}@x`, `${index}@y`] }));
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<Store['entries']>> = await store.entries({}, after, 4);
        expect(page.data.length).toBeGreaterThan(0);
        seen.push(...page.data.map((entry) => entry.recipient));
        after = page.next;
      } while (after !== null);
      expect(seen).toEqual(
        Array.from({ length: 14 }, (_, index) => `${Math.floor(index / 2)}@${index % 2 === 0 ? 'x' : 'y'}`),
      );
      await expect(store.entries({}, 'nonsense', 4)).rejects.toMatchObject({ code: 'rejected' });
    });

    test('hold, release and retry leave leased entries alone and tell how many they changed', async () => {
      const { store } = at();
      await store.commit(accepting({ to: ['leased@x'], leased: true }));
      const to = Array.from({ length: 1200 }, (_, index) => `${index}@x`);
      await store.commit(accepting({ to, nextAt: start + hour }));
      expect(await store.change({ domain: 'x' }, { kind: 'hold' })).toBe(1200);
      expect(await store.change({ domain: 'x' }, { kind: 'hold' })).toBe(0);
      expect(await claimAll(store, start + hour)).toEqual([]);
      expect(await store.counts(start)).toEqual({ waiting: 0, due: 0, held: 1200, leased: 1, oldest: start });
      expect(await store.change({ recipient: '7@x' }, { kind: 'release' })).toBe(1);
      expect(await store.change({ recipient: '7@x' }, { kind: 'retry', at: start })).toBe(1);
      expect(recipients(await claimAll(store))).toEqual(['7@x']);
      expect(await store.change({}, { kind: 'release' })).toBe(1199);
      expect(await store.counts(start)).toMatchObject({ waiting: 1199, due: 0, held: 0, leased: 2 });
    });

    test('mail that was decided on after an instant falls due earlier, once; no other does', async () => {
      const { store } = at();
      const by = 2 * hour;
      const ahead = start + by;
      const note = (instant: number) => ({
        ...({ at: instant, reason: 'greylisted', code: 451, status: null, host: null } as const),
        text: '451 at \u0000 "at":1',
      });
      const accepted = { message: { acceptedAt: ahead }, nextAt: ahead + hour };
      await store.commit(accepting({ ...accepted, to: ['fresh@x'] }));
      for (const [to, decided] of Object.entries({ 'ahead@x': ahead, 'right@x': start })) {
        await store.commit(accepting({ to: [to] }));
        const first = await claimOne(store);
        await store.commit({ settle: [retried(first, { nextAt: start, note: note(start - hour) })], events: [] });
        const again = await claimOne(store);
        const nextAt = decided + 4 * hour;
        await store.commit({ settle: [retried(again, { nextAt, note: note(decided) })], events: [] });
      }
      const due = async () => {
        const { data } = await store.entries({}, null, 10);
        return data.map(({ recipient, nextAt, history }) => [recipient, nextAt, ...history.map((each) => each.at)]);
      };
      const right = [
        ['ahead@x', start + 4 * hour, start - hour, start],
        ['fresh@x', start + hour],
        ['right@x', start + 4 * hour, start - hour, start],
      ];
      expect(await store.dueEarlier(by, start)).toEqual({ mail: 2, notices: 0 });
      expect((await due()).toSorted()).toEqual(right);
      expect(await store.dueEarlier(by, start)).toEqual({ mail: 0, notices: 0 });
      expect((await due()).toSorted()).toEqual(right);
      const claimed = await claimAll(store, start + 4 * hour);
      expect(claimed.flatMap(({ entry }) => entry.history.map(({ text }) => text))).toContain('451 at \u0000 "at":1');
    });

    test('where thousands wait, each that an instant is to be told from is found', async () => {
      const { store } = at();
      const accepted = (to: readonly string[], acceptedAt: number) => {
        const unit = accepting({ to, message: { acceptedAt }, nextAt: acceptedAt + hour });
        const entries = unit.accept.entries.map((one) => ({ ...one, delayNoticeAt: acceptedAt + 4 * hour }));
        return { ...unit, accept: { ...unit.accept, entries } };
      };
      const to = Array.from({ length: 1200 }, (_, index) => `${index}@x`);
      for (const acceptedAt of [start, start + 3 * hour]) await store.commit(accepted(to, acceptedAt));
      for (let index = 0; index < 600; index++) await store.commit(accepted(['y@x'], start + 3 * hour));
      await store.commit(accepting({ to: ['leased@x'], message: { acceptedAt: start + 3 * hour }, leased: true }));
      expect(await store.dueEarlier(3 * hour, start)).toEqual({ mail: 1800, notices: 0 });
      expect(await store.counts(start + hour)).toMatchObject({ waiting: 3000, due: 3000 });
      expect(await store.acceptedBy(start)).toBe(602);
      expect(await store.delaysDue(start + 4 * hour, 4000)).toHaveLength(3000);
    });

    test('what was accepted after an instant counts as accepted then, with its end and the notice of its delay', async () => {
      const { store } = at();
      const aheadOf = (acceptedAt: number) => {
        const unit = accepting({ message: { acceptedAt } });
        const dated = { endsAt: acceptedAt + 2 * hour, delayNoticeAt: acceptedAt + 4 * hour };
        return {
          ...unit,
          accept: { ...unit.accept, entries: unit.accept.entries.map((one) => ({ ...one, ...dated })) },
        };
      };
      const [before, ahead] = [aheadOf(start), aheadOf(start + 40 * 24 * hour)];
      for (const unit of [before, ahead]) await store.commit(unit);
      expect(await store.acceptedBy(start + hour)).toBe(1);
      expect(await store.acceptedBy(start + hour)).toBe(0);
      const delayed = await store.delaysDue(start + 5 * hour, 10);
      expect(delayed.map(({ message, entry }) => [message.acceptedAt, entry.delayNoticeAt])).toEqual([
        [start, start + 4 * hour],
        [start + hour, start + 5 * hour],
      ]);
      await store.setLaneState(suspended('one.example|default|default'));
      const over = (endsBefore: number) => store.claimOverdue({ endsBefore, acceptedBefore: 0 }, 10);
      expect((await over(start + 3 * hour)).map(({ message }) => message.id)).toEqual([before.accept.message.id]);
      expect((await over(start + 3 * hour + 1)).map(({ message }) => message.id)).toEqual([ahead.accept.message.id]);
    });

    test('selected entries are claimed, held ones too, to be cancelled', async () => {
      const { store } = at();
      await store.commit(accepting({ to: ['a@x', 'b@x', 'c@x'], nextAt: start + hour }));
      await store.change({ recipient: 'b@x' }, { kind: 'hold' });
      expect(recipients(await store.claimSelected({ domain: 'x' }, 2))).toEqual(['a@x', 'b@x']);
      expect(recipients(await store.claimSelected({ domain: 'x' }, 2))).toEqual(['c@x']);
      expect(await store.claimSelected({ domain: 'x' }, 2)).toEqual([]);
    });

    test('the shape: domains by age, and what most of their entries wait for', async () => {
      const { store } = at();
      const ages = [0, 6, 11, 21, 41, 81, 161, 321, 641, 1281, 3000];
      for (const age of ages) {
        const leased = age === 0 || age === 161;
        await store.commit(accepting({ to: ['a@big.example'], leased, message: { acceptedAt: start - age * minute } }));
      }
      await store.commit(accepting({ lane: 'small', to: ['a@small.example', 'b@small.example'] }));
      await store.commit(accepting({ lane: 'other', to: ['c@small.example'] }));
      const note = { at: start, reason: 'greylisted', code: 451, status: null, host: null } as const;
      const texts = ['451 wait', '421 slow', '451 wait'];
      for (const [index, claimed] of (await store.claimSelected({ domain: 'big.example' }, 3)).entries()) {
        const text = texts[index] ?? '';
        await store.commit({ settle: [retried(claimed, { note: { ...note, text } })], events: [] });
      }
      const big = {
        domain: 'big.example',
        ages: [1, 1, 1, 1, 1, 1, 1, 1, 1, 2],
        total: 11,
        why: '451 wait',
        lane: null,
      };
      const small = {
        domain: 'small.example',
        ages: [3, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        total: 3,
        why: null,
        lane: 'small',
      };
      await store.setLaneState(suspended('small'));
      expect(await store.shape(start, 10)).toEqual([big, small]);
      expect(await store.shape(start, 1)).toEqual([big]);
      // One of three waits elsewhere, and that lane is not what keeps them.
      await store.setLaneState(suspended('small', { suspendedSince: null, rateFactor: 0.5 }));
      await store.setLaneState(suspended('other'));
      expect((await store.shape(start, 10)).at(-1)).toEqual({ ...small, lane: null });
    });

    test('counts of an empty queue', async () => {
      expect(await at().store.counts(start)).toEqual({ waiting: 0, due: 0, held: 0, leased: 0, oldest: null });
    });

    test('the oldest entry counts wherever it is', async () => {
      const { store } = at();
      await store.commit(accepting({ message: { acceptedAt: start - 3 } }));
      await store.commit(accepting({ message: { acceptedAt: start - 2 } }));
      expect((await store.counts(start)).oldest).toBe(start - 3);
      const mine = await store.claim({ now: start, limit: 1, perLane: 1, except: [] });
      expect(mine).toHaveLength(1);
      expect((await store.counts(start)).oldest).toBe(start - 3);
      await store.change({}, { kind: 'hold' });
      expect(await store.counts(start)).toEqual({ waiting: 0, due: 0, held: 1, leased: 1, oldest: start - 3 });
      expect(await claimAll(store)).toEqual([]);
    });

    test('a lane has one state, the last one set', async () => {
      const { store } = at();
      await store.setLaneState(suspended('b', { suspendedUntil: start + hour }));
      await store.setLaneState(suspended('a', { rateFactor: 0.25, rateUntil: start + 1 }));
      await store.setLaneState(
        suspended('b', { suspendedSince: null, suspendedTotal: 5, by: 'ann', why: "it's over" }),
      );
      expect(await store.laneStates()).toEqual([
        suspended('a', { rateFactor: 0.25, rateUntil: start + 1 }),
        suspended('b', { suspendedSince: null, suspendedTotal: 5, by: 'ann', why: "it's over" }),
      ]);
    });

    test('one recipient is retried without the others', async () => {
      const { store } = at();
      await store.commit(accepting({ to: ['a@x'], nextAt: start + hour }));
      await store.change({ recipient: 'a@x' }, { kind: 'retry', at: start + 1 });
      expect((await claimOne(store, start + 1)).entry).toMatchObject({ recipient: 'a@x', nextAt: start + 1 });
    });
  });
}
