/** What belongs to a file on a disk: starting anew, the lock, backups, damage, and no space. */
import { chownSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimAll, claimOne, lease } from '../contract/world.ts';
import { accepting, done, retried, start } from '../store.fixture.ts';
import type { Store } from '../store.ts';
import { copyStore } from './backup.ts';
import { verifyFile } from './look-through.ts';
import { openSqliteStore, type SqliteOptions } from './open.ts';
import { replaceDatabase } from './replace.ts';

let folder: string;
let file: string;
const opened: Store[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-file-'));
  file = join(folder, 'hearback.db');
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true });
});

async function open(options: Partial<SqliteOptions> = {}): Promise<Store> {
  const store = await openSqliteStore({ file, inProcess: true, ballast: 1 << 16, ...options });
  opened.push(store);
  await store.openSession(lease, start);
  return store;
}

test('after a restart everything is there, and what the old process had leased is free at once', async () => {
  const before = await open();
  const mail = accepting({ leased: true, to: ['leased@x'] });
  await before.commit(mail);
  await before.commit(accepting({ to: ['claimed@x'] }));
  await claimOne(before);
  await before.close();
  const after = await open();
  const claimed = await claimAll(after);
  expect(claimed.map(({ entry }) => entry.recipient).sort()).toEqual(['claimed@x', 'leased@x']);
  expect(Buffer.from((await after.body(mail.accept.message.id)) ?? [])).toEqual(Buffer.from(mail.accept.body));
  expect((await after.events({}, null, 10)).data).toHaveLength(2);
});

test('what a process that died left in its log is in its place before anything is written behind it', async () => {
  const before = await open();
  await before.commit(accepting({ to: ['left@x'] }));
  const left = join(folder, 'left.db');
  for (const suffix of ['', '-wal']) copyFileSync(`${file}${suffix}`, `${left}${suffix}`);
  const after = await openSqliteStore({ file: left, inProcess: true, ballast: 1 << 16 });
  opened.push(after);
  // As after a loss of power, if the log had never come to the drive.
  const drive = join(folder, 'drive.db');
  copyFileSync(left, drive);
  const db = new Database(drive, { readonly: true });
  expect(db.prepare('select recipient from queue').pluck().all()).toEqual(['left@x']);
  db.close();
});

test('a second process is told that the file is in use, and may have it afterwards', async () => {
  const first = await open();
  await expect(open()).rejects.toMatchObject({ code: 'locked', message: expect.stringContaining(file) });
  // The refused one has not taken the lock away from the first.
  await expect(open()).rejects.toMatchObject({ code: 'locked' });
  expect(await first.commit(accepting())).toBe('committed');
  await first.close();
  expect(await (await open()).counts(start)).toMatchObject({ waiting: 1 });
});

test('nobody else on the machine can read the files', async () => {
  const store = await open();
  await store.commit(accepting());
  for (const suffix of ['', '-wal', '-shm', '-lock', '-ballast']) {
    expect([suffix, (statSync(`${file}${suffix}`).mode & 0o077).toString(8)]).toEqual([suffix, '0']);
  }
});

test('what root makes in the folder of the service belongs to the service', async () => {
  // Somebody else's, where the test may give it away.
  if (process.getuid?.() === 0) chownSync(folder, 4711, 4712);
  const { uid, gid } = statSync(folder);
  const store = await open();
  await store.commit(accepting());
  await store.backup?.(join(folder, 'copy.db'));
  await opened.splice(0)[0]?.close();
  copyFileSync(join(folder, 'copy.db'), join(folder, 'fresh.db'));
  replaceDatabase(file, join(folder, 'fresh.db'));
  for (const name of ['hearback.db', 'hearback.db.before', 'hearback.db-lock', 'hearback.db-ballast', 'copy.db'])
    expect([name, statSync(join(folder, name))]).toMatchObject([name, { uid, gid }]);
});

test('a file of a later version is refused and left alone', async () => {
  await (await open()).close();
  const db = new Database(file);
  db.prepare('insert into kysely_migration (name, timestamp) values (?, ?)').run('9999-later', '');
  db.close();
  await expect(open()).rejects.toMatchObject({
    code: 'schema',
    message: expect.stringMatching(
      /^the data were written by a later version of Hearback \(9999-later\): run that one/,
    ),
  });
});

test('what is no database is refused', async () => {
  writeFileSync(file, 'These are not the pages you are looking for. '.repeat(500));
  await expect(open()).rejects.toMatchObject({ code: 'io' });
});

test('weaker settings are told; they exist so that tests for lost mail can fail', async () => {
  expect(await (await open()).guarantee()).toEqual({ durable: true, text: 'SQLite WAL, synchronous=FULL' });
  await opened.splice(0)[0]?.close();
  const weak = await open({ synchronous: 'normal' });
  expect(await weak.guarantee()).toEqual({ durable: false, text: 'SQLite WAL, synchronous=NORMAL' });
});

describe('backup', () => {
  test('holds everything that was committed before, opens as a store, and is nobody else’s to read', async () => {
    const store = await open();
    const units = Array.from({ length: 50 }, () => accepting());
    await Promise.all(units.map((unit) => store.commit(unit)));
    await claimAll(store);
    const copy = join(folder, 'copy.db');
    const [, later] = await Promise.all([store.backup?.(copy), store.commit(accepting())]);
    expect(later).toBe('committed');
    expect((statSync(copy).mode & 0o077).toString(8)).toBe('0');
    await store.close();
    const restored = await open({ file: copy });
    const ids = (await claimAll(restored)).map(({ entry }) => entry.messageId);
    expect(ids).toEqual(expect.arrayContaining(units.map((unit) => unit.accept.message.id)));
    expect(await restored.verify(true)).toEqual([]);
  });

  test('of a store that nobody has open is of the version it has, with what a killed process committed last', async () => {
    const store = await open();
    const unit = accepting();
    await store.commit(unit);
    // As a killed process leaves it: what was committed stands in the log alone.
    const left = join(folder, 'left.db');
    for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${left}${end}`);
    const older = new Database(left);
    const [last] = older.prepare<[], { name: string }>('select name from kysely_migration order by name desc').all();
    older.prepare('delete from kysely_migration where name = ?').run(last?.name);
    older.close();
    const copy = join(folder, 'copy.db');
    copyStore(left, copy);
    for (const each of [left, copy]) {
      const db = new Database(each, { readonly: true });
      const names = db.prepare('select name from kysely_migration').pluck().all();
      expect(names).not.toContain(last?.name);
      expect(names.length).toBeGreaterThan(3);
      expect(db.prepare('select count(*) from queue').pluck().get()).toBe(1);
      db.close();
    }
    expect((statSync(copy).mode & 0o077).toString(8)).toBe('0');
    expect(() => copyStore(left, copy)).toThrow('a backup overwrites nothing');
    expect(() => copyStore(file, join(folder, 'other.db'))).toThrow('another process works with');
  });

  test('overwrites nothing', async () => {
    const store = await open();
    const copy = join(folder, 'copy.db');
    writeFileSync(copy, 'precious');
    await expect(store.backup?.(copy)).rejects.toMatchObject({ code: 'rejected' });
    expect(readFileSync(copy, 'utf8')).toBe('precious');
    await expect(store.backup?.(join(folder, 'none', 'copy.db'))).rejects.toThrow();
    expect(await store.commit(accepting())).toBe('committed');
  });
});

test('is looked through without being changed; of another version it is refused', async () => {
  const store = await open();
  await store.commit(accepting());
  await expect(verifyFile(file, true)).rejects.toMatchObject({ code: 'locked' });
  // As a killed process leaves it.
  const left = join(folder, 'left.db');
  for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${left}${end}`);
  const octets = () => ['', '-wal'].map((end) => readFileSync(`${left}${end}`).toString('base64'));
  const before = octets();
  expect(await verifyFile(left, true)).toEqual([]);
  expect(octets()).toEqual(before);
  const other = new Database(left);
  const names = other.prepare<[], string>('select name from kysely_migration order by name desc').pluck().all();
  const all = () => other.prepare('select name from kysely_migration order by name').pluck().all();
  for (const [name, why] of [
    ["'9999-later'", 'a later version'],
    [null, 'an earlier version'],
  ] as const) {
    if (name !== null) other.exec(`insert into kysely_migration values (${name}, '2026-01-01')`);
    else other.exec(`delete from kysely_migration where name in ('9999-later', '${names[0]}')`);
    const [at, stood] = [all(), octets()];
    await expect(verifyFile(left, false)).rejects.toMatchObject({
      code: 'schema',
      message: expect.stringContaining(why),
    });
    expect([all(), octets()]).toEqual([at, stood]);
  }
  other.close();
});

test('flipped bits in the pages of bodies and events are found, or stand where nothing is kept', async () => {
  const store = await open();
  const secret = 'A sentence that stands in the body. ';
  await store.commit(accepting({ body: Buffer.from(secret.repeat(2000)) }));
  await store.close();
  const octets = readFileSync(file);
  const at = octets.indexOf(secret.repeat(20));
  expect(at).toBeGreaterThan(0);
  octets[at + 5] = (octets[at + 5] ?? 0) ^ 4;
  writeFileSync(file, octets);
  const damaged = await open();
  expect(await damaged.verify(false)).toEqual([]);
  expect(await damaged.verify(true)).toEqual([expect.stringMatching(/^the body of msg_/)]);
});

test('a page that is overwritten is found', async () => {
  const store = await open();
  await Promise.all(Array.from({ length: 200 }, () => store.commit(accepting())));
  await store.close();
  const octets = readFileSync(file);
  const page = Math.floor(octets.indexOf('Subject: news') / 8192) * 8192;
  octets.fill(0, page, page + 200);
  writeFileSync(file, octets);
  const damaged = await open();
  expect(await damaged.verify(false)).not.toEqual([]);
});

describe('no space left', () => {
  const body = Buffer.alloc(100_000, 'x');

  /** Fills the database until it refuses. */
  async function fillUp(store: Store): Promise<number> {
    for (let count = 0; ; count++) {
      try {
        await store.commit(accepting({ body }));
      } catch (error) {
        expect(error).toMatchObject({ code: 'full', applied: false });
        return count;
      }
    }
  }

  test('mail is refused with a reason, nothing that was taken is lost, and it heals when the queue shrinks', async () => {
    const store = await open({ maxSize: 3 << 20 });
    const taken = await fillUp(store);
    expect(taken).toBeGreaterThan(5);
    const small = await Promise.allSettled([store.commit(accepting({ body })), store.commit({ events: [] })]);
    expect(small.map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
    const claimed = await claimAll(store);
    expect(claimed).toHaveLength(taken);
    for (const each of claimed.slice(0, 5))
      expect(await store.commit({ settle: [done(each)], events: [] })).toBe('committed');
    expect(await store.commit(accepting({ body }))).toBe('committed');
    expect(await store.verify(true)).toEqual([]);
    expect(await store.counts(start)).toMatchObject({ leased: taken - 5, waiting: 1 });
  });

  test('the ballast is real octets, given free when the disk is full and taken back when there is room', async () => {
    const store = await open({ maxSize: 3 << 20, ballast: 300_000 });
    const { size, blocks } = statSync(`${file}-ballast`);
    expect(size).toBe(300_000);
    expect(blocks * 512).toBeGreaterThanOrEqual(300_000);
    await fillUp(store);
    expect(statSync(`${file}-ballast`, { throwIfNoEntry: false })).toBeUndefined();
    const claimed = await claimAll(store);
    for (const each of claimed) await store.commit({ settle: [done(each)], events: [] });
    expect(await store.commit(accepting({ body }))).toBe('committed');
    expect(statSync(`${file}-ballast`).size).toBe(300_000);
  });

  test('retries go on while mail is refused', async () => {
    const store = await open({ maxSize: 3 << 20 });
    await fillUp(store);
    const [claimed] = await claimAll(store);
    if (claimed === undefined) throw new Error('some were taken');
    expect(await store.commit({ settle: [retried(claimed)], events: [] })).toBe('committed');
  });
});
