/** Entries belong to one living session at a time, and the dead are not heard. */
import { describe, expect, test } from 'vitest';
import type { World } from '../store.contract.ts';
import { accepting, done, eventOf, retried, start } from '../store.fixture.ts';
import { claimAll, claimOne, eachWithStore, lease, recipients } from './world.ts';

export function leaseContract(open: () => Promise<World>): void {
  describe('leases', () => {
    const at = eachWithStore(open);

    test('what is leased at acceptance is delivered from memory: nobody claims it, its session settles it', async () => {
      const { store, other } = at();
      await other.openSession(lease, start);
      const unit = accepting({ leased: true });
      await store.commit(unit);
      expect(await claimAll(store)).toEqual([]);
      expect(await claimAll(other)).toEqual([]);
      expect(await store.counts(start)).toMatchObject({ waiting: 0, leased: 1 });
      const settle = [{ kind: 'done', messageId: unit.accept.message.id, position: 0 } as const];
      expect(await other.commit({ settle, events: [] })).toBe('lease_lost');
      expect(await store.commit({ settle, events: [] })).toBe('committed');
    });

    test('an entry is claimed by one session only', async () => {
      const { store, other } = at();
      await other.openSession(lease, start);
      await Promise.all(Array.from({ length: 40 }, () => store.commit(accepting())));
      const [mine, theirs] = await Promise.all([claimAll(store), claimAll(other)]);
      const ids = [...mine, ...theirs].map(({ entry }) => entry.messageId);
      expect(ids).toHaveLength(40);
      expect(new Set(ids).size).toBe(40);
    });

    test('a session that renews keeps its leases', async () => {
      const { store, other } = at();
      await other.openSession(10 * lease, start);
      await store.commit(accepting());
      const mine = await claimOne(store);
      expect(await store.renew(start + lease)).toBe(true);
      expect(await claimAll(other, start + 2 * lease)).toEqual([]);
      expect(await store.commit({ settle: [done(mine)], events: [] })).toBe('committed');
    });

    test('a frozen session loses its leases; what it commits later is refused and changes nothing', async () => {
      const { store, other } = at();
      await other.openSession(lease, start);
      await store.commit(accepting({ leased: true, to: ['a@one.example'] }));
      await store.commit(accepting({ to: ['b@one.example'] }));
      const mine = await claimOne(store);
      const late = start + lease + 1;
      expect(recipients(await claimAll(other, late)).sort()).toEqual(['a@one.example', 'b@one.example']);
      const zombie = { settle: [done(mine)], events: [eventOf('delivered', { message_id: mine.entry.messageId })] };
      expect(await store.commit(zombie)).toBe('lease_lost');
      expect(await store.renew(late)).toBe(false);
      expect((await store.events({ type: 'delivered' }, null, 10)).data).toEqual([]);
      expect(await other.counts(late)).toMatchObject({ leased: 2 });
    });

    test('a dead session gets nothing more, and leases nothing that would be lost with it', async () => {
      const { store, other } = at();
      await other.openSession(lease, start);
      const late = start + lease + 1;
      await claimAll(other, late);
      const unit = accepting({ leased: true, key: { key: 'of the dead', fingerprint: '' } });
      // Whoever was told that it stands would send from memory what the store gives to somebody else.
      expect(await store.commit(unit)).toBe('lease_lost');
      expect(await store.message(unit.accept.message.id)).toBeNull();
      expect(await store.commit({ ...unit, accept: { ...unit.accept, leased: false } })).toBe('committed');
      expect(await claimAll(store, late)).toEqual([]);
      expect(await store.claimSelected({}, 10)).toEqual([]);
      expect(await claimAll(other, late)).toHaveLength(1);
      await store.openSession(lease, late);
      expect(await store.renew(late)).toBe(true);
    });

    test('giving back: by settlement, by closing, by a new session', async () => {
      const { store, other } = at();
      await other.openSession(lease, start);
      await store.commit(accepting());
      const mine = await claimOne(store);
      const { messageId, position } = mine.entry;
      const release = { kind: 'release', messageId, position, lane: 'elsewhere|s|t' } as const;
      expect(await store.commit({ settle: [release], events: [] })).toBe('committed');
      const theirs = await claimOne(other);
      expect(theirs.entry).toEqual({ ...mine.entry, lane: 'elsewhere|s|t' });
      await other.closeSession();
      expect(await other.commit({ settle: [done(theirs)], events: [] })).toBe('lease_lost');
      expect(await claimAll(other)).toEqual([]);
      const again = await claimOne(store);
      await store.openSession(lease, start);
      expect(await store.commit({ settle: [retried(again)], events: [] })).toBe('lease_lost');
      expect(await claimAll(store)).toHaveLength(1);
    });

    test('without a session nothing is claimed', async () => {
      const { store, other } = at();
      await store.commit(accepting());
      expect(await claimAll(other)).toEqual([]);
      expect(await other.renew(start)).toBe(false);
    });
  });
}
