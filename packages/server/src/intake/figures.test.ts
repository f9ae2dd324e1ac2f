/** Figures of several processes over one store add up, and one that is removed is gone for all of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Work } from '../duty/duties.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { day, minute, start } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { keepFigures } from './figures.ts';
import { createSourceBook, noteError, noteItems, rateOf, type SourceBook } from './sources.ts';

let folder: string;
let store: Store;
let now: number;
const failed = (error: unknown): never => {
  throw error;
};
interface Process {
  readonly book: SourceBook;
  /** What the timer does; here by hand. */
  readonly keep: () => Promise<void>;
}
const open: Work[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-figures-'));
  store = await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 });
  now = start;
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop();
  await store.close();
  rmSync(folder, { recursive: true });
});

async function process(over: Store = store): Promise<Process> {
  const book = createSourceBook(() => now, await store.sourceFigures());
  const keeping = keepFigures(book, over, 3_600_000, () => now, failed);
  open.push(keeping);
  return { book, keep: keeping.stop };
}
const seen = ({ book }: Process, name = 'ses') => book.all().find((each) => each.name === name);
const items = (process: Process, count: number): void => noteItems(process.book.of('ses', 'webhook'), count, now);

it('counts add up, the latest item counts, and a second look changes nothing', async () => {
  const [one, two] = [await process(), await process()];
  items(one, 3);
  now += minute;
  items(two, 4);
  noteError(two.book.of('ses', 'webhook'), now, 'not signed');
  for (const each of [one, two, one, one, two]) await each.keep();
  for (const each of [one, two])
    expect(seen(each)).toMatchObject({ items: 7, lastItemAt: now, lastError: { text: 'not signed' } });
  const kept = await store.sourceFigures();
  expect(kept).toMatchObject([{ name: 'ses', figures: { items: 7 } }]);
  now += minute;
  items(one, 1);
  await one.keep();
  await two.keep();
  expect(seen(two)).toMatchObject({ items: 8, lastItemAt: now });
  // 8 items within two minutes, recent ones weighing more.
  const { rate } = { rate: rateOf(seen(two) ?? failed('gone'), now) };
  expect(rate).toBeGreaterThan(1);
  expect(rate).toBeLessThan(1.6);
});

it('what was noted while the clock was ahead is not the latest for as long when it has been put right', async () => {
  now = start + 900 * day;
  const [one, two] = [await process(), await process()];
  items(one, 3);
  noteError(one.book.of('ses', 'webhook'), now, 'not signed');
  for (const each of [one, two]) await each.keep();
  now = start;
  for (const each of [one, two]) await each.keep();
  now += minute;
  items(two, 1);
  noteError(two.book.of('ses', 'webhook'), now, 'too large');
  for (const each of [two, one]) await each.keep();
  for (const each of [one, two])
    expect(seen(each)).toMatchObject({ items: 4, lastItemAt: now, rateAt: now, lastError: { text: 'too large' } });
});

it('what comes while it is written, or what another was faster to write, is added the next time', async () => {
  const one = await process();
  let meanwhile = async (): Promise<void> => {};
  const slow = await process({
    ...store,
    changeSourceFigures: async (...asked) => {
      await meanwhile();
      return store.changeSourceFigures(...asked);
    },
  });
  items(slow, 2);
  meanwhile = async () => {
    meanwhile = async () => {};
    items(slow, 5);
    items(one, 1);
    await one.keep();
  };
  await slow.keep();
  await slow.keep();
  await slow.keep();
  await one.keep();
  expect([seen(one)?.items, seen(slow)?.items]).toEqual([8, 8]);
});

it('a process that starts goes on with what is kept; one that another removed is forgotten', async () => {
  const one = await process();
  items(one, 6);
  await one.keep();
  const two = await process();
  items(two, 1);
  await two.keep();
  await one.keep();
  expect(seen(one)?.items).toBe(7);
  await store.removeSource('ses');
  two.book.forget('ses');
  await one.keep();
  await two.keep();
  expect([one.book.all(), two.book.all(), await store.sourceFigures()]).toEqual([[], [], []]);
  items(two, 1);
  await two.keep();
  await one.keep();
  expect(seen(one)?.items).toBe(1);
});
