import { explain } from '@hearback/bounce';
import { describe, expect, it } from 'vitest';
import { incidentEvent } from '../ledger/incident-event.ts';
import { eventOf } from '../store/store.fixture.ts';
import { publicationsOf } from './publication.ts';
import { eventsFor } from './types.ts';

const message_id = 'msg_01900000-0000-7000-8000-000000000000';
const reply = '550-5.1.1 The email account that you tried to reach does not exist.';
const verdict = explain(reply, { mx: 'gmail-smtp-in.l.google.com', stage: 'rcpt' });
const bounced = {
  ...{ message_id, recipient: 'ann@there.example', verdict, trusted: true },
  reply: { code: 550, status: '5.1.1', text: reply },
};
const read = (body: string): { type: string; data: Record<string, unknown> } =>
  JSON.parse(body) as { type: string; data: Record<string, unknown> };

describe('message.bounced', () => {
  it('says what it was, whose fault, by which words, and what it counts toward', () => {
    const [publication] = publicationsOf(eventOf('bounced', bounced), []);
    const { type, data } = read(publication?.body ?? '{}');
    expect(type).toBe('message.bounced');
    expect(data).toMatchObject({
      ...{ message_id, recipient: 'ann@there.example', class: 'hard', reason: 'user_unknown' },
      ...{ smtp: 550, enhanced: '5.1.1', rule: verdict.rule, fault: [...verdict.fault] },
      count_toward: 'list_hard_rate',
    });
    expect(data['evidence']).toEqual(expect.arrayContaining([expect.stringContaining('does not exist')]));
  });

  it('has all its fields where nothing is known', () => {
    const [publication] = publicationsOf(eventOf('bounced'), []);
    expect(Object.keys(read(publication?.body ?? '{}').data)).toEqual(
      expect.arrayContaining(['class', 'reason', 'fault', 'smtp', 'enhanced', 'rule', 'evidence', 'count_toward']),
    );
  });

  it('counts a soft bounce toward the sender', () => {
    const full = explain('452 4.2.2 The mailbox is full');
    const [publication] = publicationsOf(eventOf('expired', { ...bounced, verdict: full }), []);
    expect(read(publication?.body ?? '{}').data).toMatchObject({ class: 'soft', count_toward: 'sender_soft_rate' });
  });
});

describe('a bounce mail', () => {
  const types = (change: object): string[] =>
    publicationsOf(eventOf('bounce_received', { ...bounced, ...change }), []).map(({ type }) => type);

  it('is the bounce of its message as well, under an id of its own', () => {
    const publications = publicationsOf(eventOf('bounce_received', bounced), []);
    expect(publications.map(({ type }) => type)).toEqual(['bounce.received', 'message.bounced']);
    expect(new Set(publications.map(({ id }) => id)).size).toBe(2);
    expect(publicationsOf(eventOf('bounce_received', bounced), ['message.bounced'])).toHaveLength(1);
  });

  it.each([
    ['is not believed', { trusted: false }],
    ['names no recipient', { recipient: null }],
    ['is about no message', { message_id: null }],
  ])('that %s is unmatched', (_, change) => {
    expect(types(change)).toEqual(['bounce.unmatched']);
  });

  it('that tells of a delay bounces nothing', () => {
    expect(types({ verdict: explain('451 4.4.1 Will keep trying') })).toEqual(['bounce.received']);
  });
});

it('stays under 20 KB whatever the event carries', () => {
  const long = '\u0001'.repeat(5000);
  const event = eventOf('bounced', {
    ...{ ...bounced, sender: long, stream: long, list: long, campaign: long, tags: Array<string>(50).fill(long) },
    reply: { code: 550, status: null, text: long },
  });
  for (const { body } of publicationsOf(event, [])) {
    expect(Buffer.byteLength(body)).toBeLessThan(20_000);
    expect(read(body).data).toMatchObject({ message_id, recipient: 'ann@there.example' });
  }
});

it('looks only for the events that a subscription is about', () => {
  expect(eventsFor(['message.bounced'])).toEqual(['bounced', 'bounce_received']);
  expect(eventsFor(['alert.opened', 'webhook.test'])).toEqual([]);
  expect(eventsFor([])).toContain('accepted');
  expect(eventsFor([])).not.toContain('cancelled');
});

it('tells an incident with what it is about, and a correction with what it corrects', () => {
  const wave = {
    ...({
      kind: 'receiver',
      provider: 'google',
      reason: 'user_unknown',
      template: 'no such user',
      sourceIp: null,
    } as const),
    ...{ id: 'inc_1', from: 0 },
  } as const;
  const [opened] = publicationsOf(incidentEvent('incident_opened', 'evt_1', 0, wave, {}), []);
  expect(read(opened?.body ?? '{}')).toMatchObject({
    ...{ type: 'incident.opened' },
    data: { incident_id: 'inc_1', kind: 'receiver', provider: 'google', reason: 'user_unknown' },
  });
  const reclassification = { event: 'evt_1', undoes: null, run: null, rules: null, who: 'ann', why: 'wrong' };
  const [corrected] = publicationsOf(eventOf('reclassified', { ...bounced, reclassification }), []);
  expect(read(corrected?.body ?? '{}')).toMatchObject({
    ...{ type: 'bounce.reclassified' },
    data: { reason: 'user_unknown', reclassification: { event: 'evt_1', who: 'ann' } },
  });
});
