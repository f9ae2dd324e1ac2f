import { expect, it } from 'vitest';
import type { TailMark } from './tail.ts';
import { createTaking } from './taking.ts';

const mark = (offset: number): TailMark => ({ file: 'f', head: '', headLength: 0, offset });

interface Block {
  readonly taken: Promise<void>;
  readonly recorded: () => void;
  readonly failed: (error: Error) => void;
}
function block(): Block {
  let recorded = (): void => {};
  let failed = (_error: Error): void => {};
  const taken = new Promise<void>((resolve, reject) => {
    recorded = resolve;
    failed = reject;
  });
  return { taken, recorded, failed };
}

it('the place is kept in the order of the lines, whichever block is recorded first', async () => {
  const kept: number[] = [];
  const taking = createTaking(async ({ offset }) => void kept.push(offset));
  const [one, two] = [block(), block()];
  await taking.add(one.taken, mark(1));
  await taking.add(two.taken, mark(2));
  two.recorded();
  await two.taken;
  expect(kept).toEqual([]);
  one.recorded();
  await taking.end();
  expect(kept).toEqual([1, 2]);
});

it('nothing behind a block that failed is kept, and the end waits for what goes on', async () => {
  const kept: number[] = [];
  const taking = createTaking(async ({ offset }) => void kept.push(offset));
  const [one, two] = [block(), block()];
  await taking.add(one.taken, mark(1));
  await taking.add(two.taken, mark(2));
  one.failed(new Error('the disk is full'));
  let ended = false;
  const end = taking.end().finally(() => {
    ended = true;
  });
  end.catch(() => {});
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toBe(false);
  two.recorded();
  await expect(end).rejects.toThrow('the disk is full');
  expect(kept).toEqual([]);
});

it('a place that cannot be kept is told of', async () => {
  const taking = createTaking(() => Promise.reject(new Error('the disk is full')));
  await taking.add(Promise.resolve(), mark(1));
  await expect(taking.end()).rejects.toThrow('the disk is full');
  await expect(taking.add(Promise.resolve(), mark(2))).rejects.toThrow('the disk is full');
});

it('of several places that are reached while one is being kept, the last is kept', async () => {
  const kept: number[] = [];
  const slow = block();
  const taking = createTaking(async ({ offset }) => {
    kept.push(offset);
    if (offset === 1) await slow.taken;
  });
  for (const offset of [1, 2, 3]) await taking.add(Promise.resolve(), mark(offset));
  await new Promise((resolve) => setImmediate(resolve));
  slow.recorded();
  await taking.end();
  expect(kept).toEqual([1, 3]);
});

it('only a few blocks are under way: the next is read when the first of them is done', async () => {
  const taking = createTaking(async () => {});
  const blocks = Array.from({ length: 20 }, block);
  let read = 0;
  const reading = (async () => {
    for (const { taken } of blocks) {
      await taking.add(taken, mark(read));
      read++;
    }
  })();
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  await settled();
  expect(read).toBeLessThan(blocks.length);
  const before = read;
  blocks[0]?.recorded();
  await settled();
  expect(read).toBe(before + 1);
  for (const { recorded } of blocks) recorded();
  await reading;
  await taking.end();
});
