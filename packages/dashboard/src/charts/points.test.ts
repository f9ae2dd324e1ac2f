import { expect, test } from 'vitest';
import { pointsOf } from './points.ts';

const bucket = (hour: number, attempted: number) => ({
  at: new Date(Date.UTC(2026, 10, 28, hour)).toISOString(),
  counts: { attempted, hard: 1, soft: 2 },
});

test('hours are added up, the latest point is whole', () => {
  const points = pointsOf(
    [1, 10, 20, 30, 40].map((attempted, hour) => bucket(hour, attempted)),
    2,
  );
  expect(points.map(({ attempted, hard, soft }) => [attempted, hard, soft])).toEqual([
    [1, 1, 2],
    [30, 2, 4],
    [70, 2, 4],
  ]);
  expect(points.map(({ at }) => new Date(at).getUTCHours())).toEqual([0, 1, 3]);
});

test('one by one nothing changes', () => {
  expect(pointsOf([bucket(0, 5), bucket(1, 6)], 1).map(({ attempted }) => attempted)).toEqual([5, 6]);
  expect(pointsOf([], 6)).toEqual([]);
});
