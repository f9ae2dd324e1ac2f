/** A store with something in each of its tables, moved to a real PostgreSQL server. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '@hearback/bounce';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LedgerEvent } from '../../ledger/event.ts';
import { claimAll, lease, recipients } from '../contract/world.ts';
import { openPostgresStore } from '../postgres/open.ts';
import { startTestServer, type TestServer } from '../postgres/test-server.fixture.ts';
import { openSqliteStore } from '../sqlite/open.ts';
import { accepting, day, eventOf, hour, start } from '../store.fixture.ts';
import type { Store, SumsAsked } from '../store.ts';
import { moveStore } from './move.ts';
import { movedTables } from './tables.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 120_000);
afterAll(() => server.stop());

let folder: string;
let file: string;
let database: string;
let databases = 0;
const opened: Store[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-move-'));
  file = join(folder, 'hearback.db');
  database = `moved${++databases}`;
  await server.query(`create database ${database}`);
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true });
});

const connection = () => ({ ...server.connection, database });
const move = () => moveStore({ file, connection: connection() });

async function openSqlite(): Promise<Store> {
  const store = await openSqliteStore({ file, inProcess: true, ballast: 1 << 16 });
  opened.push(store);
  return store;
}

async function openMoved(): Promise<Store> {
  const store = await openPostgresStore({ connection: connection(), ownClock: true });
  opened.push(store);
  return store;
}

async function closeAll(): Promise<void> {
  for (const store of opened.splice(0)) await store.close();
}

const bounced = (recipient: string, text: string): Partial<LedgerEvent> => ({
  recipient,
  list: 'news',
  sender: 'news@sender.example',
  mx: { host: 'mx.one.example', address: '192.0.2.1' },
  reply: { code: 550, status: '5.1.1', text },
  verdict: explain(text),
});
const hourly: SumsAsked = {
  ...{ grain: 'hourly', dimension: 'list', from: start - day, to: start + day, order: 'attempted', limit: 10 },
} as SumsAsked;

describe('all of it', () => {
  /** Values that tell columns and rows apart; of large numbers where the column of PostgreSQL holds them. */
  function fill(): void {
    const db = new Database(file);
    for (const table of movedTables.filter((name) => name !== 'events' && name !== 'effects')) {
      const columns = db.pragma(`table_info(${table})`) as { name: string; type: string; notnull: number }[];
      const insert = db.prepare(
        `insert into ${table} (${columns.map(({ name }) => `"${name}"`)}) values (${columns.map(() => '?')})`,
      );
      const types = typesOf.get(table) ?? new Map<string, string>();
      for (const row of [1, 2, 3])
        insert.run(
          columns.map(({ name, notnull }, place) => {
            const type = types.get(name);
            if (notnull === 0 && row === 3 && type !== undefined && !isKey(name)) return null;
            if (type === 'bytea') return Buffer.alloc(16, row);
            if (type === 'text') return `${name} ${row} é "\\`;
            if (type === 'double precision') return row + 0.25;
            if (type === 'smallint') return row % 2;
            // The place of a suppressed address in SQLite's file is by its hash.
            if (name === 'id' || name === 'recipient')
              return type === 'bigint' || table === 'suppressions' ? row * 2 ** 40 : row;
            return type === 'bigint' ? 2 ** 41 + place * 10 + row : place * 10 + row;
          }),
        );
    }
    db.close();
  }
  const isKey = (name: string): boolean => /^(?:id|seq|key|name|scope|value|message|position|event|at)$/.test(name);

  /** Who does what at present, and what a process has looked at: the service that comes begins with none. */
  const stay = ['duties', 'stale_looks'];

  /** PostgreSQL's column types by table. */
  const typesOf = new Map<string, Map<string, string>>();
  beforeEach(async () => {
    await (await openPostgresStore({ connection: connection() })).close();
    const { rows } = await server.query(
      `select table_name, column_name, data_type from information_schema.columns where table_schema = 'public'`,
      database,
    );
    for (const { table_name, column_name, data_type } of rows) {
      const types = typesOf.get(table_name) ?? new Map<string, string>();
      typesOf.set(table_name, types.set(column_name, data_type));
    }
  });

  test('every table of either side moves, or is known to stay behind', async () => {
    const known = [...movedTables, ...stay].sort();
    expect([...typesOf.keys()].filter((name) => !name.startsWith('kysely_')).sort()).toEqual(known);
    await openSqlite();
    await closeAll();
    const db = new Database(file, { readonly: true });
    const names = db.prepare(`select name from sqlite_master where type = 'table'`).pluck().all() as string[];
    db.close();
    const ours = names.filter((name) => !/^(?:kysely|sqlite)_/.test(name) && name !== 'texts');
    expect(ours.filter((name) => !known.includes(name as never))).toEqual([]);
  });

  test('each column of each row is there as it was', async () => {
    await openSqlite();
    await closeAll();
    fill();
    const before = new Database(file, { readonly: true });
    const wanted = new Map(
      [...typesOf].map(([table, types]) => {
        const names = [...types.keys()].map((name) => `"${name}"`);
        const rows = movedTables.includes(table as never) && table !== 'events' && table !== 'effects';
        return [table, rows ? before.prepare(`select ${names} from ${table}`).all() : []];
      }),
    );
    before.close();
    const { rows } = await move();
    for (const table of movedTables) {
      const there = await server.query(`select * from ${table}`, database);
      const plain = (value: unknown): unknown =>
        typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
      const found = there.rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, plain(cell)])),
      );
      expect([table, found]).toEqual([table, wanted.get(table)]);
      expect([table, rows[table]]).toEqual([table, found.length]);
    }
  });
});

test('mail that waits is sent from there, what a process had in hand too, and nothing by the file', async () => {
  const before = await openSqlite();
  await before.openSession(lease, start);
  const mail = accepting({ leased: true, to: ['leased@x'], body: randomBytes(3000) });
  await before.commit(mail);
  for (let number = 0; number < 1100; number++) void before.commit(accepting({ to: [`a${number}@x`] }));
  await before.commit(accepting({ to: ['last@x'] }));
  await closeAll();
  const { rows, kept } = await move();
  expect(rows).toMatchObject({ messages: 1102, bodies: 1102, queue: 1102, events: 1102 });
  expect([existsSync(file), existsSync(kept ?? ''), kept]).toEqual([false, true, `${file}.moved`]);
  const known = await server.query("select reltuples from pg_class where relname = 'queue'", database);
  expect(known.rows).toEqual([{ reltuples: 1102 }]);
  const after = await openMoved();
  await after.openSession(lease, start + hour);
  const claimed = recipients(await after.claim({ now: start + hour, limit: 2000, perLane: 2000, except: [] }));
  expect([claimed.length, claimed.includes('leased@x'), claimed.includes('last@x')]).toEqual([1102, true, true]);
  expect(Buffer.from((await after.body(mail.accept.message.id)) ?? [])).toEqual(Buffer.from(mail.accept.body));
  expect(await after.verify(true)).toEqual([]);
});

test('events are the same, and go on behind the last one; what they came to counts once there too', async () => {
  const before = await openSqlite();
  const mail = accepting({ to: ['ann@one.example', 'bob@one.example'] });
  const about = { message_id: mail.accept.message.id };
  await before.commit(mail);
  await before.commit({
    events: [
      eventOf('bounced', {
        ...about,
        ...bounced('ann@one.example', '550 5.1.1 No such user\u0000 here'),
        tags: ['a', 'b'],
      }),
      eventOf('delivered', {
        ...about,
        ...bounced('bob@one.example', '250 2.0.0 Ok'),
        ambiguous: true,
        trusted: false,
      }),
      eventOf('deferred', { recipient: 'carl@two.example', verdict: explain('451 4.7.1 Greylisted'), attempt: 3 }),
    ],
  });
  const events = (await before.events({}, null, 100)).data;
  const sums = await before.sums(hourly);
  await closeAll();
  const copy = join(folder, 'copy.db');
  copyFileSync(file, copy);
  await move();
  const after = await openMoved();
  expect((await after.events({}, null, 100)).data).toEqual(events);
  expect(await after.sums(hourly)).toEqual(sums);

  // Heard of once more by another way, in both: no second bounce.
  copyFileSync(copy, file);
  const left = await openSqlite();
  const again = eventOf('bounce_received', {
    ...about,
    ...bounced('ann@one.example', '550 5.1.1 No such user'),
    at: start + hour,
  });
  for (const store of [left, after]) expect(await store.commit({ events: [again] })).toBe('committed');
  expect(await after.sums(hourly)).toEqual(await left.sums(hourly));
  const onward = await after.eventsOnward(events.length, {}, 10);
  expect(onward.events.map(({ id }) => id)).toEqual([again.id]);
});

test('a session that may live on in the file has no number that is given there', async () => {
  const before = await openSqlite();
  for (let time = 0; time < 3; time++) await before.openSession(lease, start + time);
  await closeAll();
  const db = new Database(file, { readonly: true });
  const last = db.prepare("select seq from sqlite_sequence where name = 'sessions'").pluck().get();
  db.close();
  await move();
  await (await openMoved()).openSession(lease, start + hour);
  const { rows } = await server.query('select max(id) as id from sessions', database);
  expect([last, Number(rows[0].id)]).toEqual([3, 4]);
});

test('a database with rows is left alone, and so is the file', async () => {
  const other = await openMoved();
  await other.commit(accepting({ to: ['there@x'] }));
  await (await openSqlite()).commit(accepting({ to: ['here@x'] }));
  await closeAll();
  await expect(move()).rejects.toMatchObject({ code: 'rejected', message: expect.stringContaining('messages') });
  expect(recipients(await claimedFrom(await openMoved()))).toEqual(['there@x']);
  expect(recipients(await claimedFrom(await openSqlite()))).toEqual(['here@x']);
});

test('where one row cannot be brought over nothing is, and the file stays in its place', async () => {
  const store = await openSqlite();
  await store.commit(accepting({ to: ['ann@x'] }));
  await store.commit(accepting({ to: ['bob@x'] }));
  await closeAll();
  const db = new Database(file);
  db.exec("update queue set attempts = 5000000000 where recipient = 'bob@x'");
  db.close();
  await expect(move()).rejects.toMatchObject({ code: 'rejected', message: expect.stringContaining('out of range') });
  expect(existsSync(file)).toBe(true);
  expect((await server.query('select count(*) from messages', database)).rows[0].count).toBe('0');
});

test('where the connection is lost during the commit it is not known whether it stands, and the file stays', async () => {
  await (await openSqlite()).commit(accepting({ to: ['ann@x'] }));
  await (await openMoved()).verify(false);
  await closeAll();
  // A commit that ends its own connection.
  await server.query(
    `create function cut() returns trigger language plpgsql as
       'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
     create constraint trigger cut after insert on messages deferrable initially deferred
       for each row execute function cut()`,
    database,
  );
  await expect(move()).rejects.toMatchObject({ code: 'unavailable', applied: null });
  expect(existsSync(file)).toBe(true);
});

test('a service on either of them is not pulled away', async () => {
  await openSqlite();
  await expect(move()).rejects.toMatchObject({ code: 'locked' });
  await closeAll();
  const running = await openMoved();
  await running.openSession(lease, Date.now());
  await expect(move()).rejects.toMatchObject({ code: 'rejected', message: expect.stringContaining('sessions') });
});

async function claimedFrom(store: Store) {
  await store.openSession(lease, start);
  return claimAll(store);
}
