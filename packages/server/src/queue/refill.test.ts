/** How often the store is looked through for due mail. */
import { expect, test } from 'vitest';
import { virtualClock } from '../delivery/virtual-clock.fixture.ts';
import type { ClaimedEntry } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { Refill } from './refill.ts';

const second = 1000;

/** Each claim takes so long, and finds so much. */
function refilling(takes: number, finds: () => number) {
  const clock = virtualClock(0);
  let elapsed = 0;
  let claims = 0;
  const store: Pick<Store, 'claim' | 'nextDue'> = {
    claim: async () => {
      claims++;
      elapsed += takes;
      return Array<ClaimedEntry>(finds());
    },
    nextDue: async () => null,
  };
  const refill = new Refill({
    store: store as Store,
    // Node's timers may fire a little before their time.
    clock: {
      ...clock,
      monotonic: () => clock.monotonic() + elapsed,
      setTimer: (at, fire) => clock.setTimer(Math.max(at - 1, clock.now() + 1), fire),
    },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    ...{ room: () => 20_000, except: () => [], safety: 600 * second, take: () => {} },
  });
  refill.start();
  return { refill, clock, claims: () => claims };
}

/** Mail falls due all the time. */
async function minuteOf({ refill, clock }: ReturnType<typeof refilling>): Promise<void> {
  for (let step = 0; step < 600; step++) {
    refill.wake();
    await clock.pass(second / 10);
  }
}

test('a look that is short is had whenever something may be due', async () => {
  const world = refilling(5, () => 0);
  await minuteOf(world);
  expect(world.claims()).toBe(601);
});

test('long looks that find little take a tenth of the time, and the last wish is not forgotten', async () => {
  const world = refilling(second / 2, () => 1);
  await minuteOf(world);
  expect(world.claims()).toBeGreaterThanOrEqual(12);
  expect(world.claims()).toBeLessThanOrEqual(16);
  const before = world.claims();
  await world.clock.pass(10 * second);
  expect(world.claims()).toBeGreaterThan(before);
});

test('long looks that find much follow each other at once', async () => {
  let left = 20;
  const world = refilling(second / 2, () => (left-- > 0 ? 200 : 0));
  await world.clock.rest();
  expect(world.claims()).toBe(21);
});

test('what is left after a long look is looked for again, with nobody to tell', async () => {
  const world = refilling(second / 2, () => 1);
  await world.clock.pass(60 * second);
  expect(world.claims()).toBeGreaterThanOrEqual(12);
});
