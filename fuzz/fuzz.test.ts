/**
 * Fuzzing: HEARBACK_FUZZ inputs in total (60,000 unless told), HEARBACK_FUZZ_SEED to repeat a run, HEARBACK_FUZZ_TARGET
 * for one target alone. Mails and replies of HEARBACK_CORPORA (../shared/corpora unless told) join the seeds when there.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { Random } from './random.ts';
import { fire, type Outcome } from './run.ts';
import { corpora } from './seeds.ts';
import { targets } from './targets/index.ts';

const inputs = Number(process.env.HEARBACK_FUZZ ?? 60_000);
// The short run of `npm test` is the same every time; a long one looks elsewhere each time.
const anySeed = process.env.HEARBACK_FUZZ === undefined ? 1 : Date.now() % 2 ** 32;
const seed = Number(process.env.HEARBACK_FUZZ_SEED ?? anySeed);
const only = process.env.HEARBACK_FUZZ_TARGET;

const chosen = targets.filter(({ name }) => only === undefined || name === only);
const shares = chosen.reduce((sum, { share }) => sum + share, 0);
const outcomes: Outcome[] = [];

describe(`fuzz seed ${seed}`, () => {
  test.each(chosen.map((target, index) => ({ target, index, name: target.name })))(
    '$name',
    async ({ target, index }) => {
      const outcome = await fire(target, Math.ceil((inputs * target.share) / shares), new Random(seed + index));
      outcomes.push(outcome);
      expect(outcome.finds.map(({ broken, input }) => `${broken}\n  input ${JSON.stringify(abridged(input))}`)).toEqual(
        [],
      );
    },
  );
});

/** The middle of a long input tells what was repeated. */
const abridged = (input: string): string => {
  const middle = input.length >> 1;
  return input.length < 2000
    ? input
    : `${input.slice(0, 500)} … ${input.slice(middle, middle + 500)} … ${input.slice(-500)}`;
};

afterAll(() => {
  const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
  const row = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(12))).join('');
  const total = outcomes.reduce((sum, outcome) => sum + outcome.inputs, 0);
  const lines = [
    row(['target', 'inputs', 'inputs/s', 'ms per 64 KB', 'of bytes', 'peak MB', 'kept MB']),
    ...outcomes.map(({ target, inputs: n, seconds, slowest, peak, kept }) =>
      row([
        target,
        `${n}`,
        (n / seconds).toFixed(0),
        slowest.milliseconds.toFixed(1),
        `${slowest.size}`,
        megabytes(peak),
        megabytes(kept),
      ]),
    ),
    `${total} inputs, seed ${seed}, ${corpora.length} files of the corpora`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
});
