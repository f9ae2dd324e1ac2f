/** First in, first out, without moving what stands behind. */
export class Line<T> {
  #items: (T | undefined)[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  unshift(item: T): void {
    if (this.#head > 0) this.#items[--this.#head] = item;
    else this.#items.unshift(item);
  }

  /** Takes the first of the next `depth` that fits; what stood before it keeps its turn. */
  take(fits: (item: T) => boolean, depth: number): T | null {
    const end = Math.min(this.#items.length, this.#head + depth);
    for (let at = this.#head; at < end; at++) {
      const item = this.#items[at];
      if (item === undefined || !fits(item)) continue;
      for (let back = at; back > this.#head; back--) this.#items[back] = this.#items[back - 1];
      this.#items[this.#head++] = undefined;
      this.#tidy();
      return item;
    }
    return null;
  }

  peek(): T | null {
    return this.#items[this.#head] ?? null;
  }

  /** Takes out all that fit. */
  remove(fits: (item: T) => boolean): readonly T[] {
    const all = this.#items.slice(this.#head) as T[];
    const taken = all.filter(fits);
    if (taken.length > 0) {
      this.#items = all.filter((item) => !fits(item));
      this.#head = 0;
    }
    return taken;
  }

  /** Takes out what stands behind the first `count`. */
  beyond(count: number): readonly T[] {
    return this.#items.splice(this.#head + count) as T[];
  }

  #tidy(): void {
    if (this.#head < 64 || this.#head * 2 < this.#items.length) return;
    this.#items = this.#items.slice(this.#head);
    this.#head = 0;
  }
}
