import { expect, test } from 'vitest';
import type { Clock } from '../delivery/clock.ts';
import type { Lane } from './lane.ts';
import { Lanes } from './lanes.ts';

const minute = 60_000;

function lanesAt() {
  let time = 0;
  const clock: Clock = { now: () => time, monotonic: () => time, setTimer: () => ({ cancel() {} }) };
  const lanes = new Lanes(clock, new Map());
  const use = (from: number, count: number): Lane[] =>
    Array.from({ length: count }, (_, n) => {
      const lane = lanes.of(`mx${from + n}.example|default|default`, `mx${from + n}.example`);
      lane.usedAt = time;
      return lane;
    });
  const pass = (by: number): void => {
    time += by;
  };
  return { lanes, use, pass };
}

test('mail to many thousand sites within minutes: each new one costs no look at all others', {
  timeout: 10_000,
}, () => {
  const { lanes, use, pass } = lanesAt();
  for (let from = 0; from < 50_000; from += 100) {
    use(from, 100);
    pass(500);
  }
  expect(lanes.size).toBe(50_000);
});

test('of many lanes those are forgotten that are empty and were not used for ten minutes, silent ones for a day', () => {
  const { lanes, use, pass } = lanesAt();
  const [busy, silent] = use(0, 12_000);
  if (busy === undefined || silent === undefined) throw new Error('no lanes');
  busy.sending = 1;
  silent.connected(false, 0);
  pass(9 * minute);
  use(12_000, 1);
  expect(lanes.size).toBe(12_001);
  pass(2 * minute);
  use(12_001, 1);
  expect([...lanes.names()]).toHaveLength(4);
  expect(lanes.get(busy.name)).toBe(busy);
  expect(lanes.get(silent.name)).toBe(silent);

  pass(24 * 60 * minute);
  use(20_000, 10_001);
  pass(minute);
  use(40_000, 1);
  expect(lanes.get(busy.name)).toBe(busy);
  expect(lanes.get(silent.name)).toBeUndefined();
});
