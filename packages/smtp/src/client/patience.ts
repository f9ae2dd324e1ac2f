/**
 * A time-out that is set anew for each of many short waits. Nearly all end long before: Node's timer stays where it is, and
 * is moved only when a wait is to end before it, or is not over when it fires.
 */
export class Patience {
  #timer: NodeJS.Timeout | null = null;
  /** When Node's timer fires. */
  #firesAt = Number.POSITIVE_INFINITY;
  #endsAt = Number.POSITIVE_INFINITY;
  #over: () => void = nothing;

  /** `over` is called once, unless `rest` or another `start` comes first. */
  start(wait: number, over: () => void): void {
    this.#endsAt = performance.now() + wait;
    this.#over = over;
    if (this.#timer === null || this.#endsAt < this.#firesAt) this.#arm(wait);
    else this.#timer.ref();
  }

  /** Nothing is waited for: the process may end. */
  rest(): void {
    this.#endsAt = Number.POSITIVE_INFINITY;
    this.#over = nothing;
    this.#timer?.unref();
  }

  /** Nothing will be waited for: Node's timer, which may be minutes away, keeps nothing in memory. */
  stop(): void {
    this.rest();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #arm(wait: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#firesAt = performance.now() + wait;
    this.#timer = setTimeout(() => this.#fire(), wait);
  }

  #fire(): void {
    this.#timer = null;
    this.#firesAt = Number.POSITIVE_INFINITY;
    if (this.#endsAt === Number.POSITIVE_INFINITY) return;
    const left = this.#endsAt - performance.now();
    if (left > 0) this.#arm(Math.ceil(left));
    else {
      this.#endsAt = Number.POSITIVE_INFINITY;
      this.#over();
    }
  }
}

const nothing = (): void => {};
