import { explain } from '@hearback/bounce';
import type { ToldEvent } from '@hearback/server';
import { expect, test } from 'vitest';
import { campaign } from '../campaign.ts';
import { history } from './history.ts';
import { day } from './timetable.ts';

const until = Date.UTC(2026, 10, 28, 17, 20);
const events = history(1, until);
const verdictOf = ({ reply = '', mx, stage }: ToldEvent) => explain(reply, { mx: mx?.host, stage });
const share = (of: readonly ToldEvent[], test: (event: ToldEvent) => boolean): number =>
  of.filter(test).length / of.length;
const isHard = (event: ToldEvent): boolean =>
  event.type === 'bounced' && (event.reason === 'domain_not_found' || verdictOf(event).bounce === 'hard');
const agoOf = ({ at = '' }: ToldEvent): number => Math.floor(until / day) - Math.floor(Date.parse(at) / day);

test('two weeks, in order, the same for the same seed and instant', () => {
  const instants = events.map(({ at = '' }) => Date.parse(at));
  expect(instants).toEqual(instants.toSorted((a, b) => a - b));
  expect(Math.max(...instants)).toBeLessThan(until);
  expect(until - Math.min(...instants)).toBeGreaterThan(13 * day);
  expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
  expect(history(1, until)).toEqual(events);
  expect(history(2, until)).not.toEqual(events);
});

test('three sending domains and two lists, of which the bought one is sick', () => {
  expect(new Set(events.map(({ sender }) => sender)).size).toBe(3);
  const attempts = events.filter(({ type }) => type === 'delivered' || type === 'bounced');
  expect(
    share(
      attempts.filter(({ list }) => list === 'old-leads'),
      isHard,
    ),
  ).toBeGreaterThan(0.05);
  const looked = attempts.filter(({ list }) => list === 'customers');
  expect(share(looked, isHard)).toBeLessThan(0.015);
  const old = looked.filter((event) => agoOf(event) > 12);
  const recent = looked.filter((event) => agoOf(event) <= 3);
  expect(share(recent, isHard)).toBeGreaterThan(share(old, isHard) + 0.003);
});

test('the bad days: a blocklist, and a receiver that slows down', () => {
  const listed = events.filter((event) => event.type === 'bounced' && verdictOf(event).reason === 'dnsbl_ip');
  expect(listed.length).toBeGreaterThan(20);
  expect(new Set(listed.map(agoOf))).toEqual(new Set([9]));
  const slowed = events.filter((event) => event.type === 'deferred' && verdictOf(event).provider === 'yahoo');
  expect(share(slowed, (event) => agoOf(event) <= 1)).toBeGreaterThan(0.8);
});

test('whom mail is stopped to gets none', () => {
  const stopped = new Map<string, string>();
  for (const { recipient, at = '', ...event } of events) {
    const since = stopped.get(recipient);
    if (event.type === 'bounced' && since !== undefined) expect(at).toBe(since);
    if (event.type === 'bounced' && verdictOf({ recipient, ...event }).reason === 'user_unknown')
      stopped.set(recipient, at);
  }
  expect(stopped.size).toBeGreaterThan(100);
});

test('nobody of the campaign was written to before: what happened to others stops no mail of it', () => {
  const before = new Set(events.map(({ recipient }) => recipient));
  const known = campaign(1).flatMap(({ recipients }) => recipients.filter((address) => before.has(address)));
  expect(known).toEqual([]);
});
