/** A duty belongs to one holder at a time. */
import { describe, expect, it } from 'vitest';
import type { World } from '../store.contract.ts';
import { minute, start } from '../store.fixture.ts';
import { eachWithStore } from './world.ts';

export function dutiesContract(open: () => Promise<World>): void {
  const opened = eachWithStore(open);

  describe('a duty', () => {
    it('is one holder’s until it ends or is left', async () => {
      const { store, other } = opened();
      expect(await store.takeDuty('alerts', 'one', start, start + minute)).toBe(true);
      expect(await other.takeDuty('alerts', 'two', start, start + minute)).toBe(false);
      expect(await other.takeDuty('other', 'two', start, start + minute)).toBe(true);
      expect(await store.takeDuty('alerts', 'one', start + 1, start + 2 * minute)).toBe(true);
      expect(await other.takeDuty('alerts', 'two', start + minute, start + 3 * minute)).toBe(false);
      expect(await other.takeDuty('alerts', 'two', start + 2 * minute, start + 3 * minute)).toBe(true);
      await store.leaveDuty('alerts', 'one');
      expect(await store.takeDuty('alerts', 'one', start + 2 * minute, start + 4 * minute)).toBe(false);
      await other.leaveDuty('alerts', 'two');
      expect(await store.takeDuty('alerts', 'one', start + 2 * minute, start + 4 * minute)).toBe(true);
    });

    it('that was taken by a clock that was ahead goes to another when that has been put right', async () => {
      const { store, other, damage } = opened();
      const now = Date.now();
      expect(await store.takeDuty('alerts', 'one', now, now + minute)).toBe(true);
      expect(await other.takeDuty('alerts', 'two', now, now + minute)).toBe(false);
      await damage('update duties set until = until + 86400000');
      expect(await other.takeDuty('alerts', 'two', now, now + minute)).toBe(true);
      expect(await store.takeDuty('alerts', 'one', now, now + minute)).toBe(false);
    });

    it('goes to one of those who want it at the same moment', async () => {
      const { store, other } = opened();
      const wanting = Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? store : other).takeDuty('report', `process ${n}`, start, start + minute),
      );
      expect((await Promise.all(wanting)).filter((taken) => taken)).toHaveLength(1);
    });
  });
}
