/** How SQLite keeps events: recipients in slices, what repeats itself once, nothing of it lost when a batch is taken back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { Kysely, type LogEvent, SqliteDialect } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addressKey } from '../../ledger/address-key.ts';
import { bit } from '../../ledger/effect.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import { idOctets } from '../id.ts';
import type { Schema } from '../schema.ts';
import { day, eventOf, start } from '../store.fixture.ts';
import type { Store } from '../store.ts';
import { createPacker } from './octets.ts';
import { openSqliteStore } from './open.ts';
import { packEffect, unpackEffect } from './packed-effect.ts';
import type { Texts } from './texts.ts';
import { unreadable } from './unreadable.ts';

let folder: string;
let file: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-ledger-'));
  file = join(folder, 'hearback.db');
  store = await openSqliteStore({ file, inProcess: true, ballast: 1 << 16 });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const told = (recipient: string, change: Partial<LedgerEvent> = {}): LedgerEvent =>
  eventOf('deferred', { recipient, trusted: true, ...change });
/** What the file holds beside its rows: the texts that events share. */
function textsIn(): string[] {
  const db = new Database(file, { readonly: true });
  const texts = db.prepare<[], string>('select text from texts order by id').pluck().all();
  db.close();
  return texts;
}
/** As if so many events had come in between. */
function skip(events: number): void {
  const db = new Database(file);
  db.prepare('insert into events (seq, id, at, type, crc, packed) select max(seq) + ?, ?, 0, 0, 0, ? from events').run(
    events,
    idOctets(eventOf('accepted').id, 'evt_'),
    new Uint8Array(),
  );
  db.close();
}

test('all events about an address are found, however many others came in between, the latest first', async () => {
  const events = [0, 1, 2, 3].map((index) => told('ann@there.example', { at: start + index }));
  for (const event of events) {
    await store.commit({ events: [event, told('bob@there.example', { at: event.at })] });
    skip(100_000);
  }
  const { recipient } = addressKey('ann@there.example');
  const found = await store.eventsAbout(recipient, null, 10);
  expect(found.map(({ event }) => event.id)).toEqual(events.map(({ id }) => id).reverse());
  const older = await store.eventsAbout(recipient, found[1]?.seq ?? 0, 1);
  expect(older.map(({ event }) => event.id)).toEqual([events[1]?.id]);
  const search = { conditions: [], words: [], recipient };
  const failures = await store.failures(search, null, 10);
  expect(failures.data.map(({ event }) => event.id)).toEqual(events.map(({ id }) => id).reverse());
  const looks = (seen: number) => [{ recipient, seen }];
  expect(await store.commit({ looks: looks(found[1]?.seq ?? 0), events: [told('ann@there.example')] })).toBe('stale');
  expect(await store.commit({ looks: looks(found[0]?.seq ?? 0), events: [told('ann@there.example')] })).toBe(
    'committed',
  );
});

test('an event comes back as it was recorded, whatever is in it', async () => {
  const text = fc.option(fc.oneof(fc.constantFrom('one two', 'three four'), fc.string({ unit: 'grapheme' })));
  const number = fc.option(fc.oneof(fc.nat(), fc.constantFrom(-1, 0.5, Number.MAX_SAFE_INTEGER)));
  const events = fc.record({
    ...{ recipient: text, original_recipient: text, sender: text, stream: text, list: text, campaign: text },
    ...{ tags: fc.array(fc.string(), { maxLength: 2 }), attempt: number, source_ip: text, tls: text },
    mx: fc.option(fc.record({ host: fc.string(), address: fc.string() })),
    reply: fc.option(fc.record({ code: number, status: text, text: fc.string() })),
    ...{ trusted: fc.boolean(), duration_ms: number, ambiguous: fc.boolean(), next_attempt_at: number },
    source: fc.constantFrom('log', 'api') as fc.Arbitrary<LedgerEvent['source']>,
    incident_id: text,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(events, { minLength: 1, maxLength: 8 }), async (changes) => {
      const made = changes.map((change) => eventOf('delivered', change));
      expect(await store.commit({ events: made })).toBe('committed');
      for (const event of made) expect(await store.event(event.id)).toEqual(event);
    }),
    { numRuns: 100 },
  );
  expect(await store.verify(true)).toEqual([]);
});

test('a text that came with one address alone goes with its events', async () => {
  const naming = { code: 550, status: null, text: 'no mailbox of the name ann here' };
  for (let again = 0; again < 5; again++)
    await store.commit({ events: [told('ann@there.example', { reply: naming, list: 'weekly' })] });
  expect(textsIn()).not.toContain(naming.text);
  await store.commit({ events: [told('bob@there.example', { list: 'weekly' })] });
  expect(textsIn()).toContain('weekly');
  expect(textsIn().join()).not.toMatch(/ann|bob@/);
});

test('texts of a unit that is taken back are not there, and those of others are', async () => {
  const twice = (list: string) => [told('ann@there.example', { list }), told('bob@there.example', { list })];
  const [first, again] = twice('first');
  if (first === undefined || again === undefined) throw new Error('two were made');
  await store.commit({ events: [first] });
  const results = await Promise.all([
    store.commit({ events: twice('kept') }),
    // Refused by its last event, when the others are written already.
    store.commit({ events: [...twice('taken back'), first] }),
    store.commit({ events: [...twice('kept as well'), again] }),
  ]);
  expect(results).toEqual(['committed', 'duplicate', 'committed']);
  expect(textsIn()).not.toContain('taken back');
  const later = twice('taken back');
  await store.commit({ events: later });
  const lists = (await store.events({}, null, 100)).data.map(({ list }) => list);
  expect(lists.sort()).toEqual([
    'first',
    'first',
    'kept',
    'kept',
    'kept as well',
    'kept as well',
    ...later.map(({ list }) => list),
  ]);
  expect(await store.verify(true)).toEqual([]);
});

test('a changed text is found', async () => {
  await store.commit({ events: ['ann@x', 'bob@x'].map((recipient) => told(recipient, { list: 'weekly' })) });
  const db = new Database(file);
  db.exec(`update texts set text = 'monthly' where text = 'weekly'`);
  db.close();
  expect(await store.verify(true)).toEqual([expect.stringMatching(/^text \d+/)]);
});

test('a text that is gone, and an effect that ends too early, are found', async () => {
  const ids = ['ann@x', 'bob@x', 'cid@x'].map((recipient) => told(recipient, { list: 'weekly' }));
  for (const event of ids) await store.commit({ events: [event] });
  expect(await store.verify(true)).toEqual([]);
  const db = new Database(file);
  db.exec(`update effects set packed = x'0f' where recipient = (select min(recipient) from effects)`);
  db.exec(`delete from texts where text = 'weekly'`);
  db.close();
  const found = await store.verify(true);
  expect(found).toContainEqual(`event ${ids[2]?.id} cannot be read`);
  expect(found).toContainEqual(expect.stringMatching(/^what became of a recipient of /));
});

test('what is recorded while the store is looked through is no damage', async () => {
  for (const name of ['ann@x', 'bob@x', 'cid@x']) await store.commit({ events: [told(name, { list: 'weekly' })] });
  const db = new Database(file);
  // The text comes with its event, behind the look at what is there.
  const text = db.prepare(`select * from texts where text = 'weekly'`).get() as Record<string, unknown>;
  db.exec(`delete from texts where text = 'weekly'`);
  let isThere = false;
  const come = ({ query }: LogEvent): void => {
    if (isThere || !query.sql.includes('from "events"')) return;
    isThere = true;
    const columns = Object.keys(text);
    db.prepare(`insert into texts (${columns}) values (${columns.map((each) => `@${each}`)})`).run(text);
  };
  const found: string[] = [];
  const reading = new Kysely<Schema>({ dialect: new SqliteDialect({ database: db }), log: come });
  for await (const finding of unreadable(reading)) found.push(finding);
  await reading.destroy();
  expect([isThere, found]).toEqual([true, []]);
});

test('an effect is the same when it is read again', () => {
  const none: Texts = { numberOf: () => null, textOf: () => '', mark: () => 0, forget: () => {} };
  const packer = createPacker();
  const instant = fc.integer({ min: start - 9 * day, max: start + 9 * day });
  const name = fc.option(fc.string({ unit: 'grapheme' }));
  const effects = fc
    .record({
      bits: fc.integer({ min: 0, max: 255 }),
      ...{ accepted: instant, list: name, stream: name, campaign: name, senderDomain: name, domain: fc.string() },
      path: fc.option(fc.tuple(instant, fc.string(), fc.string())),
      cause: fc.option(fc.tuple(fc.nat(4), instant, fc.constant('user_unknown' as const), fc.string())),
      instants: fc.array(instant, { minLength: 8, maxLength: 8 }),
    })
    .map(({ instants, ...effect }) => ({
      ...effect,
      firsts: Object.values(bit).map((each, index) => (effect.bits & each ? (instants[index] ?? 0) : 0)),
    }));
  const ours = idOctets(`msg_${'0192f3c1-0000-7000-8000-000000000000'}`, 'msg_');
  fc.assert(
    fc.property(effects, fc.constantFrom(ours, idOctets('x:queue id', 'msg_')), (effect, message) => {
      const packed = packEffect(packer, effect, message, none, 0).slice();
      expect(unpackEffect(packed, message, none.textOf)).toEqual(effect);
    }),
  );
});
