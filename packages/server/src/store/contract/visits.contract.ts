/** Who may look at the page. */
import { describe, expect, test } from 'vitest';
import type { World } from '../store.contract.ts';
import { day, start } from '../store.fixture.ts';
import type { Visit } from '../visits.ts';
import { eachWithStore } from './world.ts';

const link: Visit = {
  ...{ id: 'l1', hash: 'ab', name: 'ann', scopes: ['events:read'], kind: 'link' },
  ...{ createdAt: start, expiresAt: start + day },
};

export function visitsContract(open: () => Promise<World>): void {
  describe('visits', () => {
    const at = eachWithStore(open);

    test('a link is found as it was made, and used up once, whoever asks at the same time', async () => {
      const { store } = at();
      await store.addVisit(link);
      await store.addVisit({ ...link, id: 's1', kind: 'session', createdAt: start + 1 });
      expect(await store.visit('l1')).toEqual(link);
      expect(await store.visit('l2')).toBeNull();
      const used = await Promise.all([store.removeVisit('l1'), store.removeVisit('l1')]);
      expect(used.toSorted()).toEqual([false, true]);
      expect((await store.visits('session', 10)).map(({ id }) => id)).toEqual(['s1']);
      expect(await store.visits('link', 10)).toEqual([]);
    });

    test('what has expired is swept', async () => {
      const { store } = at();
      await store.addVisit(link);
      expect(await store.sweepVisits(start + day)).toBe(0);
      expect(await store.sweepVisits(start + day + 1)).toBe(1);
      expect(await store.visit('l1')).toBeNull();
    });
  });
}
