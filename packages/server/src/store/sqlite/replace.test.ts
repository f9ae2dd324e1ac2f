/** A restored database in the place of another: whole at every step, and nothing of what was there is lost. */
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimAll, lease } from '../contract/world.ts';
import { accepting, start } from '../store.fixture.ts';
import { openSqliteStore } from './open.ts';
import { isStore, replaceDatabase } from './replace.ts';

let folder: string;
let file: string;
let fresh: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-replace-'));
  [file, fresh] = [join(folder, 'hearback.db'), join(folder, 'hearback.db.restoring')];
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (name: string) => openSqliteStore({ file: name, inProcess: true, ballast: 1 << 16 });

/** A database in which one recipient waits. */
async function storeWith(name: string, recipient: string): Promise<void> {
  const store = await open(name);
  await store.commit(accepting({ to: [recipient] }));
  await store.close();
}

async function waitingIn(name: string): Promise<readonly string[]> {
  const store = await open(name);
  await store.openSession(lease, start);
  const claimed = await claimAll(store);
  await store.close();
  return claimed.map(({ entry }) => entry.recipient);
}

/** As a process that was killed leaves it: what was committed last stands in the log alone. */
async function killedWith(name: string, recipient: string): Promise<void> {
  const elsewhere = join(folder, 'elsewhere.db');
  const store = await open(elsewhere);
  await store.commit(accepting({ to: [recipient] }));
  for (const end of ['', '-wal']) copyFileSync(elsewhere + end, name + end);
  await store.close();
}

test('what was there is kept with what its log holds, and under a name of its own each time', async () => {
  await killedWith(file, 'first@x');
  await storeWith(fresh, 'second@x');
  expect(replaceDatabase(file, fresh)).toBe(`${file}.before`);
  await storeWith(fresh, 'third@x');
  expect(replaceDatabase(file, fresh)).toBe(`${file}.before-2`);
  expect(await waitingIn(file)).toEqual(['third@x']);
  expect(await waitingIn(`${file}.before`)).toEqual(['first@x']);
  expect(await waitingIn(`${file}.before-2`)).toEqual(['second@x']);
});

test('the log of a database that is gone is not read into the new one', async () => {
  await killedWith(file, 'first@x');
  rmSync(file);
  await storeWith(fresh, 'second@x');
  expect(replaceDatabase(file, fresh)).toBeNull();
  expect(existsSync(`${file}-wal`)).toBe(false);
  expect(await waitingIn(file)).toEqual(['second@x']);
});

test('a damaged one makes room, one that is in use does not', async () => {
  writeFileSync(file, 'These are not the pages you are looking for. '.repeat(500));
  await storeWith(fresh, 'second@x');
  replaceDatabase(file, fresh);
  expect(await waitingIn(file)).toEqual(['second@x']);
  const store = await open(file);
  await storeWith(fresh, 'third@x');
  expect(() => replaceDatabase(file, fresh)).toThrow(expect.objectContaining({ code: 'locked' }));
  await store.close();
});

test('an empty file and another program’s database are no stores', async () => {
  writeFileSync(file, '');
  expect(isStore(file)).toBe(false);
  writeFileSync(file, 'These are not the pages you are looking for. '.repeat(500));
  expect(() => isStore(file)).toThrow(expect.objectContaining({ code: 'io' }));
  await storeWith(fresh, 'second@x');
  expect(isStore(fresh)).toBe(true);
});
