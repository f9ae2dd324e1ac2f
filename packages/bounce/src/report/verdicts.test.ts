import { describe, expect, test } from 'vitest';
import type { DraftRecipient } from './format.ts';
import { judge, verdictOf } from './verdicts.ts';

const judged = (entry: Partial<DraftRecipient>) =>
  judge({ recipient: 'ann@example.org', action: 'failed', diagnostic: null, ...entry });

describe('the status reported', () => {
  test.each([
    ["the reply's own", '550 4.2.2 quota', '5.0.0', '4.2.2'],
    ['the field, when the reply has none', '550 no', '5.1.1', '5.1.1'],
    ['the field, even when it says little', '550 no', '5.0.0', '5.0.0'],
    ['none', '550 no', null, null],
  ])('%s', (_, diagnostic, status, expected) => {
    expect(judged({ diagnostic, status }).status).toBe(expected);
  });
});

test('a recipient has no control characters', () => {
  const { recipient, original_recipient } = judged({ recipient: 'ann@example.org\0\x1b', original_recipient: '\n' });
  expect([recipient, original_recipient]).toEqual(['ann@example.org', null]);
});

describe('why', () => {
  test('by the reply', () => {
    expect(judged({ diagnostic: '552 5.2.2 mailbox full', status: '5.1.1' }).verdict.reason).toBe('mailbox_full');
  });

  test('by the Status field, where the words say nothing', () => {
    expect(judged({ status: '5.1.1' }).verdict).toMatchObject({ reason: 'user_unknown', status: '5.1.1' });
    expect(judged({ diagnostic: '550 xyzzy', status: '5.2.2' }).verdict).toMatchObject({
      reason: 'mailbox_full',
      code: 550,
    });
  });

  test("beside a reply that has a code alone, the sending server's Status ends no address", () => {
    const status = '5.1.1';
    expect(judged({ diagnostic: '550 xyzzy', status }).verdict).toMatchObject({
      reason: 'user_unknown',
      action: 'count',
      confidence: 0.6,
    });
    expect(judged({ diagnostic: '550 Acme Ltd., see https://example.org/why', status }).verdict).toMatchObject({
      reason: 'blocked_unspecified',
      action: 'pause',
    });
    expect(judged({ diagnostic: '550 User unknown', status }).verdict.action).toBe('suppress');
  });

  test('a status that says nothing decides nothing', () => {
    expect(judged({ diagnostic: 'xyzzy', status: '5.0.0' }).verdict.reason).toBe('undetermined');
  });

  test('the receiver is known by its host, not by an address', () => {
    expect(judged({ diagnostic: '550 no', remote_mta: 'aspmx.l.google.com (192.0.2.7)' }).verdict.provider).toBe(
      'google',
    );
    expect(judged({ diagnostic: '550 no', remote_mta: '192.0.2.7' }).verdict.provider).toBeNull();
  });
});

describe('the server gave up', () => {
  test.each([
    ['a temporary code', { diagnostic: '421 4.7.0 later' }],
    ['a temporary status', { diagnostic: 'connection refused', status: '4.4.1' }],
    ['its own words', { diagnostic: 'retry timeout exceeded', status: '5.0.0' }],
    ['the expiry status', { status: '5.4.7' }],
    ['the format reader says so', { diagnostic: 'no answer', expired: true }],
  ])('%s', (_, entry) => {
    expect(judged(entry).verdict).toMatchObject({ reason: 'message_expired', bounce: 'hard', final: true });
  });

  test('not when the last reply was final', () => {
    expect(judged({ diagnostic: '550 5.1.1 user unknown', status: '4.0.0' }).verdict.reason).toBe('user_unknown');
    expect(judged({ diagnostic: '450 4.2.2 full', expired: false }).verdict.reason).toBe('mailbox_full');
  });

  test('keeps the last temporary reason', () => {
    expect(judged({ diagnostic: '452 4.2.2 mailbox full: retry timeout exceeded' }).verdict.last_transient).toBe(
      'mailbox_full',
    );
    expect('last_transient' in judged({ diagnostic: 'retry timeout exceeded' }).verdict).toBe(false);
  });
});

describe('behind the words about giving up', () => {
  test.each([
    [
      "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1) I'm not going to try again; this message has been in the queue too long.",
      'connection_failure',
    ],
    [
      'Deferred: Connection refused by mx.example.org. Message could not be delivered for 5 days Message will be deleted from queue',
      'connection_failure',
    ],
    ['452 4.2.2 <ann@example.org> Mailbox full: retry timeout exceeded', 'mailbox_full'],
    [
      '451 4.7.1 Greylisted, come back later: retry time not reached for any host after a long failure period',
      'greylisted',
    ],
  ])('%s', (diagnostic, reason) => {
    const { verdict } = judged({ diagnostic });
    expect(verdict).toMatchObject({ reason: 'message_expired', last_transient: reason });
    expect(verdict.evidence.map(({ start, end }) => diagnostic.slice(start, end))).toEqual(
      verdict.evidence.map(({ text }) => text),
    );
  });

  test('a final reply decides itself', () => {
    expect(judged({ diagnostic: '550 5.1.1 user unknown: retry timeout exceeded' }).verdict.reason).toBe(
      'user_unknown',
    );
    expect(judged({ diagnostic: '550 4.4.7 QUEUE.Expired; message expired' }).verdict.reason).toBe('message_expired');
    // The sending server's own code, behind which stands what it waited for.
    expect(
      judged({ diagnostic: '550 5.4.317 Message expired, cannot connect to remote server' }).verdict,
    ).toMatchObject({
      reason: 'message_expired',
      last_transient: 'connection_failure',
    });
    // What is left behind these words is about a recipient, but says nothing of it.
    const diagnostic = '550 5.4.7 Delivery time expired (in reply to RCPT TO command)';
    expect(judged({ diagnostic }).verdict.reason).toBe('message_expired');
  });
});

test('a delay is never final, whatever the reply', () => {
  expect(judged({ action: 'delayed', diagnostic: '550 5.1.1 user unknown' }).verdict).toMatchObject({
    final: false,
    bounce: 'soft',
  });
});

test('a reason that no reply told', () => {
  expect(verdictOf('complaint')).toMatchObject({
    reason: 'complaint',
    action: 'suppress',
    bounce: 'none',
    category: 'other',
  });
});

test('a delay notice never asks to stop mail, whatever the reply says', () => {
  const { verdict } = judge({ recipient: 'ann@example.org', action: 'delayed', diagnostic: '550 5.1.1 User unknown' });
  expect(verdict).toMatchObject({ reason: 'user_unknown', bounce: 'soft', final: false, action: 'retry' });
});

test('a temporary reply in a failure notice has expired, although the server wrote a permanent Status', () => {
  const diagnostic = '452 4.2.2 Mailbox full';
  const { verdict } = judge({ recipient: 'ann@example.org', action: 'failed', status: '5.0.0', diagnostic });
  expect(verdict).toMatchObject({ reason: 'message_expired', last_transient: 'mailbox_full', final: true });
});
