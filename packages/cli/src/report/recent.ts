/**
 * A map that remembers the most recent keys and forgets old ones in two generations: never more than twice `limit`
 * entries, each operation constant time (deleting the oldest key of a Map one by one is not).
 */
export class Recent<Value> {
  private young = new Map<string, Value>();
  private old = new Map<string, Value>();
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  get(key: string): Value | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    if (this.old.size === 0) return undefined;
    const kept = this.old.get(key);
    if (kept !== undefined) {
      this.old.delete(key);
      this.set(key, kept);
    }
    return kept;
  }

  set(key: string, value: Value): void {
    if (this.young.size >= this.limit && !this.young.has(key)) {
      this.forgotten(this.old);
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }

  /** What is about to be forgotten; for those who must say so. */
  forgotten: (entries: ReadonlyMap<string, Value>) => void = () => {};
}

/** A copy that does not keep the block it was cut from alive (V8 slices point into their parent). */
export const own = (text: string): string => (text.length < 13 ? text : Buffer.from(text).toString());
