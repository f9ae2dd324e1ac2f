import { describe, expect, it } from 'vitest';
import { minute, start } from '../store/store.fixture.ts';
import type { Alert, Silence } from '../store/store.ts';
import type { AlertRule, Condition } from './condition.ts';
import { type Seen, transitionsOf } from './transitions.ts';

const rule: AlertRule = {
  ...{ name: 'list_hard_rate', description: '', severity: 'warning', calm: 15 * minute, look: async () => [] },
  threshold: { byDefault: 0.05, unit: 'share' },
};
const conditionOf = (change: Partial<Condition> = {}): Condition => ({
  ...{ key: 'news', firing: true, value: 0.07, sentence: 'News bounces.', nextStep: 'Clean it.' },
  ...change,
});
const seeing = (...conditions: readonly Condition[]): readonly Seen[] => [{ rule, threshold: 0.05, conditions }];
const standing = (change: Partial<Alert> = {}): Alert => ({
  ...{ id: 'alt_1', rule: rule.name, key: 'news', severity: 'warning', sentence: 'News bounces.' },
  ...{ nextStep: 'Clean it.', state: 'open', openedAt: start, acknowledgedAt: null, acknowledgedBy: null },
  ...{ resolvedAt: null, resolvedBy: null, calmSince: null, toldAt: start, value: 0.07, threshold: 0.05 },
  notifications: 1,
  ...change,
});
const silence = (change: Partial<Silence> = {}): Silence => ({
  ...{ id: 'sil_1', rule: null, key: null, until: start + minute, why: '', by: 'ann', createdAt: start },
  ...change,
});

describe('a condition', () => {
  it('opens one alert, which says what the rule saw', () => {
    expect(transitionsOf(seeing(conditionOf()), [], [], start)).toMatchObject([
      {
        ...{ kind: 'open', tell: true },
        alert: { rule: rule.name, key: 'news', severity: 'warning', value: 0.07, threshold: 0.05, openedAt: start },
      },
    ]);
    expect(transitionsOf(seeing(conditionOf()), [standing()], [], start)).toEqual([]);
  });

  it('that is only near opens none, but keeps one that stands', () => {
    const near = conditionOf({ firing: false });
    expect(transitionsOf(seeing(near), [], [], start)).toEqual([]);
    expect(transitionsOf(seeing(near), [standing()], [], start + 100 * minute)).toEqual([]);
  });

  it('changes the sentence of its alert without telling it again', () => {
    const worse = conditionOf({ sentence: 'News bounces more.', value: 0.09 });
    expect(transitionsOf(seeing(worse), [standing()], [], start)).toMatchObject([
      { kind: 'change', change: { sentence: 'News bounces more.', value: 0.09 }, tell: null },
    ]);
  });
});

describe('an alert whose condition is gone', () => {
  it('is over in time when the clock was set back meanwhile', () => {
    const calm = standing({ calmSince: start + 120 * 60 * minute });
    expect(transitionsOf(seeing(), [calm], [], start)).toMatchObject([{ change: { calmSince: start }, tell: null }]);
  });

  it('is resolved when that has lasted, acknowledged or not', () => {
    expect(transitionsOf(seeing(), [standing()], [], start)).toMatchObject([
      { change: { calmSince: start }, tell: null },
    ]);
    const calm = standing({ calmSince: start, state: 'acknowledged' });
    expect(transitionsOf(seeing(), [calm], [], start + 14 * minute)).toEqual([]);
    expect(transitionsOf(seeing(), [calm], [], start + 15 * minute)).toMatchObject([
      { change: { state: 'resolved', resolvedAt: start + 15 * minute }, tell: 'resolved' },
    ]);
  });

  it('begins to wait anew when it comes back in between', () => {
    expect(transitionsOf(seeing(conditionOf()), [standing({ calmSince: start })], [], start + minute)).toMatchObject([
      { change: { calmSince: null }, tell: null },
    ]);
  });

  it('stays as it is when the rule could not be looked at, and is over when the rule is off', () => {
    expect(transitionsOf([], [standing()], [], start + 100 * minute)).toEqual([]);
    expect(transitionsOf([{ rule, off: true }], [standing()], [], start)).toMatchObject([
      { change: { state: 'resolved' } },
    ]);
  });
});

describe('a silence', () => {
  it.each([
    ['of everything', {}, false],
    ['of the rule', { rule: rule.name }, false],
    ['of the key', { rule: rule.name, key: 'news' }, false],
    ['of another key', { key: 'other' }, true],
    ['of another rule', { rule: 'queue_age' }, true],
    ['that has ended', { until: start }, true],
    ['that a clock set that was ahead', { createdAt: start + 40 * 60 * minute, until: start + 42 * 60 * minute }, true],
  ])('%s decides whether it is told', (_, change, tell) => {
    expect(transitionsOf(seeing(conditionOf()), [], [silence(change)], start)).toMatchObject([{ tell }]);
  });

  it('that ends lets what still stands be told; what ended within it never is', () => {
    const untold = standing({ toldAt: null });
    expect(transitionsOf(seeing(conditionOf()), [untold], [silence()], start)).toEqual([]);
    expect(transitionsOf(seeing(conditionOf()), [untold], [silence()], start + minute)).toMatchObject([
      { change: { toldAt: start + minute }, tell: 'opened' },
    ]);
    expect(transitionsOf(seeing(), [{ ...untold, calmSince: start }], [], start + 15 * minute)).toMatchObject([
      { change: { state: 'resolved' }, tell: null },
    ]);
  });
});
