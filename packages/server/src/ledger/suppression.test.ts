/** The list over a real store: what holds whose mail back, and what people change. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '@hearback/bounce';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { day, eventOf, messageOf, start } from '../store/store.fixture.ts';
import type { EventType } from './event.ts';
import { openRecorded, type RecordedWorld } from './record.fixture.ts';
import { type ByHand, createSuppressionCheck, createSuppressionList, type SuppressionList } from './suppression.ts';

let folder: string;
let world: RecordedWorld;
let list: SuppressionList;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearback-list-'));
  world = await openRecorded(join(folder, 'hearback.db'));
  list = createSuppressionList(world);
});
afterEach(async () => {
  await world.store.close();
  await rm(folder, { recursive: true });
});

const byHand = (address: string, change: Partial<ByHand> = {}): ByHand => ({
  ...{
    subject: { address },
    scope: 'global',
    value: '',
    reason: 'user_unknown',
    who: 'ann',
    why: 'asked to',
    expiresAt: null,
  },
  ...change,
});

test('an address is the same in any case, and its domain as U-label or A-label', async () => {
  await list.add([byHand('Jörg@BÜCHER.example')]);
  const spellings = ['jörg@bücher.example', 'JÖRG@xn--bcher-kva.example', 'jorg@bücher.example'];
  const answers = await list.check(spellings, {});
  expect(answers.map((entry) => entry?.who ?? null)).toEqual(['ann', 'ann', null]);
});

test('an address is the same with quotes that it does not need, a final dot, and letters that are composed or not', async () => {
  await list.add([
    byHand('dead@x.example'),
    byHand('"jo ann"@x.example'),
    byHand('"quoted"@X.example'),
    byHand('zoé@x.example'),
  ]);
  const spellings = [
    '"Dead"@x.example',
    '"de\\ad"@x.example',
    'dead@x.example.',
    'quoted@x.example',
    'zoe\u0301@x.example',
  ];
  const others = ['jo ann@x.example', '"dead "@x.example', 'dead@x.example..', 'zoe@x.example'];
  const answers = await list.check([...spellings, ...others, '"JO\\ ANN"@x.example'], {});
  expect(answers.map((entry) => entry !== null)).toEqual([
    ...spellings.map(() => true),
    ...others.map(() => false),
    true,
  ]);
});

test('entries of a stream, a list and a sender hold for their mail alone', async () => {
  await list.add([
    byHand('s@x.example', { scope: 'stream', value: 'bulk' }),
    byHand('l@x.example', { scope: 'list', value: 'weekly' }),
    byHand('m@x.example', { scope: 'sender', value: 'News@Sender.example' }),
  ]);
  const check = createSuppressionCheck(world.store, world.now);
  const all = ['s@x.example', 'l@x.example', 'm@x.example'];
  const asked = async (sender: string, stream: string, on: string | null) =>
    (await check(all, { sender, stream, list: on })).map((answer) => answer !== null);
  expect(await asked('news@sender.example', 'bulk', 'weekly')).toEqual([true, true, true]);
  expect(await asked('other@sender.example', 'transactional', null)).toEqual([false, false, false]);
});

test('what runs out holds nothing back afterwards', async () => {
  await list.add([byHand('a@x.example', { expiresAt: start + day })]);
  expect(await list.check(['a@x.example'], {})).toMatchObject([{ expires_at: start + day }]);
  world.advance(day);
  expect(await list.check(['a@x.example'], {})).toEqual([null]);
});

test('a hash from elsewhere holds the address that it is of, and is taken away by that address', async () => {
  const sha256 = '8b1a9953c4611296a827abf8c47804d7e6c49c6b97c8b1c0a9a1f9a9b1a1e0f1';
  const known = 'F5E5F2B4B9D1A1C0E4C8A0B6E2B1B7A7D8D9C0A1B2C3D4E5F60718293A4B5C6D';
  await list.add([byHand('', { subject: { sha256 } }), byHand('', { subject: { sha256: known } })]);
  expect((await list.list({}, null, 10)).data.map(({ key, address }) => [key, address]).toSorted()).toEqual([
    [sha256, null],
    [known.toLowerCase(), null],
  ]);
  const { createHash } = await import('node:crypto');
  const ofBob = createHash('sha256').update('bob@x.example').digest('hex');
  await list.add([byHand('', { subject: { sha256: ofBob } })]);
  expect(await list.check(['Bob@x.example'], {})).toMatchObject([{ state: 'confirmed', address: null }]);
});

test('who was released is mailed again, and every change is told with who and why', async () => {
  await list.add([byHand('a@x.example')]);
  world.advance(1000);
  const released = await list.remove([
    { subject: { address: 'A@x.example' }, scope: 'global', value: '', who: 'bob', why: 'called' },
    { subject: { address: 'nobody@x.example' }, scope: 'global', value: '', who: 'bob', why: '' },
  ]);
  expect(released).toEqual([true, false]);
  expect(await list.check(['a@x.example'], {})).toEqual([null]);
  const { entries, changes, causes } = await list.why('a@x.example');
  expect(entries).toMatchObject([{ state: 'released', who: 'bob' }]);
  expect(changes.map(({ from, to, who }) => [from, to, who])).toEqual([
    [null, 'confirmed', 'ann'],
    ['confirmed', 'released', 'bob'],
  ]);
  expect(causes).toMatchObject([{ type: 'address_released', suppression: { who: 'bob', why: 'called' } }]);
});

test('what is held back only for now is not known yet to who wants it held back for good', async () => {
  const verdict = explain('550 5.1.1 No such user');
  const [maybe, soon, sure, reported] = ['maybe@x.example', 'soon@x.example', 'sure@x.example', 'reported@x.example'];
  const heard = (type: EventType, recipient: string) =>
    world.recorder.record({ events: [eventOf(type, { message_id: messageOf().id, recipient, verdict })] });
  await heard('delivered', maybe);
  await heard('bounced', maybe);
  await heard('feedback_received', reported);
  await list.add([byHand(soon, { expiresAt: start + day }), byHand(sure)]);
  const wanted = [maybe, soon, sure, reported].map((address) => byHand(address));
  expect(await list.isKnown(wanted)).toEqual([false, false, true, true]);
  const forAWhile = [byHand(soon, { expiresAt: start + day }), byHand(sure, { expiresAt: start + day })];
  // A list that goes in again as it came out changes nothing.
  expect(await list.isKnown([byHand(maybe, { forNow: true })])).toEqual([true]);
  expect(await list.isKnown([...forAWhile, byHand(soon, { expiresAt: start + 2 * day })])).toEqual([true, true, false]);
  await list.add(wanted);
  world.advance(2 * day);
  await heard('delivered', maybe);
  expect((await list.check([maybe, soon], {})).map((entry) => entry?.state)).toEqual(['confirmed', 'confirmed']);
});

test('10,000 addresses are answered in one call, each in its place; more are refused', async () => {
  const addresses = Array.from({ length: 10_000 }, (_, index) => `a${index}@x.example`);
  await list.add([byHand('a0@x.example'), byHand('a9999@x.example')]);
  const answers = await list.check(addresses, {});
  expect(answers.flatMap((entry, index) => (entry === null ? [] : [index]))).toEqual([0, 9999]);
  await expect(list.check([...addresses, 'one@more.example'], {})).rejects.toThrow(RangeError);
});

test('many at once come to what they come to one by one, also where something is known of some', async () => {
  const known = ['released@x.example', 'held@x.example'];
  for (const address of known) await list.add([byHand(address, { why: 'before' })]);
  await list.remove([{ subject: { address: 'released@x.example' }, scope: 'global', value: '', who: 'bob', why: '' }]);
  const addresses = [...known, ...Array.from({ length: 2500 }, (_, index) => `many${index}@x.example`)];
  await list.add(addresses.map((address) => byHand(address)));
  const held = await list.check(addresses, {});
  expect(held.filter((entry) => entry?.who === 'ann' && entry.state === 'confirmed')).toHaveLength(addresses.length);
  const steps = async (address: string) => (await list.why(address)).changes.map(({ from, to }) => [from, to]);
  expect(await steps('released@x.example')).toEqual([
    [null, 'confirmed'],
    ['confirmed', 'released'],
    ['released', 'confirmed'],
  ]);
  expect(await steps('many2499@x.example')).toEqual([[null, 'confirmed']]);
  expect((await list.why('many0@x.example')).causes).toMatchObject([{ recipient: 'many0@x.example' }]);
});

test('a word is the last one, also after the clock that another was said by was put right', async () => {
  const ann = byHand('ann@x.example');
  world.advance(5 * day);
  await list.add([ann]);
  world.advance(-5 * day);
  expect(await list.remove([ann])).toEqual([true]);
  expect(await list.check(['ann@x.example'], {})).toEqual([null]);
  await list.add([ann]);
  expect(await list.check(['ann@x.example'], {})).toMatchObject([{ state: 'confirmed' }]);
});
