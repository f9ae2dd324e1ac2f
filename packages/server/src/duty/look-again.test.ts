import { expect, test } from 'vitest';
import { lookAgain } from './look-again.ts';

interface Look {
  readonly end: () => void;
  readonly fail: (error: Error) => void;
}

function looks(): { readonly begun: Look[]; readonly ask: () => Promise<void> } {
  const begun: Look[] = [];
  const ask = lookAgain(() => new Promise<void>((end, fail) => void begun.push({ end, fail })));
  return { begun, ask };
}

test('one look at a time; who asks during one gets the next, however many ask', async () => {
  const { begun, ask } = looks();
  const first = ask();
  const told: string[] = [];
  const [second, third] = [ask().then(() => told.push('second')), ask().then(() => told.push('third'))];
  expect(begun).toHaveLength(1);
  begun[0]?.end();
  await first;
  expect(told).toEqual([]);
  expect(begun).toHaveLength(2);
  begun[1]?.end();
  await Promise.all([second, third]);
  void ask();
  expect(begun).toHaveLength(3);
});

test('a look that fails says so to who asked for it, and the next begins all the same', async () => {
  const { begun, ask } = looks();
  const first = ask();
  const second = ask();
  begun[0]?.fail(new Error('no store'));
  await expect(first).rejects.toThrow('no store');
  begun[1]?.end();
  await second;
  const third = ask();
  begun[2]?.end();
  await third;
});
