/** Messages a second as a bucket of tokens: one second's worth may go at once. Instants are of the monotonic clock. */
export class Rate {
  #perSecond: number | null = null;
  #tokens = 1;
  #at = 0;

  /** Null: no limit. */
  set(perSecond: number | null, now: number): void {
    if (perSecond === this.#perSecond) return;
    this.#fill(now);
    this.#perSecond = perSecond;
    this.#tokens = Math.min(this.#tokens, this.#burst());
  }

  /** Takes a token; otherwise says in how many milliseconds there will be one. 0 is: taken. */
  take(now: number): number {
    if (this.#perSecond === null) return 0;
    this.#fill(now);
    // A thousandth is lost in the arithmetic of waiting exactly long enough.
    if (this.#tokens >= 0.999) {
      this.#tokens -= 1;
      return 0;
    }
    return Math.ceil(((1 - this.#tokens) / this.#perSecond) * 1000);
  }

  #fill(now: number): void {
    if (this.#perSecond !== null) {
      const earned = ((now - this.#at) / 1000) * this.#perSecond;
      this.#tokens = Math.min(this.#burst(), this.#tokens + Math.max(0, earned));
    }
    this.#at = now;
  }

  #burst(): number {
    return Math.max(1, this.#perSecond ?? 1);
  }
}
