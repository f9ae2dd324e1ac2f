import { expect, it } from 'vitest';
import { causeText } from './verdicts.ts';

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
