import { expect, test } from 'vitest';
import { groupCommit } from './group-commit.ts';

const wide = { items: 100, weight: 1e9 };

/** Writes that end when the test says so. */
function heldWrites() {
  const batches: (readonly string[])[] = [];
  const ends: (() => void)[] = [];
  const begun: (() => void)[] = [];
  return {
    batches,
    write: (items: readonly string[]) => {
      batches.push(items);
      begun.shift()?.();
      return new Promise<readonly string[]>((resolve) => ends.push(() => resolve(items.map((item) => `${item}!`))));
    },
    begins: () => new Promise<void>((resolve) => begun.push(resolve)),
    end: () => ends.shift()?.(),
  };
}

test('what arrives in one turn is one batch; what arrives while it is written is the next', async () => {
  const { batches, write, begins, end } = heldWrites();
  const { add } = groupCommit(write, wide);
  const first = begins();
  const early = [add('a', 1), add('b', 1)];
  await first;
  const late = [add('c', 1), add('d', 1), add('e', 1)];
  expect(batches).toEqual([['a', 'b']]);
  const second = begins();
  end();
  expect(await Promise.all(early)).toEqual(['a!', 'b!']);
  await second;
  expect(batches[1]).toEqual(['c', 'd', 'e']);
  end();
  expect(await Promise.all(late)).toEqual(['c!', 'd!', 'e!']);
});

test.each([
  ['items', { items: 2, weight: 100 }, [['a', 'b'], ['c', 'd'], ['e']]],
  ['weight', { items: 100, weight: 7 }, [['a', 'b'], ['c', 'd'], ['e']]],
  ['weight, but never to nothing', { items: 100, weight: 2 }, [['a'], ['b'], ['c'], ['d'], ['e']]],
])('a batch is bounded by its %s', async (_, limits, expected) => {
  const batches: (readonly string[])[] = [];
  const { add } = groupCommit(async (items: readonly string[]) => {
    batches.push(items);
    return items;
  }, limits);
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map((item) => add(item, 3)));
  expect(batches).toEqual(expected);
});

test('a failed write rejects its batch alone; an error among the results rejects its item alone', async () => {
  const { add, idle } = groupCommit(
    async (items: readonly string[]) => {
      if (items.includes('bad batch')) throw new Error('disk');
      return items.map((item) => (item === 'bad' ? new Error('item') : item));
    },
    { items: 2, weight: 100 },
  );
  const outcomes = await Promise.allSettled(['bad batch', 'x', 'bad', 'y', 'z'].map((item) => add(item, 1)));
  await idle();
  expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason.message))).toEqual([
    'disk',
    'disk',
    'item',
    'y',
    'z',
  ]);
});

test('idle waits for everything that was added', async () => {
  const written: string[] = [];
  const { add, idle } = groupCommit(async (items: readonly string[]) => {
    written.push(...items);
    return items;
  }, wide);
  void add('a', 1);
  void add('b', 1);
  await idle();
  expect(written).toEqual(['a', 'b']);
});
