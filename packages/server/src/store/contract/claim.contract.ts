/** Which entries a claim gives. */
import { describe, expect, test } from 'vitest';
import type { LaneState } from '../rows.ts';
import type { World } from '../store.contract.ts';
import { accepting, day, hour, minute, retried, start } from '../store.fixture.ts';
import type { Store } from '../store.ts';
import { claimAll, eachWithStore, recipients } from './world.ts';

export function suspended(lane: string, change: Partial<LaneState> = {}): LaneState {
  const state = { lane, suspendedSince: start, suspendedUntil: null, suspendedTotal: 0, rateFactor: null };
  return { ...state, rateUntil: null, why: '421 Too many', by: 'auto', ...change };
}

/** Entries that have been tried once and are due again. */
async function fillRetries(store: Store, lane: string, count: number): Promise<void> {
  await fill(store, lane, count);
  for (const claimed of await claimAll(store)) {
    await store.commit({ settle: [retried(claimed, { nextAt: start })], events: [] });
  }
}

async function fill(store: Store, lane: string, count: number): Promise<void> {
  const to = Array.from({ length: count }, (_, index) => `${index}@${lane}`);
  if (count > 0) await store.commit(accepting({ lane, to }));
}

function countBy(lanes: readonly { readonly entry: { readonly lane: string } }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { entry } of lanes) counts[entry.lane] = (counts[entry.lane] ?? 0) + 1;
  return counts;
}

export function claimContract(open: () => Promise<World>): void {
  describe('claim', () => {
    const at = eachWithStore(open);

    test('only what is due, the longest due first, no more than asked for', async () => {
      const { store } = at();
      await store.commit(accepting({ to: ['later@x'], nextAt: start + 2 }));
      await store.commit(accepting({ to: ['first@x'], nextAt: start - 2 }));
      await store.commit(accepting({ to: ['second@x'], nextAt: start - 1 }));
      expect(await store.nextDue(start)).toBe(start - 2);
      const [first, ...none] = await store.claim({ now: start, limit: 1, perLane: 10, except: [] });
      expect([first?.entry.recipient, ...none]).toEqual(['first@x']);
      expect(recipients(await claimAll(store))).toEqual(['second@x']);
      expect(await store.nextDue(start)).toBe(start + 2);
      expect(recipients(await claimAll(store, start + 2))).toEqual(['later@x']);
      expect(await store.nextDue(start)).toBeNull();
    });

    test('fresh mail goes before retries, but one in ten is a retry', async () => {
      const { store } = at();
      await fillRetries(store, 'a', 50);
      await fill(store, 'a', 50);
      const claimed = await store.claim({ now: start, limit: 40, perLane: 40, except: [] });
      expect(claimed.filter(({ entry }) => entry.attempts > 0)).toHaveLength(4);
      expect(claimed).toHaveLength(40);
      const rest = await store.claim({ now: start, limit: 100, perLane: 100, except: [] });
      expect(rest.filter(({ entry }) => entry.attempts > 0)).toHaveLength(46);
      expect(rest).toHaveLength(60);
    });

    test('retries get their turn even where entries are taken one by one', async () => {
      const { store } = at();
      await fillRetries(store, 'a', 5);
      await fill(store, 'a', 40);
      let retries = 0;
      for (let turn = 0; turn < 20; turn++) {
        const [claimed] = await store.claim({ now: start, limit: 1, perLane: 1, except: [] });
        if ((claimed?.entry.attempts ?? 0) > 0) retries++;
      }
      expect(retries).toBe(2);
    });

    test('retries take what fresh mail leaves', async () => {
      const { store } = at();
      await fillRetries(store, 'a', 20);
      await fill(store, 'a', 3);
      const claimed = await store.claim({ now: start, limit: 10, perLane: 10, except: [] });
      expect(claimed.map(({ entry }) => entry.attempts)).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 1, 1]);
    });

    test('a big lane leaves the others their share', async () => {
      const { store } = at();
      await fill(store, 'big', 500);
      await fill(store, 'small', 3);
      await fill(store, 'tiny', 1);
      const claimed = await store.claim({ now: start, limit: 30, perLane: 1000, except: [] });
      expect(countBy(claimed)).toMatchObject({ small: 3, tiny: 1 });
      expect(countBy(await store.claim({ now: start, limit: 1000, perLane: 7, except: [] }))).toEqual({ big: 7 });
    });

    test('every lane has its turn when there are more lanes than a claim may take', async () => {
      const { store } = at();
      const lanes = Array.from({ length: 12 }, (_, index) => `lane-${index}`);
      for (const lane of lanes) await fill(store, lane, 5);
      const served = new Set<string>();
      for (let turn = 0; turn < 6; turn++) {
        for (const { entry } of await store.claim({ now: start, limit: 2, perLane: 2, except: [] }))
          served.add(entry.lane);
      }
      expect([...served].sort()).toEqual([...lanes].sort());
    });

    test('a few due lanes are found among very many, and each has its turn', async () => {
      const { store } = at();
      const name = (index: number): string => `lane-${String(index).padStart(4, '0')}`;
      const due = [3, 250, 251, 500, 699].map(name);
      const lanes = Array.from({ length: 700 }, (_, index) => name(index));
      await Promise.all(
        lanes.map((lane, index) => {
          const nextAt = due.includes(lane) ? start : start + day + index;
          return store.commit(accepting({ lane, to: ['a@x', 'b@x'], nextAt }));
        }),
      );
      const served = async (limit: number) =>
        (await store.claim({ now: start, limit, perLane: 1, except: [name(251)] })).map(({ entry }) => entry.lane);
      expect([await served(3), await served(3)]).toEqual([
        [name(3), name(250), name(500)],
        [name(699), name(3), name(250)],
      ]);
      expect(await store.nextDue(start)).toBe(start);
      expect(recipients(await claimAll(store))).toHaveLength(4);
      expect(await store.nextDue(start)).toBe(start + day);
      expect(await claimAll(store, start + 2 * day)).toHaveLength(1000);
    });

    test('lanes that are full, suspended or held are left out', async () => {
      const { store } = at();
      for (const lane of ['full', 'suspended', 'for a while', 'open', 'slow']) await fill(store, lane, 2);
      await store.setLaneState(suspended('suspended'));
      await store.setLaneState(suspended('for a while', { suspendedUntil: start + hour }));
      await store.setLaneState(suspended('slow', { suspendedSince: null, rateFactor: 0.5, rateUntil: start + hour }));
      const claim = { now: start, limit: 100, perLane: 100, except: ['full'] };
      expect(countBy(await store.claim(claim))).toEqual({ open: 2, slow: 2 });
      expect(countBy(await store.claim({ ...claim, now: start + hour, except: [] }))).toEqual({
        full: 2,
        'for a while': 2,
      });
      expect(await store.nextDue(start + hour)).toBeNull();
      await store.setLaneState(suspended('suspended', { suspendedSince: null, suspendedTotal: hour }));
      expect(await store.nextDue(start)).toBe(start);
      expect(countBy(await claimAll(store))).toEqual({ suspended: 2 });
    });

    test('old entries that a suspended lane keeps waiting may be claimed to expire', async () => {
      const { store } = at();
      const old = { acceptedAt: start - 5 * day };
      await store.commit(accepting({ lane: 'suspended', to: ['old@x'], message: old }));
      await store.commit(accepting({ lane: 'suspended', to: ['held@x'], message: old }));
      await store.commit(accepting({ lane: 'suspended', to: ['young@x'] }));
      await store.commit(accepting({ lane: 'open', to: ['due@x'], message: old }));
      await store.setLaneState(suspended('suspended'));
      await store.change({ recipient: 'held@x' }, { kind: 'hold' });
      const overdue = { endsBefore: start, acceptedBefore: start - day };
      expect(recipients(await store.claimOverdue(overdue, 10))).toEqual(['old@x']);
      expect(await store.claimOverdue(overdue, 10)).toEqual([]);
    });

    test('what somebody holds while old entries are looked for does not expire', async () => {
      const { store } = at();
      const to = Array.from({ length: 20 }, (_, index) => `${index}@x`);
      await store.commit(accepting({ lane: 'suspended', to, message: { acceptedAt: start - 5 * day } }));
      await store.setLaneState(suspended('suspended'));
      const [claimed, held] = await Promise.all([
        store.claimOverdue({ endsBefore: start, acceptedBefore: start - day }, 100),
        store.change({ domain: 'x' }, { kind: 'hold' }),
      ]);
      expect(claimed.length + held).toBe(20);
    });

    test('young entries whose own time is over come before old ones', async () => {
      const { store } = at();
      const until = async (to: string, endsAt: number, lane = 'suspended'): Promise<void> => {
        const unit = accepting({ lane, to: [to] });
        const entries = unit.accept.entries.map((entry) => ({ ...entry, endsAt }));
        await store.commit({ ...unit, accept: { ...unit.accept, entries } });
      };
      await store.commit(accepting({ lane: 'suspended', to: ['old@x'], message: { acceptedAt: start - 5 * day } }));
      await until('later@x', start + hour);
      await until('over@x', start + minute);
      await until('sooner@x', start);
      await until('open@x', start, 'open');
      await store.setLaneState(suspended('suspended'));
      const overdue = { endsBefore: start + 2 * minute, acceptedBefore: start - day };
      expect(recipients(await store.claimOverdue(overdue, 2)).toSorted()).toEqual(['over@x', 'sooner@x']);
      expect(recipients(await store.claimOverdue(overdue, 10))).toEqual(['old@x']);
    });

    test('a crowd that waits for later does not hide what is due', async () => {
      const { store } = at();
      const to = Array.from({ length: 300 }, (_, index) => `${index}@crowd.example`);
      await store.commit(accepting({ lane: 'crowd', to, nextAt: start + day }));
      await store.commit(accepting({ lane: 'zone', to: ['due@x'], nextAt: start - minute }));
      expect(recipients(await claimAll(store))).toEqual(['due@x']);
      expect(await store.nextDue(start)).toBe(start + day);
    });
  });
}
