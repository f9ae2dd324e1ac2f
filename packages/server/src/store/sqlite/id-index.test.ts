/** Events by the starts of their ids: what begins alike is told apart, once is once, and a ledger of before is found anew. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, type RawBuilder, SqliteDialect, sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { idOctets } from '../id.ts';
import { migrate } from '../migrate.ts';
import type { Schema } from '../schema.ts';
import { eventOf } from '../store.fixture.ts';
import type { Store } from '../store.ts';
import { build } from './compiler.ts';
import { isAmong, isSameId } from './id-index.ts';
import { migrations } from './migrations.ts';
import { openSqliteStore } from './open.ts';

let folder: string;
let file: string;
let store: Store | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-ids-'));
  file = join(folder, 'hearback.db');
});
afterEach(async () => {
  await store?.close();
  store = null;
  rmSync(folder, { recursive: true });
});
const open = async (): Promise<Store> => {
  store = await openSqliteStore({ file, inProcess: true, ballast: 1 << 16 });
  return store;
};
const messagesOf = async (of: Store, messageId: string) =>
  (await of.events({ messageId }, null, 10)).data.map(({ id }) => id);

/** Alike in more than the index has of them: UUIDs, what was told, and names. */
const alike = [
  ...['evt_0192f3c1-0000-7abc-8000-000000000001', 'evt_0192f3c1-0000-7abc-8000-000000000002'],
  ...['evt_00112233445566778899aabbccddeeff', 'evt_00112233445566778899aabbccddee00'],
  ...['evt_a long name 1', 'evt_a long name 2', 'evt_a long'],
] as const;
const messageOf = (id: string): string => `msg_${id.slice(4)}`;

test('ids that begin alike are told apart, those of events and those of messages', async () => {
  const now = await open();
  for (const id of alike)
    expect(await now.commit({ events: [eventOf('deferred', { id, message_id: messageOf(id) })] })).toBe('committed');
  for (const id of alike) {
    expect(await now.event(id)).toMatchObject({ id });
    expect(await messagesOf(now, messageOf(id))).toEqual([id]);
    const { events } = await now.eventsOnward((await now.numberOf(id)) ?? 0, {}, 10);
    expect(events.map((each) => each.id)).toEqual(alike.slice(alike.indexOf(id) + 1));
    expect(await now.commit({ events: [eventOf('deferred', { id })] })).toBe('duplicate');
  }
  expect(await now.event('evt_0192f3c1-0000-7abc-8000-000000000003')).toBeNull();
});

test('each look-up is by its index', async () => {
  await (await open()).close();
  store = null;
  const db = new Database(file, { readonly: true });
  const planOf = (condition: RawBuilder<boolean>): unknown => {
    const { sql: text, parameters } = build
      .selectFrom('events')
      .select('seq')
      .where(condition)
      .orderBy('seq')
      .compile();
    return db.prepare(`explain query plan ${text}`).all(...parameters);
  };
  const using = (index: string) =>
    expect.arrayContaining([expect.objectContaining({ detail: expect.stringContaining(`USING INDEX ${index} `) })]);
  const ids = alike.map((id) => idOctets(id, 'evt_'));
  for (const some of [ids, ids.slice(0, 1)]) {
    expect(planOf(isAmong('events.id', some))).toEqual(using('events_id'));
    expect(planOf(isAmong('events.message', some))).toEqual(using('events_message'));
  }
  const join = sql`select 1 from failures as seen, events where ${isSameId('events.id', 'seen.event')}`.compile(build);
  expect(db.prepare(`explain query plan ${join.sql}`).all()).toEqual(using('events_id'));
  db.close();
});

test('events that were recorded before their indexes were changed are found, and not recorded again', async () => {
  const db = new Database(file);
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0010'));
  await migrate(new Kysely<Schema>({ dialect: new SqliteDialect({ database: db }) }), before);
  const insert = db.prepare('insert into events (id, at, type, message, crc, packed) values (?, 0, 0, ?, 0, ?)');
  // What an event without any field is packed as.
  for (const id of alike) insert.run(idOctets(id, 'evt_'), idOctets(messageOf(id), 'msg_'), new Uint8Array([0]));
  db.close();
  const now = await open();
  for (const id of alike) {
    expect(await now.event(id)).toMatchObject({ id, message_id: messageOf(id) });
    expect(await messagesOf(now, messageOf(id))).toEqual([id]);
    expect(await now.commit({ events: [eventOf('deferred', { id })] })).toBe('duplicate');
  }
});
