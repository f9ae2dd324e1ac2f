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

  /** In how many milliseconds there will be a token. */
  wait(now: number): number {
    if (this.#perSecond === null) return 0;
    this.#fill(now);
    // A thousandth is lost in the arithmetic of waiting exactly long enough.
    return this.#tokens >= 0.999 ? 0 : Math.ceil(((1 - this.#tokens) / this.#perSecond) * 1000);
  }

  /** Takes the next token, which may be one that is still to come, and says in how many milliseconds it holds. */
  take(now: number): number {
    const wait = this.wait(now);
    if (this.#perSecond !== null) this.#tokens -= 1;
    return wait;
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
