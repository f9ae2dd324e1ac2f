/** What a process had in hand when it died is known afterwards, and what ends processes can be held. */
import { describe, expect, test } from 'vitest';
import type { ClaimedEntry } from '../rows.ts';
import type { World } from '../store.contract.ts';
import { accepting, done, retried, start } from '../store.fixture.ts';
import type { Settlement } from '../store.ts';
import { claimAll, claimOne, eachWithStore, lease } from './world.ts';

const keyOf = ({ entry: { messageId, position } }: ClaimedEntry) => ({ messageId, position });
const inHand = (claimed: ClaimedEntry): Settlement => ({ kind: 'in_hand', ...keyOf(claimed) });
const late = start + lease + 1;

export function crashesContract(open: () => Promise<World>): void {
  describe('crashes', () => {
    const at = eachWithStore(open);

    test('the first death counts for all that was leased, the next for what was in hand, a clean end for nothing', async () => {
      const { store, other } = at();
      for (const to of ['a@x', 'b@x']) await store.commit(accepting({ to: [to] }));
      await claimAll(store);
      await other.openSession(lease, late);
      const suspects = await claimAll(other, late);
      expect(suspects.map(({ entry }) => entry.crashes)).toEqual([1, 1]);
      const [first, second] = suspects;
      if (first === undefined || second === undefined) throw new Error('two were expected');
      expect(await other.commit({ settle: [inHand(first)], events: [] })).toBe('committed');
      await store.openSession(lease, late + lease + 1);
      const again = await claimAll(store, late + lease + 1);
      expect(new Map(again.map(({ entry }) => [entry.messageId, entry.crashes]))).toEqual(
        new Map([
          [first.entry.messageId, 2],
          [second.entry.messageId, 1],
        ]),
      );
      await store.commit({ settle: again.map(inHand), events: [] });
      await store.closeSession();
      await store.openSession(lease, late + lease + 1);
      const after = await claimAll(store, late + lease + 1);
      expect(after.map(({ entry }) => entry.crashes).sort()).toEqual([1, 2]);
    });

    test('who has lost the lease has nothing in hand; who has it may settle what it had', async () => {
      const { store, other } = at();
      await store.commit(accepting());
      const mine = await claimOne(store);
      await other.openSession(lease, late);
      const theirs = await claimOne(other, late);
      expect(await store.commit({ settle: [inHand(mine)], events: [] })).toBe('lease_lost');
      const both = [
        other.commit({ settle: [inHand(theirs)], events: [] }),
        other.commit({ settle: [done(theirs)], events: [] }),
      ];
      expect(await Promise.all(both)).toEqual(['committed', 'committed']);
    });

    test('an attempt that ended leaves no suspicion', async () => {
      const { store, other } = at();
      await store.commit(accepting());
      await claimOne(store);
      await other.openSession(lease, late);
      const theirs = await claimOne(other, late);
      await other.commit({ settle: [inHand(theirs)], events: [] });
      await other.commit({ settle: [retried(theirs, { nextAt: late })], events: [] });
      expect((await claimOne(other, late)).entry.crashes).toBeUndefined();
    });

    test('what the service holds says why until an operator lets it go, and still has its crashes then', async () => {
      const { store } = at();
      for (const to of ['a@x', 'b@x']) await store.commit(accepting({ to: [to] }));
      const [one, two] = await claimAll(store);
      if (one === undefined || two === undefined) throw new Error('two were expected');
      const why = 'It ended the service three times';
      const hold: Settlement = { kind: 'hold', ...keyOf(one), why, crashes: 2 };
      const forOperator: Settlement = { kind: 'hold', ...keyOf(two), why: null, crashes: 0 };
      await store.commit({ settle: [hold, forOperator], events: [] });
      expect(await claimAll(store)).toEqual([]);
      expect(await store.counts(start)).toMatchObject({ held: 2, leased: 0 });
      expect(await store.quarantined(10)).toMatchObject([{ messageId: one.entry.messageId, held: true, heldWhy: why }]);
      expect(await store.change({ messageId: one.entry.messageId }, { kind: 'release' })).toBe(1);
      expect(await store.quarantined(10)).toEqual([]);
      const { entry } = await claimOne(store);
      expect(entry).toMatchObject({ held: false, crashes: 2 });
      expect(entry.heldWhy).toBeUndefined();
    });
  });
}
