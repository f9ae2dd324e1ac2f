/** How many entries are in memory, and whether there is room for more. */
import type { NewEntry } from '../store/rows.ts';
import type { BodyMemory } from './body-memory.ts';

export class QueueMemory {
  readonly #limit: number;
  readonly #bodies: BodyMemory;
  #entries = 0;

  constructor(limit: number, bodies: BodyMemory) {
    this.#limit = limit;
    this.#bodies = bodies;
  }

  get entries(): number {
    return this.#entries;
  }

  get room(): number {
    return this.#bodies.isFull ? 0 : Math.max(0, this.#limit - this.#entries);
  }

  /** New mail may fill all but a tenth, which is kept for what waits in the store. */
  reserve(entries: readonly NewEntry[]): boolean {
    if (this.#bodies.isFull || this.#entries + entries.length > this.#limit * 0.9) return false;
    this.#entries += entries.length;
    return true;
  }

  add(entries: number): void {
    this.#entries += entries;
  }

  remove(entries: number): void {
    this.#entries -= entries;
  }
}
