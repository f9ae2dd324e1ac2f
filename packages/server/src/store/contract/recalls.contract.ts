/** What is leased is recalled, to be held or to be ended. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { World } from '../store.contract.ts';
import { accepting, minute, start } from '../store.fixture.ts';
import { claimAll, eachWithStore, lease, recipients } from './world.ts';

const late = start + lease + 1;

export function recallsContract(open: () => Promise<World>): void {
  describe('recalls', () => {
    const at = eachWithStore(open);
    let theirs: ReturnType<typeof accepting>;
    /** Leased to the other process: b@x, c@x, d@x and e@y. */
    beforeEach(async () => {
      await at().other.openSession(10 * lease, start);
      theirs = accepting({ to: ['b@x', 'c@x', 'd@x', 'e@y'], leased: true });
      await at().other.commit(theirs);
    });
    const keyOf = (position: number) => ({ messageId: theirs.accept.message.id, position });
    const givenBack = (...positions: number[]) =>
      at().other.commit({
        settle: positions.map((position) => ({ kind: 'release', lane: 'x', ...keyOf(position) })),
        events: [],
      });

    test('whoever has it finds it, and it comes back held', async () => {
      const { store, other } = at();
      const mine = accepting({ to: ['a@x'], leased: true });
      await store.commit(mine);
      const { mine: own, others } = await store.recall({ domain: 'x' }, 'hold');
      expect(own).toEqual([{ messageId: mine.accept.message.id, position: 0 }]);
      expect(others.toSorted((one, two) => one.position - two.position)).toEqual([keyOf(0), keyOf(1), keyOf(2)]);
      expect((await other.recalled()).length).toBe(3);
      await givenBack(0);
      await other.commit({ settle: [{ kind: 'done', ...keyOf(1) }], events: [] });
      expect(await store.whereabouts([...own, ...others])).toEqual({ free: [keyOf(0)], awaited: 2 });
      expect(await other.recalled()).toEqual([keyOf(2)]);
      expect(await claimAll(store)).toEqual([]);
      expect(await store.counts(start)).toMatchObject({ held: 1, waiting: 0 });
      // What has come back stays held, what is out still does not come back so.
      expect(await store.takeHoldBack({ domain: 'x' })).toBe(2);
      expect(await other.recalled()).toEqual([]);
      await other.closeSession();
      expect(await store.counts(start)).toMatchObject({ held: 1, waiting: 2 });
    });

    test('what is not reached is told in one look: of a hold what is not held, or only to be ended, of an end all that is there', async () => {
      const { store } = at();
      const selection = { domain: 'x' };
      await givenBack(0);
      const told = async (why: 'hold' | 'end', limit = 10) =>
        (await store.notReached(selection, why, limit)).map(({ position }) => position).toSorted();
      expect([await told('hold'), await told('end')]).toEqual([
        [0, 1, 2],
        [0, 1, 2],
      ]);
      expect(await told('end', 2)).toHaveLength(2);
      await store.recall(selection, 'end');
      await store.change(selection, { kind: 'hold' });
      expect(await told('hold')).toEqual([1, 2]);
      await store.recall(selection, 'hold');
      expect([await told('hold'), await told('end')]).toEqual([[], [0, 1, 2]]);
    });

    test('nobody waits for what whoever has it has told to be on its way, until it is recalled anew', async () => {
      const { store, other } = at();
      const { others } = await store.recall({ domain: 'x' }, 'hold');
      await other.tellOnItsWay([keyOf(0)]);
      // Only who has something knows that of it.
      await store.tellOnItsWay([keyOf(1)]);
      expect(await store.whereabouts(others)).toEqual({ free: [], awaited: 2 });
      expect((await store.recall({ domain: 'x' }, 'end')).others).toHaveLength(3);
      expect(await store.whereabouts(others)).toEqual({ free: [], awaited: 2 });
      await store.takeHoldBack({ domain: 'x' });
      await store.recall({ domain: 'x' }, 'hold');
      expect(await store.whereabouts(others)).toEqual({ free: [], awaited: 3 });
    });

    test('what was recalled to be ended and was not is as it was before, but for what somebody has held', async () => {
      const { store, other } = at();
      await store.recall({ recipient: 'b@x' }, 'hold');
      await store.recall({}, 'end');
      await store.recall({ recipient: 'c@x' }, 'hold');
      await givenBack(0, 1, 2, 3);
      expect(await store.change({ recipient: 'd@x' }, { kind: 'hold' })).toBe(1);
      expect(await claimAll(store)).toEqual([]);
      await other.letRecalledGo();
      expect(await claimAll(store)).toEqual([]);
      await store.letRecalledGo();
      expect(recipients(await claimAll(store))).toEqual(['e@y']);
      expect(await store.counts(start)).toMatchObject({ held: 3 });
    });

    test('what is recalled to be ended is not released by whoever releases what was held', async () => {
      const { store } = at();
      await store.recall({}, 'end');
      await givenBack(0, 1);
      expect(await store.takeHoldBack({})).toBe(0);
      expect(await store.change({}, { kind: 'release' })).toBe(0);
      expect(await claimAll(store)).toEqual([]);
      expect(recipients(await store.claimSelected({}, 10))).toEqual(['b@x', 'c@x']);
    });

    test('a process that dies before it has ended what it recalled holds nothing for ever', async () => {
      const { store, other } = at();
      await store.recall({ recipient: 'c@x' }, 'hold');
      await store.recall({}, 'end');
      await givenBack(0, 1);
      expect(await claimAll(other)).toEqual([]);
      expect(recipients(await claimAll(other, late))).toEqual(['b@x']);
      await givenBack(2, 3);
      expect(recipients(await claimAll(other, late))).toEqual(['d@x', 'e@y']);
      expect(await other.counts(late)).toMatchObject({ held: 1 });
      // It wakes up: nobody would bury it again.
      expect(await store.recall({}, 'end')).toEqual({ mine: [], others: [] });
      expect(await other.recalled()).toEqual([]);
    });

    test.each(['closeSession', 'openSession'] as const)('%s holds nothing any more, either', async (end) => {
      const { store, other } = at();
      await store.recall({}, 'end');
      await givenBack(0);
      await store[end](minute, start);
      expect(recipients(await claimAll(other))).toEqual(['b@x']);
      expect(await other.recalled()).toEqual([]);
    });
  });
}
