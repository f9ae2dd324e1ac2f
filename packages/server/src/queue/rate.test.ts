import { expect, test } from 'vitest';
import { Rate } from './rate.ts';

/** How many messages go from 0 to `until`, each as soon as it may. */
function sent(rate: Rate, until: number): number {
  let now = 0;
  for (let count = 0; ; count++) {
    for (let wait = rate.wait(now); wait > 0; wait = rate.wait(now)) now += wait;
    rate.take(now);
    if (now > until) return count;
  }
}

test.each([0.05, 0.5, 1, 3, 7, 50, 1000])('%d a second over a minute', (perSecond) => {
  const rate = new Rate();
  rate.set(perSecond, 0);
  const burst = Math.max(1, perSecond);
  const expected = perSecond * 60;
  expect(sent(rate, 60_000)).toBeGreaterThanOrEqual(Math.floor(expected * 0.98));
  expect(sent(rate, 60_000)).toBeLessThanOrEqual(expected + burst + 1);
});

test('no limit is no wait', () => {
  const rate = new Rate();
  expect(Array.from({ length: 1000 }, () => rate.take(0)).every((wait) => wait === 0)).toBe(true);
});

test('a lower rate holds at once: what was saved up is lost', () => {
  const rate = new Rate();
  rate.set(100, 0);
  rate.take(10_000);
  rate.set(1, 10_000);
  expect([rate.take(10_000), rate.take(10_000)]).toEqual([0, 1000]);
});

test('who comes when there is none left is promised one, each a later one', () => {
  const rate = new Rate();
  rate.set(2, 0);
  expect([1, 2, 3, 4].map(() => rate.take(10_000))).toEqual([0, 0, 500, 1000]);
  expect([rate.wait(11_000), rate.take(11_500)]).toEqual([500, 0]);
});
