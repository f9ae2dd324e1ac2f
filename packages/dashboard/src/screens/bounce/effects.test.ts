import { expect, test } from 'vitest';
import type { Verdict } from '../../api/shapes.ts';
import { countedFor, triedAgain } from './effects.ts';

const verdict = (bounce: Verdict['bounce'], final: boolean): Verdict => ({
  ...{ reason: 'user_unknown', category: 'x', group: 'x', bounce, final, action: 'x', fault: [], confidence: 1 },
  ...{ provider: null, rule: 'x', code: 550, status: null, template: '', evidence: [] },
  ...{ retry_after: null, blocklist: null, help_url: null },
});
const told = { type: 'bounced', trusted: true, incident_id: null, verdict: verdict('hard', true) } as const;

test.each([
  ['a hard bounce is the list’s', told, 'list'],
  ['a soft one the sender’s', { ...told, verdict: verdict('soft', true) }, 'sender'],
  ['a hard word that is not final is a soft bounce', { ...told, verdict: verdict('hard', false) }, 'sender'],
  ['a deferral is soft', { ...told, type: 'deferred', verdict: verdict('soft', false) }, 'sender'],
  ['a complaint', { ...told, type: 'feedback_received' }, 'complaints'],
  ['expired', { ...told, type: 'expired', verdict: verdict('soft', true) }, 'sender'],
  ['none of both', { ...told, verdict: verdict('none', true) }, null],
  ['whoever proves nothing is not counted', { ...told, trusted: false }, null],
  ['soft when an incident holds it, whatever it says', { ...told, incident_id: 'inc_1' }, 'sender'],
] as const)('%s', (_, event, rate) => {
  expect(countedFor(event).rate).toBe(rate);
});

test('what is final is not tried again', () => {
  expect(triedAgain(told)).toMatch(/^Not tried again/);
  expect(triedAgain({ type: 'deferred', verdict: verdict('soft', false) })).toBe('Tried again');
});
