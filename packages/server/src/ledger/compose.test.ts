import type { Reason } from '@hearback/bounce';
import { expect, test } from 'vitest';
import { dominantReason } from './compose.ts';

const notes = (...reasons: readonly Reason[]) =>
  reasons.map((reason, at) => ({ at, reason, code: null, status: null, host: null, text: '' }));

test.each([
  [[], null],
  [['greylisted'], 'greylisted'],
  [['greylisted', 'mailbox_full', 'mailbox_full'], 'mailbox_full'],
  [['mailbox_full', 'mailbox_full', 'greylisted'], 'mailbox_full'],
  // Among equals the latest.
  [['greylisted', 'mailbox_full'], 'mailbox_full'],
  [['greylisted', 'mailbox_full', 'greylisted', 'mailbox_full', 'dns_failure'], 'mailbox_full'],
] as const)('the reason that most of %j gave', (reasons, expected) => {
  expect(dominantReason(notes(...reasons))).toBe(expected);
});
