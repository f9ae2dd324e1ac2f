/** What a lane did lately: messages of the last minute, and failures by reason for the brakes. */
import type { Reason } from '@hearback/bounce';

const slice = 10_000;
const slices = 6;
/** More of one reason are not needed by any reaction. */
const most = 100;

export class Recent {
  readonly #counts = new Array<number>(slices).fill(0);
  #slice = 0;
  readonly #reasons = new Map<Reason, number[]>();

  /** `now` is monotonic. */
  sent(now: number): void {
    this.#turnTo(Math.floor(now / slice));
    this.#counts[this.#slice % slices] = (this.#counts[this.#slice % slices] ?? 0) + 1;
  }

  /** Messages a second over the last minute. */
  rate(now: number): number {
    this.#turnTo(Math.floor(now / slice));
    return this.#counts.reduce((sum, count) => sum + count, 0) / ((slice * slices) / 1000);
  }

  /** Remembers one reply of the reason and returns the instants of all that are remembered. */
  failed(reason: Reason, at: number): readonly number[] {
    const instants = this.#reasons.get(reason) ?? [];
    instants.push(at);
    if (instants.length > most) instants.shift();
    this.#reasons.set(reason, instants);
    return instants;
  }

  forget(reason: Reason): void {
    this.#reasons.delete(reason);
  }

  #turnTo(now: number): void {
    if (now - this.#slice >= slices) this.#counts.fill(0);
    else for (let at = this.#slice + 1; at <= now; at++) this.#counts[at % slices] = 0;
    this.#slice = Math.max(this.#slice, now);
  }
}
