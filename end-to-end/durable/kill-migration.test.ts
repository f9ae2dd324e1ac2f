/**
 * kill -9 in the middle of the migration that moves a long suppression list to its places: the list is the old one, whole, and
 * the next start brings it over, whole.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { checkedOf, damageIn } from './api.ts';
import { addressOf, entriesOfAddresses, type ListInFile, listIn, makeOld } from './old-list.ts';
import { type Life, startLife } from './server-process.ts';

/** More than SQLite keeps in memory: what it has changed is written to the log long before the commit. */
const addresses = 200_000;

let home: string;
let config: string;
let old: string;
let before: ListInFile;
let lives = 0;
let life: Life;

function start(data: string, point?: string): Life {
  const name = `life-${++lives}.example`;
  life = startLife({
    ...{ name, config, data, socket: join(home, `${name}.sock`) },
    env: point === undefined ? {} : { HEARBACK_FAILPOINT: point },
  });
  return life;
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'hearback-migration-'));
  config = join(home, 'hearback.toml');
  writeFileSync(
    config,
    '[server]\nhostname = "hearback.example"\n[smtp.listeners.submission]\nport = 0\n[http]\nenabled = false\n',
  );
  const { ready, exited, kill } = start(join(home, 'old'));
  expect(await ready).not.toBeNull();
  kill('SIGTERM');
  await exited;
  old = join(home, 'old', 'hearback.db');
  makeOld(old, addresses);
  before = listIn(old);
  expect(before).toMatchObject({ migrated: false, halfMade: false });
  expect(before.entries).toHaveLength(entriesOfAddresses(addresses));
}, 120_000);

// One that a failure has left behind, too.
afterEach(async () => {
  life.kill('SIGKILL');
  await life.exited;
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

function copyOfOld(name: string): { readonly data: string; readonly file: string } {
  const data = join(home, name);
  mkdirSync(data, { mode: 0o700 });
  const file = join(data, 'hearback.db');
  copyFileSync(old, file);
  return { data, file };
}

/** Resolves when the log has grown so far; the migration is under way then, and has not committed. */
function grown(data: string, octets: number, ended: Promise<unknown>): Promise<void> {
  const log = join(data, 'hearback.db-wal');
  return new Promise((resolve, reject) => {
    const watcher = watch(data, () => {
      if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) < octets) return;
      watcher.close();
      resolve();
    });
    void ended.then(() => {
      watcher.close();
      reject(new Error('the server ended before its log had grown'));
    });
  });
}

/** The next start has the whole list, and answers for it. */
async function expectWhole(data: string, file: string): Promise<void> {
  const { ready, socket, exited, kill } = start(data);
  expect(await ready).not.toBeNull();
  const asked = [0, 10, 77_777, addresses - 1].map(addressOf);
  expect(await checkedOf(socket, [...asked, 'nobody@d1.example'])).toEqual([true, true, true, true, false]);
  expect(await damageIn(socket)).toEqual([]);
  kill('SIGTERM');
  expect((await exited).code).toBe(0);
  const after = listIn(file);
  expect(after).toMatchObject({ migrated: true, halfMade: false });
  expect(problemsIn(after.entries)).toEqual([]);
}

/** Counts rather than the half million entries themselves. */
function problemsIn(entries: readonly string[]): readonly string[] {
  const wanted = new Set(before.entries);
  const found = new Set(entries);
  const lost = before.entries.filter((entry) => !found.has(entry)).length;
  const strange = entries.filter((entry) => !wanted.has(entry)).length;
  const twice = entries.length - found.size;
  return Object.entries({ lost, strange, twice }).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]));
}

it.each([2, 4, 5])('before statement %i of the five', { timeout: 120_000 }, async (statement) => {
  const { data, file } = copyOfOld(`statement-${statement}`);
  const { ready, exited } = start(data, `mid-migration:kill@${statement}`);
  expect(await ready).toBeNull();
  expect((await exited).signal).toBe('SIGKILL');
  const left = listIn(file);
  expect(left).toMatchObject({ migrated: false, halfMade: false });
  expect(problemsIn(left.entries)).toEqual([]);
  await expectWhole(data, file);
});

it.each([1, 12])('while entries are on their way, with %i MB of it in the log', { timeout: 120_000 }, async (size) => {
  const { data, file } = copyOfOld(`log-${size}`);
  const { ready, exited, kill } = start(data);
  await grown(data, size << 20, exited);
  kill('SIGKILL');
  expect(await ready).toBeNull();
  expect((await exited).signal).toBe('SIGKILL');
  expect(statSync(join(data, 'hearback.db-wal')).size).toBeGreaterThanOrEqual(size << 20);
  const left = listIn(file);
  expect(left).toMatchObject({ migrated: false, halfMade: false });
  expect(problemsIn(left.entries)).toEqual([]);
  await expectWhole(data, file);
});

it('the control: a migration that commits in its middle is found out, and so is a list that lost one', {
  timeout: 120_000,
}, async () => {
  const { data, file } = copyOfOld('control');
  const db = new Database(file);
  db.exec('create table listed (id integer primary key)');
  db.close();
  expect(listIn(file).halfMade).toBe(true);
  const { ready, exited } = start(data);
  expect(await ready).toBeNull();
  expect((await exited).code).not.toBe(0);
  expect(problemsIn([...before.entries.slice(2), ...before.entries.slice(-1)])).toEqual(['2 lost', '1 twice']);
});
