import { reasonText as libraryText, type Reason, taxonomy } from '@hearback/bounce';
import { expect, it } from 'vitest';
import { causeText, reasonText } from './verdicts.ts';

it('a reason is called on the page as the server calls it in its sentences', () => {
  // Here it stands in lists of what failed, where "message expired" would not say where.
  const own = new Set<Reason>(['message_expired']);
  const reasons = (Object.keys(taxonomy) as Reason[]).filter((reason) => !own.has(reason));
  expect(reasons.length).toBeGreaterThan(40);
  expect(reasons.map(reasonText)).toEqual(reasons.map(libraryText));
});

it('of what expired, the cause is what most attempts were told', () => {
  const expired = { type: 'expired', verdict: { reason: 'message_expired' }, dominant_reason: 'mailbox_full' };
  expect(causeText(expired)).toBe('expired: mailbox full');
  expect(causeText({ ...expired, dominant_reason: null })).toBe('expired in the queue');
  // A notice of another server's that gave up.
  const notice = {
    type: 'bounce_received',
    verdict: { reason: 'message_expired', last_transient: 'connection_failure' },
  };
  expect(causeText(notice)).toBe('expired: connection failure');
  expect(causeText({ type: 'bounced', verdict: { reason: 'user_unknown' } })).toBe('mailbox does not exist');
  expect(causeText({ type: 'feedback_received', verdict: null })).toBe('complaint received');
});
