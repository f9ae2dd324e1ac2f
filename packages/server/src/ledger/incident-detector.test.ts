/** What is counted as a wave, and where it begins. */
import { explain } from '@hearback/bounce';
import { expect, test } from 'vitest';
import { eventOf, hour, minute, start } from '../store/store.fixture.ts';
import type { LedgerEvent } from './event.ts';
import { IncidentDetector } from './incident-detector.ts';
import { calmOf, defaultIncidentSettings as settings, thresholdOf } from './incident-settings.ts';

const google = { host: 'aspmx.l.google.com', address: '192.0.2.9' };
const unknown = explain('550 5.1.1 No such user here', { mx: google.host });
const listed = explain('554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.spamhaus.org');

const at = (after: number, recipient: number, change: Partial<LedgerEvent>): LedgerEvent =>
  eventOf(change.type ?? 'delivered', {
    ...{ at: start + after, recipient: `a${recipient}@gmail.example`, mx: google, source_ip: '198.51.100.7' },
    ...change,
  });
const bounced = (after: number, recipient: number, change: Partial<LedgerEvent> = {}): LedgerEvent =>
  at(after, recipient, { type: 'bounced', verdict: unknown, ...change });
const many = (count: number, event: (index: number) => LedgerEvent): readonly LedgerEvent[] =>
  Array.from({ length: count }, (_, index) => event(index));

function heard(...events: readonly (readonly LedgerEvent[])[]): IncidentDetector {
  const detector = new IncidentDetector(settings);
  for (const event of events.flat()) detector.heard(event, start + 3 * hour);
  return detector;
}

test('50 different recipients are suspect, 49 are not, nor is one that bounces a hundred times', () => {
  const suspects = (count: number) => heard(many(count, (index) => bounced(index, index))).suspects(start + minute);
  expect(suspects(50)).toMatchObject([{ wave: { kind: 'receiver', provider: 'google', reason: 'user_unknown' } }]);
  expect(suspects(49)).toEqual([]);
  expect(heard(many(100, (index) => bounced(index, 1))).suspects(start + minute)).toEqual([]);
});

test('recipients of several buckets are a wave together, for as long as the window', () => {
  const slow = heard(many(60, (index) => bounced(index * 30_000, index)));
  const [suspect] = slow.suspects(start + 29 * minute);
  expect(suspect?.spans).toEqual([
    { recipients: 50, attempts: 50, rate: 1 },
    { recipients: 60, attempts: 60, rate: 1 },
  ]);
  expect(slow.suspects(start + hour)).toEqual([]);
});

test('the rate is of the attempts to that provider; another template, another provider is another wave', () => {
  const detector = heard(
    many(60, (index) => bounced(index, index)),
    many(140, (index) => at(index, 1000 + index, {})),
    many(500, (index) => at(index, 5000 + index, { mx: { host: 'mx.other.example', address: '192.0.2.1' } })),
    many(40, (index) => bounced(index, 2000 + index, { verdict: { ...unknown, template: 'other words' } })),
  );
  const suspects = detector.suspects(start + minute);
  expect(suspects).toHaveLength(1);
  expect(suspects[0]?.spans[0]).toEqual({ recipients: 60, attempts: 240, rate: 0.25 });
});

test('soft bounces, untrusted reports and what is dated ahead are no wave', () => {
  const full = explain('452 4.2.2 The mailbox is over quota', { mx: google.host });
  const detector = heard(
    many(80, (index) => bounced(index, index, { verdict: full, type: 'deferred' })),
    many(80, (index) => bounced(index, index, { trusted: false })),
    many(80, (index) => bounced(300 * hour, index)),
    many(50, (index) => bounced(index, index)),
  );
  expect(detector.suspects(start + minute)).toHaveLength(1);
});

test('a wave begins in the bucket before the first that is above the threshold', () => {
  const detector = heard(
    many(100, (index) => at(10 * minute + index, 9000 + index, {})),
    [bounced(11 * minute, 8000)],
    many(3, (index) => bounced(19 * minute + index, index)),
    many(20, (index) => bounced(20 * minute + index, 100 + index)),
    many(60, (index) => bounced(25 * minute + index, 200 + index)),
  );
  expect(detector.beginning({ ...wave, kind: 'receiver' }, 0.05, start + 26 * minute)).toBe(start + 10 * minute);
});

test('a blocklist is a wave against our address, whatever provider says it', () => {
  const hosts = ['aspmx.l.google.com', 'mx.one.example', 'mx.two.example'];
  const detector = heard(
    many(90, (index) =>
      at(index, index, {
        type: 'deferred',
        verdict: listed,
        mx: { host: hosts[index % 3] ?? '', address: '192.0.2.1' },
      }),
    ),
  );
  const [suspect] = detector.suspects(start + minute);
  expect(suspect?.wave).toMatchObject({ kind: 'sender', reason: 'dnsbl_ip', sourceIp: '198.51.100.7', provider: null });
  expect(suspect?.spans[0]).toEqual({ recipients: 90, attempts: 90, rate: 1 });
});

test('what is over opens nothing again', () => {
  const detector = heard(many(60, (index) => bounced(index, index)));
  detector.forget({ ...wave, kind: 'receiver' }, start, start + 5 * minute);
  expect(detector.suspects(start + minute)).toEqual([]);
});

test('the threshold is five times the baseline and three points above it, whichever is more', () => {
  expect(thresholdOf(0, settings)).toBe(0.03);
  expect(thresholdOf(0.005, settings)).toBeCloseTo(0.035);
  expect(thresholdOf(0.02, settings)).toBeCloseTo(0.1);
  expect(calmOf(0.02, settings)).toBeCloseTo(0.06);
});

const wave = {
  ...({ provider: 'google', reason: 'user_unknown', template: unknown.template, sourceIp: null } as const),
};

test('a wave is seen when a clock that was ahead has been put right', () => {
  const detector = heard(many(60, (index) => bounced(index, index)));
  const ahead = 120 * hour;
  for (const event of many(60, (index) => at(ahead + index, 500 + index, {}))) detector.heard(event, start + ahead);
  for (const event of many(60, (index) => bounced(4 * hour + index, 100 + index)))
    detector.heard(event, start + 4 * hour);
  const [suspect] = detector.suspects(start + 4 * hour + minute);
  expect(suspect?.spans[0]).toEqual({ recipients: 60, attempts: 60, rate: 1 });
});
