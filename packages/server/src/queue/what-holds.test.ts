import { expect, test } from 'vitest';
import type { LaneState } from '../store/rows.ts';
import type { LaneView } from './control.ts';
import { whatHolds } from './what-holds.ts';

const lane = 'mx.gmail.example|default|news';
const view = (state: Partial<LaneState>): LaneView => ({
  ...{ lane, site: 'mx.gmail.example', source: 'default', stream: 'news' },
  ...{ ready: 0, sending: 0, connections: 0, rate: 0, lastFailure: null },
  state: {
    ...{ lane, suspendedSince: 1, suspendedUntil: null, suspendedTotal: 0, rateFactor: null, rateUntil: null },
    ...{ why: 'repairs', by: 'ann', ...state },
  },
});

test.each<[string, Partial<LaneState>, string | null]>([
  ['a person', {}, 'paused: repairs (ann)'],
  ['an answer', { by: 'auto', why: '554 5.7.1 blocked' }, 'suspended: 554 5.7.1 blocked'],
  [
    'an incident',
    { by: 'incident:inc_1', why: 'Our own incident inc_1: on a blocklist' },
    'paused: Our own incident inc_1: on a blocklist',
  ],
  ['nothing, when it is only slow', { suspendedSince: null, rateFactor: 0.5 }, null],
])('%s', (_, state, said) => {
  expect(whatHolds(lane, [view(state)])).toBe(said);
});

test('nothing is said of a lane that nobody knows, or of mail that waits in none', () => {
  expect(whatHolds('other|default|news', [view({})])).toBeNull();
  expect(whatHolds(null, [view({})])).toBeNull();
});
