import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Reason, reasons, taxonomy } from '../classify/taxonomy.ts';
import type { AddressEvent, AddressEventType } from './address-event.ts';
import { days, defaultSuppressionPolicy, hours } from './policy.ts';
import { decideSuppression, type SuppressionDecision, stopsMail, suppressionOf } from './suppress.ts';
import { verdictOf } from './verdict.fixture.ts';

const start = Date.UTC(2026, 10, 24, 9);

/** Each event is of a message of its own unless `message_id` says otherwise. */
function event(type: AddressEventType, at: number, reason?: Reason, change: Partial<AddressEvent> = {}): AddressEvent {
  return {
    id: `evt_${type}_${at}_${reason ?? ''}`,
    at: start + at,
    type,
    message_id: `msg_${type}_${at}`,
    verdict: reason === undefined ? null : verdictOf(reason),
    trusted: true,
    incident_id: null,
    who: null,
    ...change,
  };
}

const delivered = (at: number, change: Partial<AddressEvent> = {}) => event('delivered', at, undefined, change);
const bounced = (at: number, reason: Reason = 'user_unknown', change: Partial<AddressEvent> = {}) =>
  event('bounced', at, reason, change);
const deferred = (at: number, reason: Reason = 'mailbox_full') => event('deferred', at, reason);

/** Decides on the events one after the other; `now` is the instant of each. */
function live(...events: AddressEvent[]): SuppressionDecision {
  let decision: SuppressionDecision | undefined;
  events.forEach((next, i) => {
    decision = decideSuppression(events.slice(0, i), next, next.at);
  });
  if (decision === undefined) throw new Error('no event');
  return decision;
}

const stateAfter = (...events: AddressEvent[]): string =>
  suppressionOf(events, Math.max(...events.map(({ at }) => at)))?.state ?? 'none';

describe('a dead address', () => {
  test('that once took mail: provisional, confirmed by a second bounce a day later', () => {
    const first = live(delivered(0), bounced(1 * days));
    expect(first.changes).toMatchObject([
      { from: null, to: { state: 'provisional', reason: 'user_unknown', expires_at: null } },
    ]);
    const second = live(delivered(0), bounced(1 * days), bounced(2 * days, 'user_disabled'));
    expect(second.changes).toMatchObject([
      { from: { state: 'provisional' }, to: { state: 'confirmed', cause: second.changes[0]?.event } },
    ]);
    expect(second.why).toContain('24 hours');
  });

  test('two bounces within a day confirm nothing', () => {
    expect(live(delivered(0), bounced(1 * days), bounced(2 * days - 1)).changes).toEqual([]);
    expect(stateAfter(delivered(0), bounced(1 * days), bounced(2 * days - 1))).toBe('provisional');
  });

  test('that never took mail: confirmed at once', () => {
    expect(live(bounced(0)).changes).toMatchObject([{ to: { state: 'confirmed' } }]);
  });

  test('a delivery clears a provisional entry and what was counted, not a confirmed one', () => {
    const cleared = live(delivered(0), bounced(1 * days), delivered(2 * days));
    expect(cleared.changes).toMatchObject([{ to: { state: 'released' } }]);
    expect(stateAfter(delivered(0), bounced(1 * days), delivered(2 * days), bounced(3 * days))).toBe('provisional');
    expect(stateAfter(bounced(0), delivered(1 * days))).toBe('confirmed');
  });

  test('an entry for a disabled mailbox ends after 180 days, one for an unknown user never', () => {
    const disabled = [bounced(0, 'user_disabled')];
    expect(stopsMail(suppressionOf(disabled, start + 180 * days - 1))).toBe(true);
    expect(suppressionOf(disabled, start + 180 * days)).toMatchObject({ state: 'released', cause: null });
    expect(stopsMail(suppressionOf([bounced(0)], start + 10_000 * days))).toBe(true);
  });

  test('an entry that ends gives way to one that holds for good, not the other way', () => {
    const reasonAfter = (...reasons: Reason[]) =>
      suppressionOf(
        reasons.map((reason, i) => bounced(i * 2 * days, reason)),
        start + 9 * days,
      )?.reason;
    expect(reasonAfter('user_disabled', 'user_unknown')).toBe('user_unknown');
    expect(reasonAfter('user_unknown', 'user_disabled')).toBe('user_unknown');
  });

  test('an unsure or temporary verdict counts as soft only', () => {
    const unsure = bounced(0, 'user_unknown', { verdict: verdictOf('user_unknown', { confidence: 0.5 }) });
    const temporary = bounced(0, 'user_unknown', { verdict: verdictOf('user_unknown', { final: false }) });
    expect(live(unsure)).toMatchObject({ weight: 'soft', changes: [] });
    expect(live(temporary)).toMatchObject({ weight: 'soft', changes: [] });
  });

  test('a provisional entry may be set to let one message through again', () => {
    const policy = { ...defaultSuppressionPolicy, provisionalLasts: 7 * days };
    const history = [delivered(0), bounced(1 * days)];
    expect(stopsMail(suppressionOf(history, start + 7 * days, policy))).toBe(true);
    expect(stopsMail(suppressionOf(history, start + 8 * days, policy))).toBe(false);
    expect(suppressionOf([...history, bounced(9 * days)], start + 9 * days, policy)?.state).toBe('confirmed');
  });
});

describe('one message is one bounce', () => {
  const message_id = 'msg_1';

  test('its reject, its notice a day later and a webhook do not confirm each other', () => {
    const reports = [
      delivered(0),
      bounced(1 * days, 'user_unknown', { message_id }),
      event('bounce_received', 3 * days, 'user_unknown', { message_id }),
      event('bounce_received', 5 * days, 'user_unknown', { message_id }),
    ];
    expect(stateAfter(...reports)).toBe('provisional');
  });

  test('mail that a receiver takes first and bounces later was not delivered', () => {
    const late = event('bounce_received', 1 * hours, 'user_unknown', { message_id });
    expect(live(delivered(0, { message_id }), late).changes).toMatchObject([{ to: { state: 'confirmed' } }]);
    const second = event('bounce_received', 2 * days, 'user_unknown', { message_id: 'msg_2' });
    expect(
      stateAfter(
        delivered(-9 * days),
        delivered(0, { message_id }),
        late,
        delivered(1 * days, { message_id: 'msg_2' }),
        second,
      ),
    ).toBe('confirmed');
  });

  test('days of deferrals of one message are one soft bounce', () => {
    const retries = [0, 5, 10, 15, 20].map((day) => ({ ...deferred(day * days), message_id }));
    expect(stateAfter(...retries)).toBe('none');
  });
});

describe('soft bounces', () => {
  test('suppress for 30 days on the third day, 14 days after the first', () => {
    const decision = live(deferred(0), deferred(7 * days), deferred(14 * days));
    expect(decision.changes).toMatchObject([{ to: { state: 'confirmed', expires_at: start + 44 * days } }]);
    expect(decision.why).toBe('Soft bounces on 3 days over 14 days without a delivery between.');
  });

  test.each([
    ['two days', [deferred(0), deferred(20 * days)]],
    ['three on two days', [deferred(0), deferred(1 * hours), deferred(20 * days)]],
    ['three within a week', [deferred(0), deferred(3 * days), deferred(7 * days)]],
    ['a delivery between', [deferred(0), deferred(7 * days), delivered(8 * days), deferred(14 * days)]],
  ])('%s do not', (_, events) => {
    expect(stateAfter(...events)).toBe('none');
  });

  test('a message that expired counts once, and only where its last reply blamed the address', () => {
    const expired = (at: number, last_transient: Reason) =>
      event('expired', at, 'message_expired', { verdict: verdictOf('message_expired', { last_transient }) });
    expect(stateAfter(expired(0, 'mailbox_full'))).toBe('none');
    expect(stateAfter(...[0, 7, 14].map((day) => expired(day * days, 'mailbox_full')))).toBe('confirmed');
    expect(stateAfter(...[0, 7, 14].map((day) => expired(day * days, 'rate_limited')))).toBe('none');
  });
});

describe('what never suppresses', () => {
  const harmless = reasons.filter(
    (reason) => ['blocked', 'auto_reply'].includes(taxonomy[reason].category) && reason !== 'blocked_by_recipient',
  );

  test.each(harmless)('%s, however often, even where a rule calls for it', (reason) => {
    const verdict = verdictOf(reason, { action: 'suppress', final: true });
    const events = [0, 10, 20, 30].map((day) => bounced(day * days, reason, { verdict }));
    expect(stateAfter(...events)).toBe('none');
  });

  test('a report without proof: no bounce, no complaint, and no delivery that would clear one', () => {
    const trusted = false;
    expect(live(bounced(0, 'user_unknown', { trusted }))).toMatchObject({ weight: 'nothing', changes: [] });
    expect(live(event('feedback_received', 0, 'complaint', { trusted })).changes).toEqual([]);
    expect(stateAfter(delivered(0), bounced(1 * days), delivered(2 * days, { trusted }))).toBe('provisional');
  });
});

describe('people', () => {
  const release = (at: number, who: string | null = 'ann') => event('address_released', at, undefined, { who });

  test('a complaint suppresses at once and for good', () => {
    expect(live(delivered(0), event('feedback_received', 1 * days)).changes).toMatchObject([
      { to: { state: 'confirmed', reason: 'complaint', expires_at: null } },
    ]);
    expect(stateAfter(event('feedback_received', 0), delivered(1 * days), bounced(2 * days, 'user_disabled'))).toBe(
      'confirmed',
    );
  });

  test('a complaint goes before any other cause, and stays the cause', () => {
    const byHand = event('address_suppressed', 2 * days, undefined, { who: 'ann' });
    const events = [bounced(0), event('feedback_received', 1 * days), byHand];
    expect(suppressionOf(events, start + 3 * days)).toMatchObject({ reason: 'complaint', who: null });
  });

  test('who suppresses or releases by hand is kept with the entry', () => {
    const byHand = event('address_suppressed', 0, undefined, { who: 'import of 24 November' });
    expect(live(byHand).changes).toMatchObject([{ to: { state: 'confirmed', who: 'import of 24 November' } }]);
    expect(live(byHand, release(1 * days)).changes).toMatchObject([{ to: { state: 'released', who: 'ann' } }]);
  });

  test('a word by hand may run out; what is heard after that counts as if it had not been said', () => {
    const byHand = event('address_suppressed', 0, undefined, { who: 'ann', expires_at: start + 7 * days });
    expect(suppressionOf([byHand], start + 7 * days - 1)).toMatchObject({
      state: 'confirmed',
      expires_at: start + 7 * days,
    });
    expect(suppressionOf([byHand], start + 7 * days)).toMatchObject({ state: 'released', cause: null });
    expect(suppressionOf([byHand, bounced(8 * days)], start + 9 * days)).toMatchObject({
      state: 'confirmed',
      who: null,
    });
    // And what lasts longer is believed at once.
    expect(suppressionOf([byHand, bounced(1 * days)], start + 9 * days)).toMatchObject({
      state: 'confirmed',
      who: null,
    });
  });

  test('a release starts the count afresh', () => {
    const events = [delivered(0), bounced(1 * days), release(2 * days), bounced(3 * days)];
    expect(stateAfter(...events)).toBe('provisional');
  });

  test('our own records of a change are no new causes', () => {
    expect(live(event('address_suppressed', 0)).changes).toEqual([]);
    expect(stateAfter(bounced(0), release(1 * days, null))).toBe('confirmed');
  });

  test('whom the recipient blocked is suppressed for that sender only', () => {
    const verdict = verdictOf('blocked_by_recipient', { final: true });
    const blocked = (at: number) => bounced(at, 'blocked_by_recipient', { verdict });
    const events = [delivered(0), blocked(1 * days), blocked(3 * days)];
    expect(live(...events).changes).toMatchObject([{ to: { scope: 'sender', state: 'confirmed' } }]);
    expect(stateAfter(...events)).toBe('none');
  });

  test('an unsure, temporary or held block of a sender counts as soft only', () => {
    const blocked = (change: Partial<AddressEvent>) => live(bounced(0, 'blocked_by_recipient', change));
    const verdict = (change: object) => ({ verdict: verdictOf('blocked_by_recipient', { final: true, ...change }) });
    expect(blocked(verdict({})).changes).toMatchObject([{ to: { scope: 'sender', state: 'confirmed' } }]);
    expect(blocked(verdict({ confidence: 0.6 }))).toMatchObject({ weight: 'soft', changes: [] });
    expect(blocked(verdict({ final: false }))).toMatchObject({ weight: 'soft', changes: [] });
    expect(blocked({ ...verdict({}), incident_id: 'inc_1' })).toMatchObject({ weight: 'held', changes: [] });
  });
});

describe('an incident', () => {
  test('holds suppressions while it is open', () => {
    expect(live(bounced(0, 'user_unknown', { incident_id: 'inc_1' }))).toMatchObject({ weight: 'held', changes: [] });
  });

  test('however many incidents an address bounces in, none of it is held against it', () => {
    const each = [1, 9, 17, 30].map((at) => bounced(at * days, 'user_unknown', { incident_id: `inc_${at}` }));
    expect(stateAfter(delivered(0), ...each)).toBe('none');
  });

  test('taking events into it takes back what they caused', () => {
    const before = [delivered(0), bounced(1 * days)];
    const after = before.map((one) => (one.type === 'bounced' ? { ...one, incident_id: 'inc_1' } : one));
    expect(stopsMail(suppressionOf(before, start + 1 * days))).toBe(true);
    expect(stopsMail(suppressionOf(after, start + 1 * days))).toBe(false);
  });

  test('a delivery learned of late takes back what it disproves, and says so', () => {
    const softs = [deferred(0), deferred(7 * days), deferred(14 * days)];
    const late = delivered(8 * days);
    expect(decideSuppression(softs, late, start + 15 * days).changes).toMatchObject([
      { from: { state: 'confirmed' }, to: { state: 'released', cause: late.id } },
    ]);
  });
});

describe('an entry whose history is kept no more', () => {
  const standingAfter = (...events: AddressEvent[]) => suppressionOf(events, start + 3 * days);
  const later = (standing: ReturnType<typeof standingAfter>, ...events: AddressEvent[]) =>
    suppressionOf(events, start + 500 * days, defaultSuppressionPolicy, 'global', standing);

  test('stands until something ends it', () => {
    const complained = standingAfter(event('feedback_received', 0));
    expect(later(complained)).toEqual(complained);
    expect(later(complained, delivered(450 * days))).toEqual(complained);
    expect(later(complained, event('address_released', 450 * days, undefined, { who: 'ann' }))).toMatchObject({
      state: 'released',
    });
    expect(later(standingAfter(bounced(0, 'user_disabled')), bounced(450 * days, 'user_disabled'))).toMatchObject({
      state: 'confirmed',
      expires_at: start + 630 * days,
    });
  });

  test('is confirmed by a second bounce or cleared by a delivery where it is provisional, not by what came before it', () => {
    const provisional = standingAfter(delivered(0), bounced(1 * days));
    expect(later(provisional, delivered(0.5 * days))).toEqual(provisional);
    expect(later(provisional, bounced(450 * days))).toMatchObject({ state: 'confirmed' });
    expect(later(provisional, bounced(1.5 * days))).toMatchObject({ state: 'provisional' });
    expect(later(provisional, delivered(450 * days))).toMatchObject({ state: 'released' });
  });
});

describe('for any history', () => {
  const types = [
    'delivered',
    'deferred',
    'bounced',
    'expired',
    'bounce_received',
    'feedback_received',
    'address_released',
  ] as const;
  const anyEvent = fc
    .record({
      type: fc.constantFrom(...types),
      at: fc.nat(60).map((half) => half * 12 * hours),
      reason: fc.constantFrom(...reasons),
      message: fc.nat(8),
      trusted: fc.boolean(),
      incident_id: fc.constantFrom(null, null, 'inc_1'),
      who: fc.constantFrom(null, 'ann'),
      id: fc.nat(1000),
    })
    .map(({ type, at, reason, message, id, ...rest }) =>
      event(type, at, reason, { ...rest, id: `evt_${id}`, message_id: `msg_${message}` }),
    );
  const anyHistory = fc.uniqueArray(anyEvent, { selector: ({ id }) => id, maxLength: 20 });
  const now = start + 40 * days;

  test('order and repetition make no difference', () => {
    const shuffled = anyHistory.chain((history) =>
      fc.tuple(fc.constant(history), fc.shuffledSubarray([...history, ...history], { minLength: history.length * 2 })),
    );
    fc.assert(
      fc.property(shuffled, ([history, again]) => {
        for (const scope of ['global', 'sender'] as const)
          expect(suppressionOf(again, now, defaultSuppressionPolicy, scope)).toEqual(
            suppressionOf(history, now, defaultSuppressionPolicy, scope),
          );
      }),
      { numRuns: 1000 },
    );
  });

  test('the same event again changes nothing', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const one of history) expect(decideSuppression(history, one, now).changes).toEqual([]);
      }),
    );
  });

  test('applying the changes one by one gives the state of the whole', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        let stops = false;
        history.forEach((one, i) => {
          const change = decideSuppression(history.slice(0, i), one, now).changes.find(
            ({ to }) => to.scope === 'global',
          );
          if (change !== undefined) stops = stopsMail(change.to);
        });
        expect(stops).toBe(stopsMail(suppressionOf(history, now)));
      }),
    );
  });

  test('every change names its event and says why in a sentence', () => {
    fc.assert(
      fc.property(anyHistory, anyEvent, (history, one) => {
        for (const { to, event: id } of decideSuppression(history, one, now).changes) {
          expect(id).toBe(one.id);
          expect(to.why).toMatch(/^[A-Z].*\.$/);
        }
      }),
    );
  });
});

test('a message that was blocked counts nothing against the address, though it counts for the rates', () => {
  for (const reason of ['recipient_restricted', 'recipient_rate_limited'] as const)
    expect(live(bounced(0, reason)).weight).toBe('nothing');
});
