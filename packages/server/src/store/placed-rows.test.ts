/** Events and effects as PostgreSQL keeps them: what was written is read again, and rows of before are. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bit, type Effect } from '../ledger/effect.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { effectDetail, readEffect } from './effect-row.ts';
import { placedPayload, readPayload } from './event-places.ts';
import { eventCodes, eventOf as readRow } from './event-row.ts';
import { day, eventOf, start } from './store.fixture.ts';

const text = fc.option(fc.string({ unit: 'grapheme' }));
const number = fc.option(fc.oneof(fc.nat(), fc.constantFrom(0, -1, 0.5, Number.MAX_SAFE_INTEGER)));
const instant = fc.integer({ min: start - 9 * day, max: start + 9 * day });

test('an event is the same when it is read again, whatever it has', () => {
  const events = fc.record({
    ...{ recipient: text, original_recipient: text, sender: text, stream: text, list: text, campaign: text },
    ...{ tags: fc.array(fc.string(), { maxLength: 2 }), attempt: number, source_ip: text, tls: text },
    mx: fc.option(fc.record({ host: fc.string(), address: fc.string() })),
    reply: fc.option(fc.record({ code: number, status: text, text: fc.string() })),
    ...{ trusted: fc.boolean(), duration_ms: number, ambiguous: fc.boolean(), next_attempt_at: number },
    source: fc.constantFrom('log', 'api') as fc.Arbitrary<LedgerEvent['source']>,
    incident_id: text,
  });
  fc.assert(
    fc.property(events, fc.option(fc.string({ minLength: 1 }), { nil: undefined }), (change, name) => {
      const event: LedgerEvent = eventOf('deferred', name === undefined ? change : { ...change, source_name: name });
      const payload = placedPayload(event);
      const row = { seq: 1, id: event.id, at: event.at, type: eventCodes.deferred, message: null, payload };
      expect(readRow(row)).toEqual(event);
    }),
  );
});

test('an event that was stored as an object is read as it was', () => {
  const before = {
    recipient: 'ann@there.example',
    mx: { host: 'mx.there.example', address: '192.0.2.1' },
    trusted: true,
  };
  expect(readPayload(JSON.stringify(before))).toEqual(before);
});

const effects: fc.Arbitrary<Effect> = fc
  .record({
    bits: fc.integer({ min: 0, max: 255 }),
    ...{ accepted: instant, list: text, stream: text, campaign: text, senderDomain: text, domain: fc.string() },
    path: fc.option(fc.tuple(instant, fc.string(), fc.string())),
    cause: fc.option(fc.tuple(fc.nat(4), instant, fc.constant('user_unknown' as const), fc.string())),
    instants: fc.array(instant, { minLength: 8, maxLength: 8 }),
  })
  .map(({ instants, ...effect }) => ({
    ...effect,
    firsts: Object.values(bit).map((each, index) => (effect.bits & each ? (instants[index] ?? 0) : 0)),
  }));

test('an effect is the same when it is read again, in the form of today and in that of before', () => {
  fc.assert(
    fc.property(effects, (effect) => {
      expect(readEffect(effectDetail(effect))).toEqual(effect);
      const { bits, firsts, accepted, list, stream, campaign, senderDomain, domain, path, cause } = effect;
      const before = [bits, firsts, accepted, list, stream, campaign, senderDomain, domain, path, cause];
      expect(readEffect(JSON.stringify(before))).toEqual(effect);
    }),
  );
});
