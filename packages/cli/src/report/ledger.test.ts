import { explain } from '@hearback/bounce';
import type { Attempt, Outcome } from '@hearback/server/logs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Ledger } from './ledger.ts';
import type { Tally } from './tally.ts';

const noon = Date.UTC(2026, 10, 24, 12);
const replies: Readonly<Record<Outcome, string>> = {
  delivered: '',
  deferred: '450 4.7.1 Greylisted, try again later',
  failed: '550 5.1.1 User unknown',
  expired: '450 4.2.2 mailbox full: retry timeout exceeded',
};

const attempt = (outcome: Outcome, more: Partial<Attempt> = {}): Attempt => ({
  at: noon,
  message: 'A1',
  recipient: 'ann@firm.example',
  outcome,
  mx: 'mx1.firm.example',
  reply: replies[outcome],
  sender: 'news.example.org',
  list: 'spring',
  ...more,
});

function ledgerOf(...attempts: readonly Attempt[]): Ledger {
  const ledger = new Ledger(explain);
  for (const each of attempts) ledger.record(each);
  return ledger;
}

const counts = (ledger: Ledger) => {
  const { n, delivered, recovered, waiting, hard, refused, soft } = ledger.calendar.total();
  return { n, delivered, recovered, waiting, hard, refused, soft };
};

const none = { n: 1, delivered: 0, recovered: 0, waiting: 0, hard: 0, refused: 0, soft: 0 };

describe('attempts of one message to one recipient are one recipient', () => {
  test('delivered at once', () => {
    expect(counts(ledgerOf(attempt('delivered')))).toEqual({ ...none, delivered: 1 });
  });

  test('deferred three times and delivered: recovered, and soft', () => {
    expect(
      counts(ledgerOf(attempt('deferred'), attempt('deferred'), attempt('deferred'), attempt('delivered'))),
    ).toEqual({ ...none, delivered: 1, recovered: 1, soft: 1 });
  });

  test('deferred and no more: waiting', () => {
    expect(counts(ledgerOf(attempt('deferred')))).toEqual({ ...none, waiting: 1, soft: 1 });
  });

  test('deferred, then refused for good: hard, and soft', () => {
    expect(counts(ledgerOf(attempt('deferred'), attempt('failed')))).toEqual({ ...none, hard: 1, soft: 1 });
  });

  test('a final block is no hard bounce', () => {
    expect(
      counts(
        ledgerOf(
          attempt('failed', {
            reply: '554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org',
          }),
        ),
      ),
    ).toEqual({ ...none, refused: 1, soft: 1 });
  });

  test('a deferral stays soft however final its words sound', () => {
    expect(counts(ledgerOf(attempt('deferred', { reply: '450 4.1.1 User unknown' })))).toEqual({
      ...none,
      waiting: 1,
      soft: 1,
    });
  });

  test('a bounce that comes back after the delivery takes the delivery back', () => {
    expect(counts(ledgerOf(attempt('delivered'), attempt('failed')))).toEqual({ ...none, hard: 1 });
  });

  test('other recipients and other messages are others', () => {
    const ledger = ledgerOf(
      attempt('delivered'),
      attempt('deferred', { recipient: 'bob@firm.example' }),
      attempt('failed', { message: 'A2' }),
      attempt('delivered', { recipient: 'bob@firm.example' }),
    );
    expect(counts(ledger)).toEqual({ ...none, n: 3, delivered: 2, recovered: 1, hard: 1, soft: 1 });
  });

  test('the same file twice changes nothing', () => {
    const lines = [
      attempt('delivered'),
      attempt('deferred', { message: 'A2' }),
      attempt('delivered', { message: 'A2' }),
      attempt('failed', { message: 'A3' }),
    ];
    expect(counts(ledgerOf(...lines, ...lines))).toEqual(counts(ledgerOf(...lines)));
  });
});

describe('expiry', () => {
  test('said by the reply: hard, and it remembers what it waited for', () => {
    const ledger = ledgerOf(
      attempt('deferred', { reply: '452 4.2.2 Mailbox full' }),
      attempt('expired', { reply: '452 4.2.2 Mailbox full' }),
    );
    expect(counts(ledger)).toEqual({ ...none, hard: 1, soft: 1 });
    const verdicts = ledger.causes.table.ranked().map(({ verdict }) => [verdict.reason, verdict.last_transient]);
    expect(verdicts).toEqual([['message_expired', 'mailbox_full']]);
  });

  test('said for a whole message: those who wait, and no others', () => {
    const ledger = ledgerOf(
      attempt('deferred'),
      attempt('deferred', { recipient: 'bob@firm.example' }),
      attempt('delivered', { recipient: 'eve@firm.example' }),
      attempt('expired', { recipient: null }),
    );
    expect(counts(ledger)).toEqual({ ...none, n: 3, delivered: 1, hard: 2, soft: 2 });
  });
});

describe('tables', () => {
  test('each recipient is in each of its tables once', () => {
    const ledger = ledgerOf(attempt('deferred'), attempt('delivered'), attempt('failed', { message: 'A2' }));
    for (const table of [ledger.domains, ledger.senders, ledger.lists])
      expect(table.ranked().map(({ tally }) => [tally.name, tally.n, tally.hard, tally.recovered])).toEqual([
        [expect.any(String), 2, 1, 1],
      ]);
    expect(
      ledger.causes.table.ranked().map(({ verdict, tally }) => [verdict.reason, tally.n, tally.recovered]),
    ).toEqual([
      ['greylisted', 1, 1],
      ['user_unknown', 1, 0],
    ]);
  });

  test('replies that differ in ids and addresses are one cause', () => {
    const unknown = (n: number) =>
      attempt('failed', {
        message: `M${n}`,
        recipient: `u${n}@firm.example`,
        reply: `550 5.1.1 <u${n}@firm.example>: user unknown d9443c01a7336-20c8f1b2c3d${n}`,
      });
    expect(ledgerOf(...[1, 2, 3].map(unknown)).causes.table.ranked()).toHaveLength(1);
  });

  test('the provider is the one of the host that took the connection', () => {
    const ledger = ledgerOf(
      attempt('deferred', { mx: null, reply: '4.4.3 Host or domain name not found' }),
      attempt('delivered', { mx: 'aspmx.l.google.com' }),
    );
    const google = ledger.receivers.names.indexOf('google');
    expect(ledger.calendar.receiver('google', google)).toMatchObject({ n: 1, recovered: 1 });
  });
});

/** A tally as a reader of the report sees it. */
const shown = (tally: Tally) => ({ ...tally, reasons: tally.causes() });

const view = (ledger: Ledger) => ({
  counts: counts(ledger),
  domains: ledger.domains.ranked().map(({ tally }) => shown(tally)),
  senders: ledger.senders.ranked().map(({ tally }) => shown(tally)),
  lists: ledger.lists.ranked().map(({ tally }) => shown(tally)),
  causes: ledger.causes.table
    .ranked()
    .map(({ tally, provider, sample, verdict }) => ({ ...shown(tally), provider, sample, reason: verdict.reason })),
  hours: ledger.calendar.hours().map(([hour, tally]) => [hour, shown(tally)]),
});

test('counters do not depend on the order of attempts', () => {
  const anyAttempt = fc.record({
    outcome: fc.constantFrom<Outcome>('delivered', 'deferred', 'failed', 'expired'),
    message: fc.constantFrom('A1', 'A2', 'A3'),
    recipient: fc.constantFrom('ann@firm.example', 'bob@firm.example', 'eve@shop.example'),
    minute: fc.nat(300),
    reply: fc.constantFrom(
      '550 5.1.1 User unknown',
      '554 5.7.1 Message looks like spam',
      '450 4.7.1 Greylisted',
      '452 4.2.2 Mailbox full',
    ),
  });
  // A recipient's attempts are at different times, and a message is delivered to it once.
  const history = fc.uniqueArray(anyAttempt, {
    maxLength: 12,
    selector: ({ message, recipient, minute, outcome }) =>
      `${message} ${recipient} ${outcome === 'delivered' ? 'delivered' : minute}`,
  });
  fc.assert(
    fc.property(
      history.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        const read = (from: typeof list) =>
          view(
            ledgerOf(
              ...from.map(({ minute, outcome, reply, ...rest }) =>
                attempt(outcome, { ...rest, at: noon + minute * 60_000, reply: outcome === 'delivered' ? '' : reply }),
              ),
            ),
          );
        expect(read(shuffled)).toEqual(read(list));
      },
    ),
  );
});

test('memory is bounded, and what is forgotten while it waits is said', () => {
  const ledger = new Ledger(explain, 100);
  for (let n = 0; n < 1000; n++) ledger.record(attempt('deferred', { message: `M${n}` }));
  expect(counts(ledger)).toMatchObject({ n: 1000, waiting: 1000 });
  expect(ledger.forgotten).toBeGreaterThanOrEqual(800);
});
