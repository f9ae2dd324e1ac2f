/**
 * A reader under fire. Inputs are strings; where the reader takes bytes, one unit is one byte. What `check` finds may
 * depend on the input alone, so that a find can be made small.
 */
import type { Random } from './random.ts';

/** Does the work and measures its time and heap. The judging of its result stays outside. */
type Timed = <T>(work: () => T) => T;

export interface Target {
  readonly name: string;
  /** Its part of all inputs, beside the other targets' shares. */
  readonly share: number;
  make(random: Random): string;
  /** Null, or which promise was broken, in words. */
  check(input: string, timed: Timed): string | null | Promise<string | null>;
}

export const bytesOf = (input: string): Buffer => Buffer.from(input, 'latin1');
