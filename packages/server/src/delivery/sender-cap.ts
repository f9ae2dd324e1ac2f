/**
 * How many notices one sender gets within an hour: a program that mails a dead list must not be mailed back thousands. Known
 * to this process alone: what must survive it is the notices that wait, which the store has.
 */
const hour = 3_600_000;
const mostSenders = 10_000;

export class SenderCap {
  readonly #perHour: number;
  readonly #sent = new Map<string, readonly number[]>();

  constructor(perHour: number) {
    this.#perHour = perHour;
  }

  /** How many more the sender may have now. */
  free(sender: string, now: number): number {
    return Math.max(0, this.#perHour - this.#recent(sender, now).length);
  }

  /** When the sender may have the next one. */
  freeAt(sender: string, now: number): number {
    return this.free(sender, now) > 0 ? now : (this.#recent(sender, now)[0] ?? now) + hour;
  }

  /** Counts one more. */
  take(sender: string, now: number): void {
    const recent = [...this.#recent(sender, now), now];
    const key = sender.toLowerCase();
    this.#sent.delete(key);
    if (this.#sent.size >= mostSenders) this.#sent.delete(this.#sent.keys().next().value ?? '');
    this.#sent.set(key, recent);
  }

  /** Oldest first. */
  #recent(sender: string, now: number): readonly number[] {
    return (this.#sent.get(sender.toLowerCase()) ?? []).filter((at) => at > now - hour && at <= now);
  }
}
