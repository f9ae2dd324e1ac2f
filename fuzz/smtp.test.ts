/**
 * SMTP under fire, both ends: 5,000 lines in the short run, 100,000 or HEARBACK_FUZZ in a long one. HEARBACK_FUZZ_SEED
 * repeats a run.
 */
import { expect, test } from 'vitest';
import { fireAtClient } from './smtp-client.ts';
import { fireAtServer } from './smtp-server.ts';

const asked = process.env.HEARBACK_FUZZ;
const lines = asked === undefined ? 5_000 : Math.max(100_000, Number(asked));
const seed = Number(process.env.HEARBACK_FUZZ_SEED ?? (asked === undefined ? 1 : Date.now() % 2 ** 31));

test.each([
  ['the server', fireAtServer],
  ['the client', fireAtClient],
])(`SMTP fuzz seed ${seed}: %s`, async (name, fire) => {
  const began = performance.now();
  const { lines: fired, finds } = await fire(lines, seed);
  expect(finds).toEqual([]);
  expect(fired).toBeGreaterThanOrEqual(lines);
  process.stdout.write(
    `${name}: ${fired} lines in ${((performance.now() - began) / 1000).toFixed(1)} s, seed ${seed}\n`,
  );
});
