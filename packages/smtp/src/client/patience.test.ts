import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Patience } from './patience.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Starts waits as asked and tells, in milliseconds from the start, when which of them was over. */
function waiting() {
  const patience = new Patience();
  const began = performance.now();
  const over: string[] = [];
  const start = (name: string, wait: number) =>
    patience.start(wait, () => void over.push(`${name} at ${performance.now() - began}`));
  return { over, start, rest: () => patience.rest(), stop: () => patience.stop() };
}

test('a wait is over when its time is', () => {
  const { over, start } = waiting();
  start('a', 100);
  vi.advanceTimersByTime(99);
  expect(over).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(over).toEqual(['a at 100']);
});

test('one that has ended before is never over, nor does it end the next', () => {
  const { over, start, rest } = waiting();
  for (const at of [0, 60, 120, 180]) {
    start(`from ${at}`, 100);
    vi.advanceTimersByTime(50);
    rest();
    vi.advanceTimersByTime(10);
  }
  start('last', 100);
  vi.advanceTimersByTime(99);
  expect(over).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(over).toEqual(['last at 340']);
});

test('a short one behind a long one is over in its own time', () => {
  const { over, start, rest } = waiting();
  start('long', 1000);
  rest();
  start('short', 10);
  vi.advanceTimersByTime(10);
  expect(over).toEqual(['short at 10']);
  start('again', 20);
  vi.advanceTimersByTime(5000);
  expect(over).toEqual(['short at 10', 'again at 30']);
});

test('nothing is over once nothing is waited for', () => {
  const { over, start, rest } = waiting();
  start('a', 100);
  rest();
  vi.advanceTimersByTime(5000);
  expect(over).toEqual([]);
});

test('once stopped, no timer is left; a later wait has one again', () => {
  const { over, start, stop } = waiting();
  start('a', 600_000);
  stop();
  expect(vi.getTimerCount()).toBe(0);
  start('b', 20);
  vi.advanceTimersByTime(20);
  expect(over).toEqual(['b at 20']);
});
