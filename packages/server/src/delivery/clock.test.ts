import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from './clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 24) });
});
afterEach(() => {
  vi.useRealTimers();
});

const day = 86_400_000;

describe('the system’s clock', () => {
  test('fires at its instant, also when that is further than a timer of Node reaches', () => {
    const clock = systemClock();
    const fired = vi.fn();
    clock.setTimer(clock.now() + 40 * day, fired);
    vi.advanceTimersByTime(40 * day - 1000);
    expect(fired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1001);
    expect(fired).toHaveBeenCalledOnce();
  });

  test('fires nothing early when the wall clock jumps ahead, nor late when it jumps back', () => {
    const clock = systemClock();
    const fired = vi.fn();
    clock.setTimer(clock.now() + 60_000, fired);
    vi.setSystemTime(Date.now() + 5 * day);
    vi.advanceTimersByTime(59_000);
    expect(fired).not.toHaveBeenCalled();
    vi.setSystemTime(Date.now() - 10 * day);
    vi.advanceTimersByTime(1001);
    expect(fired).toHaveBeenCalledOnce();
  });

  test('does not fire what was called off', () => {
    const clock = systemClock();
    const fired = vi.fn();
    clock.setTimer(clock.now() + 40 * day, fired).cancel();
    vi.advanceTimersByTime(50 * day);
    expect(fired).not.toHaveBeenCalled();
  });

  test('at speed 600 ten minutes pass in a second', () => {
    const clock = systemClock(600);
    const began = clock.now();
    const fired = vi.fn();
    clock.setTimer(began + 600_000, fired);
    vi.advanceTimersByTime(990);
    expect(fired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(11);
    expect(fired).toHaveBeenCalledOnce();
    expect(clock.now() - began).toBeGreaterThanOrEqual(600_000);
  });
});
