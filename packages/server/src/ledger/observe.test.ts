/** What is recorded of reports, and which of them have an effect. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain, returnPath } from '@hearback/bounce';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accepting, eventOf, hour, messageOf, start } from '../store/store.fixture.ts';
import { addressKey } from './address-key.ts';
import type { Observation } from './observation.ts';
import { createRecord, type Record } from './observe.ts';
import { openRecorded, type RecordedWorld } from './record.fixture.ts';
import { createVerifyPath } from './signed-path.ts';
import { createSuppressionList } from './suppression.ts';

const keys = [{ id: 1, secret: new Uint8Array(32).fill(7) }] as const;
const domain = 'bounces.sender.example';
const [ann, bob] = ['ann@one.example', 'bob@one.example'];
const message = messageOf({
  headerMessageId: '<letter-1@sender.example>',
  list: 'weekly',
  stream: 'bulk',
  envid: 'QQ31',
});

let folder: string;
let world: RecordedWorld;
let record: Record;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearback-observe-'));
  world = await openRecorded(join(folder, 'hearback.db'));
  record = createRecord({ ...world, verify: createVerifyPath(keys, world.now) });
  await world.store.commit(accepting({ message, to: [ann, bob] }));
  for (const recipient of [ann, bob])
    await world.recorder.record({ events: [eventOf('accepted', { message_id: message.id, recipient })] });
  await world.recorder.record({
    events: [eventOf('delivered', { message_id: message.id, recipient: ann, list: 'weekly' })],
  });
});
afterEach(async () => {
  await world.store.close();
  await rm(folder, { recursive: true });
});

const tokenFor = (recipient: string): string =>
  returnPath.sign({ message: message.id, recipient, domain, now: start }, keys);

const notice = (change: Partial<Observation> = {}): Observation => ({
  ...{ source: 'bounce_mail', sourceName: 'bounces', key: 'content-1', at: start + hour, type: 'bounce_received' },
  ...{ recipient: ann, originalRecipient: null, identifiers: { returnPath: tokenFor(ann) }, labels: {}, sender: null },
  reply: { code: 550, status: '5.1.1', text: '550 5.1.1 No such user' },
  ...{ stage: null, verdict: explain('550 5.1.1 No such user'), mx: null, sourceIp: null, authentic: true },
  ...change,
});

const entries = (address: string) => world.store.suppressionsAbout([addressKey(address).recipient]);
const latest = async (address: string) =>
  (await world.store.eventsAbout(addressKey(address).recipient, null, 10)).map(({ event }) => event);
const hard = async () => {
  const rows = await world.store.rollUps({
    grain: 'hourly',
    dimension: 'list',
    key: 'weekly',
    from: 0,
    to: start + 10 * hour,
  });
  return rows.map(({ counts }) => [counts.attempted, counts.delivered, counts.hard]);
};

describe('a notice to the signed return path of its recipient', () => {
  test('suppresses with its evidence, in one commit with the count and the event that tells it', async () => {
    const raw = new TextEncoder().encode('From: mailer-daemon@one.example\r\n\r\n');
    expect(await record([notice({ raw })])).toEqual(['recorded']);
    // The letter was taken and then bounced: it was not delivered, and so the address never took one.
    expect(await entries(ann)).toMatchObject([
      { state: 'confirmed', reason: 'user_unknown', scope: 'global', address: ann },
    ]);
    expect(await hard()).toEqual([[1, 0, 1]]);
    const [told, event] = await latest(ann);
    expect(event).toMatchObject({
      trusted: true,
      correlated_by: 'return_path',
      message_id: message.id,
      list: 'weekly',
    });
    expect(told).toMatchObject({ type: 'address_suppressed', suppression: { who: null, reason: 'user_unknown' } });
    const [entry] = await entries(ann);
    expect(entry?.cause).toBe(event?.id);
    expect(Buffer.from((await world.store.raw(event?.id ?? '')) ?? []).toString()).toContain('mailer-daemon');
  });

  test('has one effect, however often it comes and however many come at once', async () => {
    const others = Array.from({ length: 20 }, (_, index) => notice({ key: `copy-${index}` }));
    const first = await record([notice(), notice(), ...others]);
    expect(first.toSorted()).toEqual([...others.map(() => 'recorded'), 'recorded', 'repeated'].toSorted());
    expect(await record([notice()])).toEqual(['repeated']);
    expect(await hard()).toEqual([[1, 0, 1]]);
    expect(await entries(ann)).toHaveLength(1);
  });

  test('that names no recipient is about the one whom it was signed for', async () => {
    expect(await record([notice({ recipient: null })])).toEqual(['recorded']);
    expect(await entries(ann)).toHaveLength(1);
    expect(await entries(bob)).toEqual([]);
  });
});

describe('changes nothing, and is kept as untrusted:', () => {
  test.each<[string, Partial<Observation>]>([
    ['a token for Ann in a notice about Bob', { recipient: bob }],
    ['a token that somebody made up', { identifiers: { returnPath: `b+b${'a'.repeat(56)}@${domain}` } }],
    [
      'a token without its last letter',
      { identifiers: { returnPath: tokenFor(ann).replace('@', 'x@').replace(/.x@/, '@') } },
    ],
    ['nothing that names the message', { identifiers: {} }],
    [
      'a Message-ID that was sent to others',
      { recipient: 'eve@one.example', identifiers: { headerMessageId: 'letter-1@sender.example' } },
    ],
    [
      'our own id in a notice about somebody it was not sent to',
      { recipient: 'eve@one.example', identifiers: { messageId: message.id } },
    ],
    ['a message that nobody knows', { identifiers: { messageId: messageOf().id } }],
    ['a source that has not proven itself', { authentic: false }],
  ])('%s', async (_, change) => {
    const given = notice(change);
    const [before] = [await hard()];
    expect(await record([given])).toEqual(['untrusted']);
    for (const address of [ann, bob, 'eve@one.example']) expect(await entries(address)).toEqual([]);
    expect(await hard()).toEqual(before);
    const [event] = await latest(given.recipient ?? '');
    expect(event).toMatchObject({ type: 'bounce_received', trusted: false });
  });
});

test.each<[string, Partial<Observation>]>([
  ['from a source that has not proven itself', { authentic: false }],
  ['about somebody whom the message was never for', { recipient: 'eve@one.example' }],
  ['about a message that nobody knows', { identifiers: { messageId: messageOf().id } }],
])('a complaint %s suppresses nobody and is not counted', async (_, change) => {
  const complaint = { type: 'feedback_received', reply: null, verdict: null } as const;
  const identifiers = { messageId: message.id };
  expect(await record([notice({ ...complaint, identifiers, ...change })])).toEqual(['untrusted']);
  for (const address of [ann, bob, 'eve@one.example']) expect(await entries(address)).toEqual([]);
  const [row] = await world.store.rollUps({
    grain: 'daily',
    dimension: 'all',
    key: '',
    from: 0,
    to: start + 10 * hour,
  });
  expect(row?.counts.complaints).toBe(0);
  // What is proven counts.
  expect(await record([notice({ ...complaint, identifiers, key: 'content-2' })])).toEqual(['recorded']);
  expect(await entries(ann)).not.toEqual([]);
});

describe('without a signed return path a message is found by', () => {
  test.each<[string, string, Partial<Observation>]>([
    ['its id', 'message_id', { identifiers: { messageId: message.id } }],
    ['its Message-ID', 'header_message_id', { identifiers: { headerMessageId: 'letter-1@sender.example' } }],
    ['a feedback id that holds its id', 'feedback_id', { identifiers: { feedbackId: `c1:${message.id}:sender` } }],
    [
      'the original recipient',
      'message_id',
      { recipient: 'forwarded@two.example', originalRecipient: ann, identifiers: { messageId: message.id } },
    ],
  ])('%s', async (_, by, change) => {
    expect(await record([notice(change)])).toEqual(['recorded']);
    expect(await entries(ann)).toHaveLength(1);
    const event = (await latest(ann)).find(({ type }) => type === 'bounce_received');
    expect(event).toMatchObject({ correlated_by: by, message_id: message.id, recipient: ann });
  });
});

test('an ENVID tells which message a mail is about; who names it may have guessed it, so nobody is suppressed', async () => {
  expect(await record([notice({ identifiers: { envid: 'QQ31' } })])).toEqual(['untrusted']);
  expect(await entries(ann)).toEqual([]);
  const event = (await latest(ann)).find(({ type }) => type === 'bounce_received');
  expect(event).toMatchObject({ correlated_by: 'envelope_id', message_id: message.id, trusted: false });
});

test.each(['the report', 'the attempt'])(
  'what is known of a message is the same when %s is recorded first',
  async (first) => {
    // Bob's letter is in the queue, and nothing has been recorded of it since.
    const identifiers = { headerMessageId: 'letter-1@sender.example' };
    const report = async () =>
      expect(await record([notice({ source: 'log', key: 'line-7', recipient: bob, identifiers })])).toEqual([
        'recorded',
      ]);
    const attempt = () =>
      world.recorder.record({
        events: [eventOf('deferred', { message_id: message.id, recipient: bob, list: 'weekly', at: start + 60_000 })],
      });
    if (first === 'the report') await report();
    await attempt();
    if (first === 'the attempt') await report();
    expect(await entries(bob)).toMatchObject([{ state: 'confirmed', reason: 'user_unknown', address: bob }]);
    // Ann's delivery and Bob's bounce.
    expect(await hard()).toEqual([[2, 1, 1]]);
    const events = await latest(bob);
    expect(events.find(({ type }) => type === 'bounce_received')).toMatchObject({
      ...{ trusted: true, correlated_by: 'header_message_id', message_id: message.id },
    });
  },
);

test('a proven source is believed about its own messages; two of its events are one outcome', async () => {
  const hook = {
    source: 'webhook',
    sourceName: 'ses',
    identifiers: { remote: '0100-ab' },
    labels: { list: 'other' },
  } as const;
  const given = [
    notice({ ...hook, key: 'a', recipient: 'eve@one.example', type: 'bounced' }),
    notice({ ...hook, key: 'b', recipient: 'eve@one.example', type: 'bounced', at: start + 2 * hour }),
  ];
  expect(await record(given)).toEqual(['recorded', 'recorded']);
  expect(await entries('eve@one.example')).toMatchObject([{ state: 'confirmed' }]);
  const rows = await world.store.rollUps({
    grain: 'daily',
    dimension: 'list',
    key: 'other',
    from: 0,
    to: start + 24 * hour,
  });
  expect(rows.map(({ counts }) => counts.hard)).toEqual([1]);
});

test('our own attempts are decided on in the commit that settles them', async () => {
  const verdict = explain('550 5.1.1 No such user');
  await world.recorder.record({ events: [eventOf('bounced', { message_id: message.id, recipient: bob, verdict })] });
  expect(await entries(bob)).toMatchObject([{ state: 'confirmed', rule: verdict.rule, template: verdict.template }]);
  await world.recorder.record({
    events: [eventOf('delivered', { message_id: messageOf().id, recipient: bob, at: start - hour })],
  });
  expect(await entries(bob)).toMatchObject([{ state: 'provisional' }]);
  await world.recorder.record({
    events: [eventOf('delivered', { message_id: messageOf().id, recipient: bob, at: start + hour })],
  });
  expect(await entries(bob)).toMatchObject([{ state: 'released' }]);
  expect((await latest(bob)).map(({ type }) => type)).toContain('address_released');
});

test('whoever is believed says nothing of who was not sent that message, or of another than the one whose return path it is', async () => {
  const carl = 'carl@one.example';
  const told = { source: 'api', sourceName: 'shop', type: 'bounced', recipient: carl } as const;
  const answers = await record([
    notice({ ...told, key: '1', identifiers: { messageId: message.id } }),
    notice({ ...told, key: '2', identifiers: { returnPath: tokenFor(ann) } }),
  ]);
  expect(answers).toEqual(['untrusted', 'untrusted']);
  expect([await entries(carl), await entries(ann)]).toEqual([[], []]);
});

describe('a source whose clock is wrong', () => {
  const eve = 'eve@one.example';
  const told = { source: 'api', sourceName: 'shop', type: 'bounced', recipient: eve, identifiers: {} } as const;

  test('does not keep an address suppressed that a person releases: what it dates tomorrow has happened by now', async () => {
    await record([notice({ ...told, at: world.now() + 20 * hour })]);
    expect(await entries(eve)).toMatchObject([{ state: 'confirmed', since: world.now() }]);
    world.advance(1000);
    const suppressions = createSuppressionList({ ...world });
    const word = { subject: { address: eve }, scope: 'global', value: '', who: 'ann', why: 'it is alive' } as const;
    expect(await suppressions.remove([word])).toEqual([true]);
    expect(await suppressions.check([eve], {})).toEqual([null]);
  });

  test('does not let an entry run out that has just begun: a message is not bounced before it was taken', async () => {
    world.advance(hour);
    const closed = explain('550 5.2.1 The account has been disabled');
    await record([notice({ at: Date.UTC(2010, 0), verdict: closed })]);
    const suppressions = createSuppressionList({ ...world });
    expect(await suppressions.check([ann], {})).toMatchObject([{ reason: 'user_disabled', since: message.acceptedAt }]);
  });
});
