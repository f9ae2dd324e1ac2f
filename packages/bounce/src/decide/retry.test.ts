import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days, defaultRetryPolicy, hours, minutes, type RetryPolicy } from './policy.ts';
import { decideRetry, type FailedAttempt, fraction } from './retry.ts';
import { verdictOf } from './verdict.fixture.ts';

const acceptedAt = Date.UTC(2026, 10, 24, 9);
const steady: RetryPolicy = { ...defaultRetryPolicy, jitter: 0 };
const attempt = (change: Partial<FailedAttempt> = {}): FailedAttempt => ({
  verdict: verdictOf('greylisted'),
  attempts: 1,
  acceptedAt,
  now: acceptedAt,
  seed: 'msg_1 ann@example.org',
  ...change,
});

/** Instants of all attempts, as offsets from acceptance, until the message ends. */
function attemptsOf(policy: RetryPolicy, change: Partial<FailedAttempt> = {}): { at: number[]; end: string } {
  const at = [0];
  for (;;) {
    const decision = decideRetry(
      attempt({ ...change, attempts: at.length, now: acceptedAt + (at.at(-1) ?? 0) }),
      policy,
    );
    if (decision.kind !== 'retry') return { at, end: decision.kind === 'expire' ? decision.because : decision.kind };
    at.push(decision.at - acceptedAt);
  }
}

describe('the schedule', () => {
  test('by default: 15 m, 30 m, 1 h, 2 h, 4 h, then every 6 h, until 5 days', () => {
    const { at, end } = attemptsOf(steady);
    const waits = at.slice(1).map((instant, i) => (instant - (at[i] ?? 0)) / hours);
    expect(waits.slice(0, 8)).toEqual([0.25, 0.5, 1, 2, 4, 6, 6, 6]);
    expect(at.at(-1)).toBe(5 * days);
    expect(end).toBe('max_age');
  });

  test('may be any list of waits; the last repeats, as with MailerQ', () => {
    const policy = { ...steady, schedule: [0, 10 * minutes, 10 * minutes, 30 * minutes], maxAttempts: 6 };
    expect(attemptsOf(policy)).toEqual({ at: [0, 10, 20, 50, 80, 110].map((m) => m * minutes), end: 'max_attempts' });
  });

  test('a code that must arrive within ten minutes gets its second attempt at the deadline', () => {
    expect(attemptsOf({ ...steady, maxAge: 10 * minutes })).toEqual({ at: [0, 10 * minutes], end: 'max_age' });
  });

  test('no last attempt so soon before the deadline that it cannot help', () => {
    expect(attemptsOf({ ...steady, maxAge: 16 * minutes })).toEqual({ at: [0, 15 * minutes], end: 'max_age' });
  });

  test('an empty list does not hammer the receiver', () => {
    expect(decideRetry(attempt(), { ...steady, schedule: [] })).toMatchObject({ at: acceptedAt + 1000 });
  });
});

describe('what the reply says', () => {
  test('a final verdict bounces, whatever its first digit', () => {
    const verdict = verdictOf('user_unknown', { code: 450, final: true });
    expect(decideRetry(attempt({ verdict }))).toEqual({ kind: 'bounce', verdict });
  });

  test('a 5yz that is really a rate limit is tried again', () => {
    expect(decideRetry(attempt({ verdict: verdictOf('rate_limited', { code: 550 }) })).kind).toBe('retry');
  });

  test('a longer wait that the receiver names is honoured and never cut short', () => {
    const verdict = verdictOf('greylisted', { retry_after: 3600 });
    expect(decideRetry(attempt({ verdict }), steady)).toEqual({
      kind: 'retry',
      at: acceptedAt + hours,
      because: 'receiver',
    });
    const waits = Array.from({ length: 100 }, (_, i) => {
      const decision = decideRetry(attempt({ verdict, seed: String(i) }));
      return decision.kind === 'retry' ? decision.at - acceptedAt : 0;
    });
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(hours);
    // Those that were told the same do not all come back at once.
    expect(new Set(waits).size).toBeGreaterThan(90);
  });

  test('a shorter one does not hurry the schedule, an absurd one is capped', () => {
    const named = (retry_after: number) =>
      decideRetry(attempt({ verdict: verdictOf('greylisted', { retry_after }) }), steady);
    expect(named(60)).toMatchObject({ at: acceptedAt + 15 * minutes, because: 'schedule' });
    expect(named(10 ** 9)).toMatchObject({ at: acceptedAt + 24 * hours });
  });

  test('an expired message keeps the last temporary reason', () => {
    const verdict = verdictOf('mailbox_full', { code: 452, status: '4.2.2' });
    const decision = decideRetry(attempt({ verdict, now: acceptedAt + 5 * days }));
    expect(decision).toMatchObject({
      kind: 'expire',
      because: 'max_age',
      verdict: { reason: 'message_expired', bounce: 'hard', final: true, last_transient: 'mailbox_full', code: 452 },
    });
  });
});

describe('time spent suspended', () => {
  const late = { now: acceptedAt + 6 * days };

  test('makes a message no older', () => {
    expect(decideRetry(attempt(late)).kind).toBe('expire');
    expect(decideRetry(attempt({ ...late, suspendedFor: 2 * days })).kind).toBe('retry');
  });

  test('but not for ever', () => {
    expect(decideRetry(attempt({ now: acceptedAt + 11 * days, suspendedFor: 10 * days })).kind).toBe('expire');
  });
});

describe('jitter', () => {
  test('stays within its share, follows from the seed, and spreads', () => {
    const waits = new Set<number>();
    for (let i = 0; i < 1000; i++) {
      const decision = decideRetry(attempt({ seed: `msg_${i}` }));
      expect(decision).toEqual(decideRetry(attempt({ seed: `msg_${i}` })));
      const wait = decision.kind === 'retry' ? decision.at - acceptedAt : 0;
      expect(Math.abs(wait - 15 * minutes)).toBeLessThanOrEqual(1.5 * minutes);
      waits.add(Math.round(wait / 10_000));
    }
    expect(waits.size).toBe(19);
  });

  test('is even over neighbouring seeds', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const tenth = Math.floor(fraction(`msg_${i}`) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

test('the next attempt is always later, and never after the message’s time', () => {
  const policy = fc.record({
    schedule: fc.array(fc.integer({ min: 0, max: 2 * days })),
    maxAttempts: fc.option(fc.integer({ min: 1, max: 50 })),
    maxAge: fc.integer({ min: 0, max: 30 * days }),
    jitter: fc.double({ min: 0, max: 0.5, noNaN: true }),
    longestNamedWait: fc.integer({ min: 0, max: 2 * days }),
    longestSuspension: fc.constant(0),
  });
  const wait = fc.option(fc.integer({ min: 0, max: 10 ** 6 }));
  fc.assert(
    fc.property(policy, fc.nat(100), fc.nat(40 * days), wait, fc.string(), (any, attempts, age, retry_after, seed) => {
      const now = acceptedAt + age;
      const decision = decideRetry(
        attempt({ verdict: verdictOf('greylisted', { retry_after }), attempts, now, seed }),
        any,
      );
      if (decision.kind !== 'retry') return;
      expect(decision.at).toBeGreaterThan(now);
      expect(decision.at).toBeLessThanOrEqual(acceptedAt + any.maxAge);
      expect(decision.at - now).toBeGreaterThanOrEqual(Math.min((retry_after ?? 0) * 1000, any.longestNamedWait));
    }),
  );
});
