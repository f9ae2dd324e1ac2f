/** Findings say what is wrong, with the numbers, whose fault it is and what to do; and nothing where nothing is. */
import type { Reason } from '@hearback/bounce';
import { describe, expect, test } from 'vitest';
import { type Counts, day } from '../ledger/contributions.ts';
import { diagnose } from './diagnose.ts';
import type { Cause, Compared, Facts, Part, SubjectDimension } from './facts.ts';
import { defaultThresholds, noCounts, ratesFrom } from './rates.ts';
import type { OriginOf } from './suspects.ts';

const window = { from: 0, to: 7 * day };
const unlooked: OriginOf = () => undefined;

const compared = (key: string, now: Partial<Counts>, before: Partial<Counts> | null = null): Compared => ({
  now: ratesFrom(key, { ...noCounts, ...now }),
  before: before === null ? null : ratesFrom(key, { ...noCounts, ...before }),
});
const part = (
  dimension: SubjectDimension,
  key: string,
  now: Partial<Counts>,
  before: Partial<Counts> | null = null,
): Part => ({ ...compared(key, now, before), dimension });
const cause = (reason: Reason, counts: Partial<Counts>): Cause => ({ reason, counts: { ...noCounts, ...counts } });

function facts(change: Partial<Facts> & { readonly causesBy?: Readonly<Record<string, readonly Cause[]>> }): Facts {
  const { causesBy = {}, ...given } = change;
  const whole = given.whole ?? compared('', { attempted: 10_000, delivered: 9900, hard: 50, soft: 50 });
  return {
    ...{ subject: null, window, thresholds: defaultThresholds, parts: [], causes: [], incidents: [] },
    ...{ whole, counted: whole },
    causesOf: ({ dimension, key }) => causesBy[`${dimension} ${key}`] ?? [],
    ...given,
  };
}

test('all is well: a sentence with its numbers and no finding', () => {
  const { state, sentence, findings, unknown } = diagnose(facts({}), unlooked);
  expect([state, findings]).toEqual(['ok', []]);
  expect(sentence).toBe('Healthy: 0.50 % hard and 0.50 % soft bounces among 10,000 recipients.');
  expect(unknown).toEqual({ count: 0, n: 0, share: null });
});

test('a list that rose over its limit: from what to what, mostly why, where, and what to do', () => {
  const rise = facts({
    whole: compared('', { attempted: 48_210, hard: 900, soft: 400 }),
    parts: [
      part('list', 'news', { attempted: 4102, hard: 324 }, { attempted: 4000, hard: 48 }),
      part('list', 'shop', { attempted: 9000, hard: 40 }, { attempted: 9000, hard: 41 }),
    ],
    causesBy: {
      'list news': [
        cause('user_disabled', { attempted: 14, hard: 14 }),
        cause('user_unknown', { attempted: 310, hard: 310 }),
      ],
    },
  });
  const { state, sentence, findings } = diagnose(rise, ({ subject }) =>
    subject?.key === 'news' ? { provider: 'yahoo', domain: 'yahoo.com', share: 0.93 } : undefined,
  );
  expect(state).toBe('breached');
  expect(sentence).toBe(
    'Not healthy, with one thing over its limit: 1.87 % hard and 0.83 % soft bounces among 48,210 recipients.',
  );
  expect(findings).toEqual([
    {
      ...{ severity: 'breached', kind: 'list_hard', dimension: 'list', key: 'news', count: 324, fault: 'list' },
      sentence:
        'Hard bounces of list news rose from 1.20 % to 7.90 % (n 4,102, 95 % interval 7.11–8.76 %, limit 5 %): 310 of 324 are “mailbox does not exist”, 93 % at yahoo.com.',
      next_step: 'Mailbox does not exist: stop mailing these addresses.',
      ...{ provider: 'yahoo', reason: 'user_unknown', template: null, incident_id: null },
      query: 'list:news class:hard provider:yahoo reason:user_unknown since:7d',
    },
  ]);
});

test('a sender is judged by its soft bounces, and one that only shares what all have is not named', () => {
  const causes = [cause('rate_limited', { attempted: 500, soft: 500 })];
  const { findings } = diagnose(
    facts({
      whole: compared('', { attempted: 10_000, soft: 600, recovered: 480 }),
      causes,
      parts: [
        part('sender_domain', 'shop.example', { attempted: 2000, soft: 500 }),
        part('sender_domain', 'news.example', { attempted: 8000, soft: 100 }),
        part('stream', 'default', { attempted: 10_000, soft: 600 }),
      ],
      causesBy: { 'sender_domain shop.example': causes },
    }),
    unlooked,
  );
  expect(findings.map(({ kind, dimension, key, severity }) => [kind, dimension, key, severity])).toEqual([
    ['overall_soft', 'all', '', 'breached'],
    ['sender_soft', 'sender_domain', 'shop.example', 'breached'],
  ]);
  expect(findings[0]?.sentence).toMatch(/^Soft bounces of all mail are 6.00 % .* 480 were delivered later\.$/);
  expect(findings[1]).toMatchObject({
    fault: 'sender',
    next_step: 'Rate limited: send slower: fewer connections and messages at a time.',
    query: 'sender:shop.example class:soft reason:rate_limited since:7d',
  });
});

describe('is it me or Gmail?', () => {
  const whole = compared('', { attempted: 20_000, soft: 390 });
  const at = (reason: Reason) =>
    diagnose(
      facts({
        whole,
        parts: [
          part('provider', 'yahoo', { attempted: 4102, soft: 373 }),
          part('provider', 'google', { attempted: 15_898, soft: 17 }),
        ],
        causesBy: { 'provider yahoo': [cause(reason, { attempted: 373, soft: 373 })] },
      }),
      unlooked,
    );

  test('one provider alone is named beside all others', () => {
    const { state, sentence, findings } = at('rate_limited');
    expect(state).toBe('ok');
    expect(sentence).toMatch(/^Healthy, with one thing to look at: /);
    expect(findings[0]?.sentence).toBe(
      'Only at Yahoo: 9.09 % soft bounces (n 4,102, 95 % interval 8.25–10.0 %, limit 2 %), 0.11 % everywhere else; 373 of 373 are “rate limited”.',
    );
    expect(findings[0]).toMatchObject({ kind: 'one_provider', severity: 'watch', fault: 'sender', provider: 'yahoo' });
  });

  test('when their side is at fault, waiting is what there is to do', () => {
    expect(at('receiver_temporary_failure').findings[0]).toMatchObject({
      fault: 'receiver',
      next_step: expect.stringMatching(/^The trouble is on their side: wait/),
    });
  });

  test('where everybody bounces it is not one provider', () => {
    const { findings } = diagnose(
      facts({
        whole: compared('', { attempted: 20_000, soft: 1800 }),
        parts: [
          part('provider', 'yahoo', { attempted: 4000, soft: 360 }),
          part('provider', 'google', { attempted: 16_000, soft: 1440 }),
        ],
      }),
      unlooked,
    );
    expect(findings.map(({ kind }) => kind)).toEqual(['overall_soft']);
  });
});

test('a block of few recipients is told, with where it is and what repairs it', () => {
  const { findings } = diagnose(
    facts({
      causes: [cause('auth_dkim', { attempted: 25, soft: 25 }), cause('dnsbl_ip', { attempted: 2, soft: 2 })],
      parts: [part('provider', 'google', { attempted: 5000, soft: 25 })],
      causesBy: { 'provider google': [cause('auth_dkim', { attempted: 24, soft: 24 })] },
    }),
    unlooked,
  );
  expect(findings).toMatchObject([
    {
      ...{ kind: 'blocked', severity: 'watch', fault: 'sender', reason: 'auth_dkim', provider: 'google', count: 25 },
      sentence: '25 recipients: DKIM failed, 24 of them at Google.',
      query: 'reason:auth_dkim since:7d',
    },
  ]);
});

test('a rise beyond chance is told below the limit; one within chance is not', () => {
  const rising = (hard: number) =>
    diagnose(
      facts({ parts: [part('list', 'news', { attempted: 5000, hard }, { attempted: 5000, hard: 50 })] }),
      unlooked,
    );
  expect(rising(60).findings).toEqual([]);
  const [finding] = rising(150).findings;
  expect(finding).toMatchObject({ kind: 'rise', severity: 'watch', key: 'news', count: 150 });
  expect(finding?.sentence).toMatch(
    /^Hard bounces of list news rose from 1.00 % to 3.00 % against the 7 days before \(n 5,000, .*, limit 5 %\)\.$/,
  );
});

test.each([
  [15, 'watch', 'ok'],
  [60, 'breached', 'breached'],
])('%i complaints of 10,000 are worth a %s', (complaints, severity) => {
  const { findings } = diagnose(facts({ whole: compared('', { attempted: 10_000, complaints }) }), unlooked);
  expect(findings).toMatchObject([{ kind: 'complaints', severity, query: 'class:complaint since:7d' }]);
});

test('what no rule understands is always counted, and a finding when it is much', () => {
  const some = (unknown: number) =>
    diagnose(
      facts({
        causes: [cause('user_unknown', { attempted: 100 - unknown }), cause('undetermined', { attempted: unknown })],
      }),
      unlooked,
    );
  expect(some(4).unknown).toEqual({ count: 4, n: 100, share: 0.04 });
  expect(some(4).findings).toEqual([]);
  expect(some(30).findings).toMatchObject([{ kind: 'not_understood', severity: 'info', count: 30 }]);
});

test.each([
  [0, 'No mail within 7 days.', /^Send through this server/],
  [12, 'Too little mail to judge: 12 recipients, and a rate needs 200.', /longer window/],
])('%i recipients are too few to judge, even when all of them bounce', (attempted, sentence, step) => {
  const found = diagnose(facts({ whole: compared('', { attempted, hard: attempted, soft: attempted }) }), unlooked);
  expect([found.state, found.sentence]).toEqual(['not_enough_mail', sentence]);
  expect(found.findings).toMatchObject([{ severity: 'info', next_step: expect.stringMatching(step) }]);
});

test('a subject alone is judged by what it is: a list by hard, a sender by soft bounces', () => {
  const counts = { attempted: 5000, hard: 400, soft: 400 };
  const of = (dimension: SubjectDimension) =>
    diagnose(facts({ subject: { dimension, key: 'x' }, whole: compared('x', counts) }), unlooked).findings.map(
      ({ kind, key }) => [kind, key],
    );
  expect(of('list')).toEqual([['list_hard', 'x']]);
  expect(of('ip')).toEqual([['sender_soft', 'x']]);
  expect(of('provider')).toEqual([
    ['overall_hard', 'x'],
    ['overall_soft', 'x'],
  ]);
});

test('a stream that is nothing but the mail of one sender is not told beside it', () => {
  const all = { attempted: 2000, soft: 500 };
  const { findings } = diagnose(
    facts({
      parts: [
        part('sender_domain', 'shop.example', all),
        part('stream', 'shop', all),
        part('ip', '192.0.2.1', { attempted: 2400, soft: 600 }),
      ],
    }),
    unlooked,
  );
  expect(findings.map(({ dimension }) => dimension)).toEqual(['ip', 'sender_domain']);
});
