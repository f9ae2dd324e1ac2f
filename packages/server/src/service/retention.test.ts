import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { virtualClock } from '../delivery/virtual-clock.fixture.ts';
import { eventOf } from '../store/store.fixture.ts';
import type { HealthWrites, Store } from '../store/store.ts';
import { startRetention, sweepOnce } from './retention.ts';

const day = 86_400_000;
const kept = {
  dialogues: 30 * day,
  messages: 90 * day,
  events: 400 * day,
  idempotency: day,
  raws: 30 * day,
  effects: 400 * day,
  deliveries: 30 * day,
  alerts: 400 * day,
  audit: 300 * day,
  jobs: 200 * day,
  deliveriesOfEach: 1000,
};
const nothing = async () => 0;
const others = {
  sweepLanes: nothing,
  sweepHeard: nothing,
  sweepMailsTaken: nothing,
  sweepRules: nothing,
  sweepHealth: nothing,
  foldRollUps: nothing,
  sweepDeliveries: nothing,
  sweepAlerts: nothing,
};

describe('a sweep', () => {
  it('forgets which mails were taken when their events are gone', async () => {
    const asked: number[] = [];
    const left = [500, 3, 0];
    const sweepMailsTaken = async (before: number) => {
      asked.push(before);
      return left.shift() ?? 0;
    };
    expect(await sweepOnce({ ...others, sweep: nothing, sweepMailsTaken }, kept, 1000 * day, () => true)).toBe(503);
    expect(new Set(asked)).toEqual(new Set([600 * day]));
  });

  it('deletes what people changed, jobs and corrections after their own time', async () => {
    const asked: object[] = [];
    const left = [500, 1, 0];
    const sweepRules = async (before: object) => {
      asked.push(before);
      return left.shift() ?? 0;
    };
    expect(await sweepOnce({ ...others, sweep: nothing, sweepRules }, kept, 1000 * day, () => true)).toBe(501);
    expect(asked).toHaveLength(3);
    expect(asked[2]).toEqual({ audit: 700 * day, jobs: 800 * day, reclassifications: 600 * day });
  });

  it('asks again until nothing is left, with the age of each kind', async () => {
    const left = [500, 500, 12, 0];
    const asked: object[] = [];
    const sweep = async (before: object) => {
      asked.push(before);
      return left.shift() ?? 0;
    };
    expect(await sweepOnce({ ...others, sweep }, kept, 1000 * day, () => true)).toBe(1012);
    expect(asked).toHaveLength(4);
    expect(asked[0]).toEqual({
      now: 1000 * day,
      dialogues: 970 * day,
      messages: 910 * day,
      events: 600 * day,
      idempotency: 999 * day,
    });
  });

  it('ends between two steps when it must', async () => {
    let steps = 0;
    const sweep = async () => {
      steps++;
      return 500;
    };
    expect(await sweepOnce({ ...others, sweep }, kept, 1000 * day, () => steps < 3)).toBe(1500);
  });

  it('deletes what was heard after its own time', async () => {
    const left = [500, 3, 0];
    const asked: object[] = [];
    const sweepHeard = async (before: object) => {
      asked.push(before);
      return left.shift() ?? 0;
    };
    expect(await sweepOnce({ ...others, sweep: nothing, sweepHeard }, kept, 1000 * day, () => true)).toBe(503);
    expect(asked[0]).toEqual({ now: 1000 * day, raws: 970 * day, effects: 600 * day });
  });

  it('deletes ended deliveries and resolved alerts after their time, and deliveries beyond their number', async () => {
    const asked: number[][] = [];
    const sweepDeliveries = async (...given: number[]) => {
      asked.push(given);
      return 7;
    };
    const sweepAlerts = async (...given: number[]) => {
      asked.push(given);
      return 2;
    };
    expect(
      await sweepOnce({ ...others, sweep: nothing, sweepDeliveries, sweepAlerts }, kept, 1000 * day, () => true),
    ).toBe(9);
    expect(asked).toEqual([[970 * day, 1000], [600 * day]]);
  });

  it('deletes failures with their events and hours after five weeks, and folds days of many keys once they are over', async () => {
    const left = [500, 0];
    const swept: object[] = [];
    const sweepHealth = async (before: object) => {
      swept.push(before);
      return left.shift() ?? 0;
    };
    const folds: Parameters<HealthWrites['foldRollUps']>[0][] = [];
    const folded = [30, 0];
    const foldRollUps: HealthWrites['foldRollUps'] = async (asked) => {
      folds.push(asked);
      return asked.dimension === 'domain' ? (folded.shift() ?? 0) : 0;
    };
    const noon = 1000 * day + day / 2;
    const deleted = await sweepOnce({ ...others, sweep: nothing, sweepHealth, foldRollUps }, kept, noon, () => true);
    expect(deleted).toBe(530);
    expect(swept[0]).toEqual({ failures: noon - 400 * day, hours: noon - 35 * day });
    expect(folds.filter(({ dimension }) => dimension === 'domain').map(({ grain, before }) => [grain, before])).toEqual(
      [
        ['daily', 999 * day],
        ['daily', 999 * day],
      ],
    );
    expect(new Set(folds.map(({ dimension }) => dimension))).toEqual(new Set(['domain', 'template', 'campaign']));
  });
});

describe('what is kept is not deleted by a clock that is wrong', () => {
  const minutes = 60_000;
  const today = Date.UTC(2026, 10, 28, 12);
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval'] }));
  afterEach(() => void vi.useRealTimers());

  /** The last event is of today. */
  function started(clock: ReturnType<typeof virtualClock>) {
    const sweeps: number[] = [];
    const store = {
      ...others,
      newestEvent: async () => 1,
      events: async ({ since = 0 }) => ({
        data: since <= today ? [eventOf('accepted', { at: today })] : [],
        next: null,
      }),
      sweep: async ({ events }: { events: number }) => {
        sweeps.push(events + kept.events);
        return 0;
      },
    } as unknown as Store;
    const retention = startRetention(store, kept, clock, pino({ level: 'silent' }), () => {});
    const pass = async (tens: number): Promise<number> => {
      await vi.advanceTimersByTimeAsync(0);
      for (let n = 0; n < tens; n++) {
        await clock.pass(10 * minutes);
        await vi.advanceTimersByTimeAsync(10 * minutes);
      }
      return sweeps.length;
    };
    return { retention, pass, sweeps };
  }

  it('but by one that is right, at once', async () => {
    const { retention, pass } = started(virtualClock(today + 60 * minutes));
    expect(await pass(0)).toBe(1);
    await retention.stop();
  });

  it('set years ahead before the start, for an hour: time enough to put it right', async () => {
    const clock = virtualClock(today + 4000 * day);
    const { retention, pass, sweeps } = started(clock);
    expect(await pass(5)).toBe(0);
    clock.jump(-4000 * day);
    expect(await pass(1)).toBe(1);
    expect(sweeps).toEqual([today + 60 * minutes]);
    await retention.stop();
  });

  it('that jumps ahead while the service runs, for an hour', async () => {
    const clock = virtualClock(today);
    const { retention, pass } = started(clock);
    expect(await pass(0)).toBe(1);
    clock.jump(4000 * day);
    expect(await pass(5)).toBe(1);
    expect(await pass(2)).toBeGreaterThan(1);
    await retention.stop();
  });
});
