/** What is known of lanes, while the store is read and others write. */
import { expect, test } from 'vitest';
import { virtualClock } from '../delivery/virtual-clock.fixture.ts';
import type { LaneState } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { LaneStates } from './lane-states.ts';

const [suspended, free] = [{ suspendedSince: 0 }, { suspendedSince: null }].map(
  (change): LaneState => ({
    ...{ lane: 'there.example|default|default', suspendedUntil: null, suspendedTotal: 0, rateFactor: null },
    ...{ rateUntil: null, why: 'repairs', by: 'ann', ...change },
  }),
) as [LaneState, LaneState];

/** The store's answer to the next look comes when `answer` is called. */
function world() {
  let answer: (states: readonly LaneState[]) => void = () => {};
  const store: Pick<Store, 'laneStates' | 'setLaneState'> = {
    laneStates: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
    setLaneState: async () => {},
  };
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const states = new LaneStates(store as Store, virtualClock(0), log);
  const load = async (read: readonly LaneState[], meanwhile: () => Promise<void> = async () => {}): Promise<void> => {
    const loaded = states.load();
    await meanwhile();
    answer(read);
    await loaded;
  };
  return { states, load, isSuspended: () => states.isSuspended(suspended.lane) };
}

test('a pause that is stored while the states are read is not undone by what was read before it', async () => {
  const { states, load, isSuspended } = world();
  await load([free], () => states.set(suspended));
  expect(isSuspended()).toBe(true);
  await load([suspended]);
  expect(isSuspended()).toBe(true);
  await load([free]);
  expect(isSuspended()).toBe(false);
});

test('a state that the store has no more is forgotten, but not one that is set at that moment', async () => {
  const { states, load, isSuspended } = world();
  await load([suspended]);
  await load([], () => states.set(suspended));
  expect(isSuspended()).toBe(true);
  await load([]);
  expect(isSuspended()).toBe(false);
  expect(states.all()).toEqual([]);
});

test('a brake that the store did not take holds here all the same', async () => {
  const store = { laneStates: async () => [], setLaneState: () => Promise.reject(new Error('full')) };
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const states = new LaneStates(store as unknown as Store, virtualClock(0), log);
  await states.set(suspended);
  await states.load();
  expect(states.isSuspended(suspended.lane)).toBe(true);
});
