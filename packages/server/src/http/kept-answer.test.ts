/** A dear answer is not made for everyone who asks; a quick one is never old. */
import { expect, test } from 'vitest';
import { keptAnswer } from './kept-answer.ts';

/** Each answer is a number, one more each time; it takes as long as `takes` says. */
function counting(takes: { milliseconds: number }) {
  const world = { now: 0, made: 0, fails: false, changes: 0 };
  const ask = keptAnswer(
    async () => {
      world.made++;
      world.now += takes.milliseconds;
      if (world.fails) throw new Error('the store is closed');
      return world.made;
    },
    () => world.changes,
    () => world.now,
  );
  return { world, ask };
}

test('what is quick is made anew for everyone who asks', async () => {
  const { ask } = counting({ milliseconds: 100 });
  expect([await ask(), await ask(), await ask()]).toEqual([1, 2, 3]);
});

test('what is dear is given again, then made anew behind those who ask, and is never older than twenty times what it took', async () => {
  const takes = { milliseconds: 200 };
  const { world, ask } = counting(takes);
  expect([await ask(), await ask()]).toEqual([1, 1]);
  world.now = 1999;
  expect(await ask()).toBe(1);
  world.now = 2000;
  expect([await ask(), await ask()]).toEqual([1, 2]);
  world.now = 2000 + 4000;
  expect(await ask()).toBe(3);
  takes.milliseconds = 1;
  world.now += 4000;
  expect([await ask(), await ask()]).toEqual([4, 5]);
});

test('many who ask at once when it is too old wait for the same; a failure is told to whoever asks next', async () => {
  const { world, ask } = counting({ milliseconds: 200 });
  await ask();
  world.now = 10_000;
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([2, 2, 2]);
  world.fails = true;
  world.now += 2500;
  expect(await ask()).toBe(2);
  await expect(ask()).rejects.toThrow('the store is closed');
});

test('who asks while one is being made waits for it once it has turned out dear, and not before', async () => {
  const ends: ((answer: string) => void)[] = [];
  let now = 0;
  const ask = keptAnswer(
    () => new Promise<string>((resolve) => void ends.push(resolve)),
    () => 0,
    () => now,
  );
  const first = ask();
  now = 100;
  const second = ask();
  now = 201;
  const others = [ask(), ask()];
  expect(ends).toHaveLength(2);
  ends[0]?.('first');
  ends[1]?.('second');
  expect(await Promise.all([first, second, ...others])).toEqual(['first', 'second', 'second', 'second']);
});

test('what was made or begun before a change is given to nobody who asks after it; those who ask then wait for the same', async () => {
  const ends: ((answer: string) => void)[] = [];
  const world = { now: 0, changes: 0 };
  const ask = keptAnswer(
    () => new Promise<string>((resolve) => void ends.push(resolve)),
    () => world.changes,
    () => world.now,
  );
  const before = ask();
  world.now = 200;
  world.changes++;
  const after = ask();
  world.now = 500;
  ends[0]?.('before');
  expect(await before).toBe('before');
  const others = [ask(), ask()];
  expect(ends).toHaveLength(2);
  ends[1]?.('after');
  expect(await Promise.all([after, ...others])).toEqual(['after', 'after', 'after']);
  expect(await ask()).toBe('after');
  world.changes++;
  const last = [ask(), ask()];
  ends[2]?.('last');
  expect(await Promise.all(last)).toEqual(['last', 'last']);
  expect(ends).toHaveLength(3);
});
