/** Figures of suppression by stream, from the configuration to the list. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '@hearback/bounce';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addressKey } from '../ledger/address-key.ts';
import type { EventType } from '../ledger/event.ts';
import { openRecorded, type RecordedWorld } from '../ledger/record.fixture.ts';
import { day, eventOf, hour, messageOf, start } from '../store/store.fixture.ts';
import { loadConfig } from './load.ts';
import { writeProblem } from './read.ts';
import { suppressionPolicies } from './suppression-policies.ts';

let folder: string;
let world: RecordedWorld | null;
let worlds = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearback-figures-'));
  world = null;
});
afterEach(async () => {
  await world?.store.close();
  await rm(folder, { recursive: true });
});

const full = explain('452 4.2.2 The mailbox is over quota');
const unknown = explain('550 5.1.1 No such user here');
const address = 'jo@one.example';

type Told = readonly [EventType, number, string, typeof full | null];

async function entriesAfter(set: readonly string[], ...told: readonly Told[]) {
  const { read } = loadConfig({ file: null, set, env: { HOME: folder } });
  if (!read.ok) throw new Error(read.problems.map(writeProblem).join('\n'));
  await world?.store.close();
  world = await openRecorded(join(folder, `${++worlds}.db`), suppressionPolicies(read.config));
  for (const one of told) await tell(one);
  return (await entries()).map(({ scope, value, state, expires_at: ends }) => [scope, value, state, ends]);
}

async function tell([type, after, stream, verdict]: Told): Promise<void> {
  const message_id = messageOf({ acceptedAt: start + after }).id;
  const event = eventOf(type, { at: start + after, message_id, recipient: address, stream, list: 'weekly', verdict });
  await world?.recorder.record({ events: [event] });
}

const entries = async () => (await world?.store.suppressionsAbout([addressKey(address).recipient])) ?? [];

test('a stream has its own count of soft bounces, and how long they hold', async () => {
  const set = ['streams.alerts.suppression.soft_days=2', 'streams.alerts.suppression.soft_span=1d'];
  const twice = (stream: string) =>
    [
      ['deferred', 0, stream, full],
      ['deferred', 2 * day, stream, full],
    ] as const;
  expect(await entriesAfter([...set, 'suppression.soft_lasts=7d'], ...twice('alerts'))).toEqual([
    ['global', '', 'confirmed', start + 9 * day],
  ]);
});

test('what a stream does not set is as for all mail', async () => {
  const set = ['streams.alerts.suppression.soft_days=2', 'suppression.confirm_after=1h'];
  const told = [
    ['delivered', 0, 'alerts', null],
    ['bounced', hour, 'alerts', unknown],
    ['bounced', 2 * hour, 'alerts', unknown],
  ] as const;
  expect(await entriesAfter(set, ...told)).toEqual([['global', '', 'confirmed', null]]);
});

test('a complaint ends the mail of its list alone where that is set, and all mail otherwise', async () => {
  const complaint = ['feedback_received', 0, 'news', null] as const;
  expect(await entriesAfter(['streams.news.suppression.complaint_scope=list'], complaint)).toEqual([
    ['list', 'weekly', 'confirmed', null],
  ]);
  expect(await entriesAfter([], complaint)).toEqual([['global', '', 'confirmed', null]]);
});

test('who complains again about a list after a person let mail through is off it again, and a word that runs out changes nothing', async () => {
  const set = ['streams.news.suppression.complaint_scope=list'];
  const complaint = (after: number) => ['feedback_received', after, 'news', null] as const;
  const said = { scope: 'list', value: 'weekly', reason: 'complaint', who: 'ann', why: 'called' } as const;
  const word = async (type: 'address_suppressed' | 'address_released', after: number, expires_at: number | null) => {
    const at = start + after;
    const event = eventOf(type, { at, recipient: address, source: 'operator', suppression: { ...said, expires_at } });
    await world?.recorder.record({ events: [event] });
  };
  await entriesAfter(set, complaint(0));
  await word('address_suppressed', hour, start + 2 * hour);
  expect(await entries()).toMatchObject([{ scope: 'list', state: 'confirmed', who: null, expires_at: null }]);
  await word('address_released', 2 * hour, null);
  expect(await entries()).toMatchObject([{ scope: 'list', state: 'released', who: 'ann' }]);
  await tell(complaint(3 * hour));
  expect(await entries()).toMatchObject([{ scope: 'list', state: 'confirmed', reason: 'complaint', who: null }]);
});
