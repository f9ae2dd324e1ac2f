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

async function entriesAfter(
  set: readonly string[],
  ...told: readonly (readonly [EventType, number, string, typeof full | null])[]
) {
  const { read } = loadConfig({ file: null, set, env: { HOME: folder } });
  if (!read.ok) throw new Error(read.problems.map(writeProblem).join('\n'));
  await world?.store.close();
  world = await openRecorded(join(folder, `${++worlds}.db`), suppressionPolicies(read.config));
  const { store, recorder } = world;
  for (const [type, after, stream, verdict] of told) {
    const message_id = messageOf({ acceptedAt: start + after }).id;
    const event = eventOf(type, { at: start + after, message_id, recipient: address, stream, list: 'weekly', verdict });
    await recorder.record({ events: [event] });
  }
  const entries = await store.suppressionsAbout([addressKey(address).recipient]);
  return entries.map(({ scope, value, state, expires_at: ends }) => [scope, value, state, ends]);
}

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
