import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pacedClock } from './paced-clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const minute = 60_000;

test('what waits comes at its instant, however often the speed changes', () => {
  const clock = pacedClock(60);
  const began = clock.now();
  const fired: number[] = [];
  clock.setTimer(began + 60 * minute, () => fired.push(clock.now() - began));
  vi.advanceTimersByTime(30_000);
  expect(clock.now() - began).toBe(30 * minute);
  clock.setSpeed(1);
  vi.advanceTimersByTime(29 * minute);
  expect(fired).toEqual([]);
  clock.setSpeed(60);
  vi.advanceTimersByTime(1000);
  expect(fired).toEqual([60 * minute]);
});

test('what was called off does not come, also after a change of speed', () => {
  const clock = pacedClock(1);
  const fire = vi.fn();
  const timer = clock.setTimer(clock.now() + minute, fire);
  clock.setSpeed(60);
  timer.cancel();
  clock.setSpeed(600);
  vi.advanceTimersByTime(10 * minute);
  expect(fire).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test('waits longer than a timer of Node holds', () => {
  const clock = pacedClock(1);
  const fire = vi.fn();
  const wait = 40 * 24 * 60 * minute;
  clock.setTimer(clock.now() + wait, fire);
  vi.advanceTimersByTime(wait - 1);
  expect(fire).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(fire).toHaveBeenCalledOnce();
});

test('a speed that is none is refused', () => {
  expect(() => pacedClock(1).setSpeed(0)).toThrow(RangeError);
});
