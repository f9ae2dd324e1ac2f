/** Entries outlive the events that they rest on: what is swept, or lies too far back to be looked at, has had its effect for good. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '@hearback/bounce';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { day, eventOf, hour, idsAt, start } from '../store/store.fixture.ts';
import { addressKey } from './address-key.ts';
import type { LedgerEvent } from './event.ts';
import { openRecorded, type RecordedWorld } from './record.fixture.ts';
import { type ByHand, createSuppressionList, type SuppressionList } from './suppression.ts';

let folder: string;
let world: RecordedWorld;
let list: SuppressionList;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearback-standing-'));
  world = await openRecorded(join(folder, 'hearback.db'));
  list = createSuppressionList(world);
});
afterEach(async () => {
  await world.store.close();
  await rm(folder, { recursive: true });
});

const address = 'jo@x.example';
const unknown = explain('550 5.1.1 No such user here');

/** Of a message of its own, now. */
const tell = async (type: LedgerEvent['type'], change: Partial<LedgerEvent> = {}): Promise<void> => {
  const at = world.now();
  const message_id = idsAt(at).message(at);
  await world.recorder.record({ events: [eventOf(type, { at, message_id, recipient: address, ...change })] });
};
const byHand = (change: Partial<ByHand> = {}): ByHand => ({
  ...{ subject: { address }, scope: 'global', value: '', reason: 'user_unknown', who: 'ann', why: 'asked to' },
  ...{ expiresAt: null, ...change },
});
/** More than a year later, with nothing kept of what was recorded before. */
const yearAfter = async (): Promise<void> => {
  world.advance(401 * day);
  // The newest event stays whatever its age; here it is about somebody else.
  await tell('accepted', { recipient: 'somebody@x.example' });
  const before = world.now() - 400 * day;
  const limits = { now: world.now(), dialogues: before, messages: before, events: before, idempotency: before };
  while ((await world.store.sweep(limits, 100)) > 0);
  expect(await world.store.eventsAbout(addressKey(address).recipient, null, 1)).toEqual([]);
};
const stateOf = async (scope = 'global') =>
  (await list.why(address)).entries.find((entry) => entry.scope === scope)?.state ?? null;

test.each<[string, () => Promise<void>, string]>([
  ['a complaint', () => tell('feedback_received'), 'global'],
  ['a dead address', () => tell('bounced', { verdict: unknown }), 'global'],
  ['a word by hand', () => list.add([byHand()]), 'global'],
  ['a word about one list', () => list.add([byHand({ scope: 'list', value: 'weekly' })]), 'list'],
])('%s holds mail back when its event is kept no more, whatever is heard since', async (_, happen, scope) => {
  await happen();
  const [before] = (await list.why(address)).entries;
  await yearAfter();
  await tell('deferred', { verdict: explain('451 4.7.1 Greylisted, try again later') });
  await tell('delivered');
  expect((await list.why(address)).entries).toEqual([before]);
  expect(before).toMatchObject({ scope, state: 'confirmed' });
});

test('a delivery clears what was provisional, and a second bounce confirms it, though the first is kept no more', async () => {
  for (const ends of ['delivered', 'bounced'] as const) {
    await tell('delivered');
    world.advance(hour);
    await tell('bounced', { verdict: unknown });
    expect(await stateOf()).toBe('provisional');
    await yearAfter();
    await tell(ends, ends === 'bounced' ? { verdict: unknown } : {});
    expect(await stateOf()).toBe(ends === 'bounced' ? 'confirmed' : 'released');
  }
});

test('soft bounces of which the first is kept no more hold as long as they did, and the next one renews the entry', async () => {
  const full = explain('452 4.2.2 Mailbox full');
  const soft = async (): Promise<void> => tell('bounced', { verdict: full });
  const entry = async () => (await list.why(address)).entries[0] ?? null;
  await soft();
  world.advance(10 * day);
  await soft();
  world.advance(10 * day);
  await soft();
  const made = await entry();
  expect(made).toMatchObject({ state: 'confirmed', reason: 'mailbox_full', expires_at: start + 50 * day });
  world.advance(day);
  const before = start + 5 * day;
  const limits = { now: world.now(), dialogues: before, messages: before, events: before, idempotency: before };
  while ((await world.store.sweep(limits, 100)) > 0);
  expect(await world.store.eventsAbout(addressKey(address).recipient, null, 9)).not.toEqual([]);
  await tell('auto_reply_received');
  expect(await entry()).toEqual(made);
  await soft();
  expect(await entry()).toMatchObject({ state: 'confirmed', expires_at: start + 51 * day });
  await tell('delivered');
  world.advance(day);
  await soft();
  expect((await entry())?.expires_at ?? 0).toBeLessThanOrEqual(start + 51 * day);
});

test('soft bounces that are all kept no more are renewed by the next one while the entry holds', async () => {
  const full = explain('452 4.2.2 Mailbox full');
  for (const _ of [1, 2, 3]) {
    world.advance(10 * day);
    await tell('bounced', { verdict: full });
  }
  const made = (await list.why(address)).entries[0];
  const limits = { now: world.now(), dialogues: 0, messages: world.now() + 1, events: world.now() + 1, idempotency: 0 };
  while ((await world.store.sweep(limits, 100)) > 0);
  world.advance(day);
  await tell('bounced', { verdict: full });
  expect((await list.why(address)).entries[0]?.expires_at).toBe((made?.expires_at ?? 0) + day);
});

test('what a person said long ago is taken back by a person', async () => {
  await list.add([byHand(), byHand({ scope: 'list', value: 'weekly' })]);
  await yearAfter();
  for (const [scope, value] of [
    ['global', ''],
    ['list', 'weekly'],
  ] as const) {
    expect(await list.remove([{ subject: { address }, scope, value, who: 'bob', why: 'called' }])).toEqual([true]);
    expect(await stateOf(scope)).toBe('released');
  }
});

test('the address of 2,100 events stays off the list that it left', async () => {
  await list.add([byHand({ scope: 'list', value: 'weekly' })]);
  world.advance(day);
  const at = world.now();
  const events = Array.from(
    { length: 2100 },
    (): LedgerEvent =>
      eventOf('delivered', { at, message_id: idsAt(at).message(at), recipient: address, list: 'alerts' }),
  );
  await world.recorder.record({ events });
  await tell('delivered', { list: 'alerts' });
  expect(await list.check([address], { list: 'weekly' })).toMatchObject([{ state: 'confirmed', who: 'ann' }]);
});

test('an entry by hand that has run out does not keep a dead address on the list of those who get mail', async () => {
  await list.add([byHand({ expiresAt: start + 7 * day })]);
  world.advance(8 * day);
  expect(await list.check([address], {})).toEqual([null]);
  await tell('bounced', { verdict: unknown });
  expect(await list.check([address], {})).toMatchObject([{ state: 'confirmed', who: null }]);
});
