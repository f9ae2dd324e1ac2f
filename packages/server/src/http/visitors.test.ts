/** Links and sessions by a clock that is wrong; the rest is tested through the API. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { day, start } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { createVisitorBook } from './visitors.ts';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-visitors-'));
  store = await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

it('a link and a session of a clock that was ahead work no more when it has been put right', async () => {
  let now = start + 900 * day;
  const book = createVisitorBook(store, () => now);
  const [first, second] = [await book.invite('ann', ['events:read']), await book.invite('ann', ['events:read'])];
  const entered = await book.enter(first.secret);
  expect(await book.caller(entered?.secret ?? '')).toMatchObject({ name: expect.stringContaining('ann') });
  now = start;
  expect(await book.caller(entered?.secret ?? '')).toBeNull();
  expect(await book.sessions()).toEqual([]);
  expect(await book.enter(second.secret)).toBeNull();
  const again = await book.enter((await book.invite('ann', ['events:read'])).secret);
  expect(await book.caller(again?.secret ?? '')).not.toBeNull();
});
