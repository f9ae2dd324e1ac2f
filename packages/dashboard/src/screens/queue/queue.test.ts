import { expect, test } from 'vitest';
import type { Lanes } from '../../api/shapes.ts';
import { agesOf, columnTexts, heatOf } from './heat.ts';
import { brakeOf, isIdle, laneDoes, laneName, laneRows, pausedLanes, resumedName } from './lane-state.ts';

test('heat goes by quarters of the fullest cell', () => {
  expect([0, 1, 25, 26, 51, 76, 100].map((many) => heatOf(many, 100))).toEqual([0, 1, 1, 2, 3, 4, 4]);
  expect(heatOf(5, 0)).toBe(4);
});

test('a cell opens the ages of its column and no others', () => {
  const columns = [5, 10, null];
  expect([0, 1, 2].map((at) => agesOf(columns, at))).toEqual([
    { younger_than: '5m' },
    { older_than: '5m', younger_than: '10m' },
    { older_than: '10m' },
  ]);
});

test('columns say up to how many minutes', () => {
  expect(columnTexts([5, 10, null])).toEqual(['≤ 5', '≤ 10', 'over 10']);
});

const idle = { ready: 0, sending: 0, connections: 0, rate: 0, last_failure: null, state: null };
const brake = {
  ...{ lane: 'yahoo|default|news', suspended_since: '2026-11-28T09:00:00Z', suspended_until: null },
  ...{ rate_factor: null, rate_until: null, why: '421 4.7.0 TSS04', by: 'hearback' },
};
const lanes: Lanes = {
  lanes: [
    { ...idle, lane: 'google|default|news', site: 'google', source: 'default', stream: 'news', sending: 3 },
    { ...idle, lane: 'qq|default|news', site: 'qq', source: 'default', stream: 'news' },
  ],
  brakes: [brake, { ...brake, lane: 'qq|default|news', suspended_since: null, rate_factor: 0.25 }],
};

test('what is held back comes first, though nothing of it is in memory; then what is slowed, then the busy', () => {
  expect(laneRows(lanes).map((row) => [row.site, ...laneDoes(row)])).toEqual([
    ['yahoo', 'bad', 'paused'],
    ['qq', 'watch', 'slowed to 25 %'],
    ['google', 'ok', 'sending'],
  ]);
});

test('a brake of a domain or a site says whose mail it holds back', () => {
  const rows = laneRows({
    lanes: [],
    brakes: ['domain:qq.sim|*|*', 'qq.sim|*|*', 'yahoo|default|news'].map((lane) => ({ ...brake, lane })),
  });
  expect(rows.map(laneName)).toEqual([
    ['qq.sim', 'all its mail'],
    ['Yahoo', 'news · default'],
  ]);
  expect(rows.some(isIdle)).toBe(false);
});

test('resuming a lane of a domain that is held back as a whole resumes the domain', () => {
  const paused = pausedLanes({
    lanes: [],
    brakes: ['domain:qq.sim|*|*', 'qq.sim|*|*', 'domain:qq.sim|default|news', 'yahoo|default|news'].map((lane) => ({
      ...brake,
      lane,
    })),
  });
  const resumed = (lane: string) => resumedName(paused, { lane });
  expect(['domain:qq.sim|*|*', 'domain:qq.sim|default|news', 'yahoo|default|news'].map(resumed)).toEqual([
    ...['qq.sim', 'qq.sim', 'yahoo|default|news'],
  ]);
});

test('what waits is held back by the brake of its lane, or by that of its whole domain', () => {
  const paused = pausedLanes({
    lanes: [],
    brakes: [
      { ...brake, lane: 'gmx|default|news', by: 'incident:inc_1' },
      { ...brake, lane: 'domain:qq.sim|*|*', by: 'ann' },
      { ...brake, lane: 'yahoo|default|news', suspended_since: null, rate_factor: 0.5 },
    ],
  });
  const by = (lane: string) => brakeOf(paused, lane)?.by;
  expect(['gmx|default|news', 'gmx|default|offers'].map(by)).toEqual(['incident:inc_1', undefined]);
  expect(by('domain:qq.sim|default|news')).toBe('ann');
  expect(by('yahoo|default|news')).toBeUndefined();
});
