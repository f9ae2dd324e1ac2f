import { describe, expect, it } from 'vitest';
import type { HealthWrites } from '../store/store.ts';
import { sweepOnce } from './retention.ts';

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
    expect(asked[0]).toEqual({ dialogues: 970 * day, messages: 910 * day, events: 600 * day, idempotency: 999 * day });
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
    expect(asked[0]).toEqual({ raws: 970 * day, effects: 600 * day });
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
