/** The checker sees what it is there to see: without this a run in which nothing was lost would prove nothing. */
import { expect, it } from 'vitest';
import type { Event } from './api.ts';
import { check, type Interruption, untoldOutcomes } from './check.ts';
import type { Order } from './operators.ts';
import type { Notice, Outcome } from './sink.ts';

const outcome = (kind: Outcome['kind'], at: number, life = 'one'): Outcome => ({ kind, at, life, began: at - 1 });
const event = (type: string, recipient: string, ambiguous = false): Event => ({
  ...{ at: '', type, recipient, ambiguous, trusted: true, message_id: 'msg_1', attempt: null, reply: null },
});

interface Scene {
  readonly recipient?: string;
  readonly acknowledgedAt?: number;
  readonly outcomes?: readonly Outcome[];
  readonly notices?: readonly Notice[];
  readonly end?: Interruption;
  readonly orders?: readonly Order[];
  readonly events: readonly string[];
}

function findings({
  recipient = 'ok-a.1-0@sink.example',
  acknowledgedAt = 10,
  outcomes = [],
  notices = [],
  end,
  orders = [],
  events,
}: Scene) {
  const mail = { token: 'a.1', sender: 'from-a.1@client.example', recipients: [recipient], content: '' };
  return check(
    {
      acknowledged: [{ mail, via: 'smtp', id: 'msg_1', at: acknowledgedAt, life: 'one' }],
      outcomes: new Map(outcomes.length === 0 ? [] : [[recipient, outcomes]]),
      notices,
      interruptions: new Map(end === undefined ? [] : [['one', end]]),
      orders,
    },
    events.map((type) => event(type, recipient)),
  );
}

const isFine = ({ lost, wrong }: ReturnType<typeof check>): boolean => lost.length + wrong.length === 0;

it('is content when one delivery has one event', () => {
  expect(isFine(findings({ outcomes: [outcome('taken', 20)], events: ['accepted', 'delivered'] }))).toBe(true);
});

it('misses what was acknowledged and never came', () => {
  const { lost, wrong } = findings({ events: [] });
  expect(lost).toHaveLength(1);
  expect(wrong).toHaveLength(1);
});

it('believes no event that says delivered', () => {
  const { lost, wrong } = findings({ events: ['accepted', 'delivered'] });
  expect(lost).toHaveLength(1);
  expect(wrong).toHaveLength(1);
});

it('asks nothing of an acknowledgement in the moment of a power cut, but all of one before it', () => {
  const end = { how: 'cut', at: 10 } as const;
  expect(findings({ acknowledgedAt: 10, end, events: [] }).lost).toEqual([]);
  expect(findings({ acknowledgedAt: 9, end, events: [] }).lost).toHaveLength(1);
  expect(findings({ acknowledgedAt: 10, end: { how: 'kill', at: 10 }, events: [] }).lost).toHaveLength(1);
});

it('allows a second delivery only where the first was cut short', () => {
  const twice = [outcome('taken', 20), outcome('taken', 60_000, 'two')];
  const events = ['accepted', 'delivered'];
  expect(isFine(findings({ outcomes: twice, events }))).toBe(false);
  const killed = findings({ outcomes: twice, events, end: { how: 'kill', at: 21 } });
  expect(isFine(killed)).toBe(true);
  expect(killed.duplicates).toEqual({ replyLost: 0, beforeCommit: 1 });
  // Long before the kill it has to have been written down.
  expect(isFine(findings({ outcomes: twice, events, end: { how: 'kill', at: 50_000 } }))).toBe(false);
});

it('allows a frozen node to end what it had begun, and to begin nothing', () => {
  const end = { how: 'freeze', at: 100 } as const;
  const outcomes = (began: number) => [outcome('taken', 40_000, 'two'), { ...outcome('taken', 50_000), began }];
  expect(isFine(findings({ outcomes: outcomes(99), events: ['accepted', 'delivered'], end }))).toBe(true);
  expect(isFine(findings({ outcomes: outcomes(101), events: ['accepted', 'delivered'], end }))).toBe(false);
});

it('wants each attempt told once, as what it was', () => {
  const never = () => false;
  const recipient = 'later-a.1-0@sink.example';
  const told = [event('deferred', recipient), event('delivered', recipient)];
  expect(untoldOutcomes([outcome('deferred', 1), outcome('taken', 2)], told, never)).toEqual([]);
  expect(untoldOutcomes([outcome('unanswered', 1), outcome('taken', 2)], told, never)).toBeNull();
  expect(untoldOutcomes([outcome('taken', 2)], told, never)).toBeNull();
  expect(untoldOutcomes([outcome('deferred', 1), outcome('deferred', 2), outcome('taken', 3)], told, never)).toBeNull();
});

it('wants one notice for each failure', () => {
  const recipient = 'hard-a.1-0@sink.example';
  const notice = (messageId: string): Notice => ({ to: 'from-a.1@client.example', messageId, failed: [recipient] });
  const scene = { recipient, outcomes: [outcome('refused', 20)], events: ['accepted', 'bounced'] };
  expect(isFine(findings({ ...scene, notices: [notice('<1>')] }))).toBe(true);
  expect(isFine(findings({ ...scene, notices: [notice('<1>'), notice('<2>')] }))).toBe(false);
  expect(isFine(findings(scene))).toBe(false);
});
