/** Numbers from 0 to 1 that are the same in every run. */
import { createHash } from 'node:crypto';

export function createPrng(seed: string): () => number {
  let turn = 0;
  return () => createHash('sha256').update(`${seed} ${turn++}`).digest().readUInt32BE(0) / 2 ** 32;
}
