/**
 * Statements that run for every message: built and compiled once by Kysely, then run as prepared statements with a row of
 * values. `slot(n)` stands where the n-th value goes.
 */
import type { Compilable } from 'kysely';

class Slot {
  readonly index: number;
  constructor(index: number) {
    this.index = index;
  }
}

/** Fits wherever a value may stand. */
export type PlaceSlot = (index: number) => never;

/** Throws when the slots do not stand in the statement in their order, each once: a row could not be bound as it is. */
export function compileHot(build: (slot: PlaceSlot) => Compilable): string {
  const { sql, parameters } = build((index) => new Slot(index) as never).compile();
  parameters.forEach((parameter, index) => {
    if (!(parameter instanceof Slot) || parameter.index !== index)
      throw new Error(`value ${index} is out of place: ${sql}`);
  });
  return sql;
}
