/** How many notices one sender gets within an hour: a program that mails a dead list must not be mailed back thousands. */
const hour = 3_600_000;
const mostSenders = 10_000;

export class SenderCap {
  readonly #perHour: number;
  readonly #sent = new Map<string, number[]>();

  constructor(perHour: number) {
    this.#perHour = perHour;
  }

  /** Counts one more; false when the sender has had enough. */
  take(sender: string, now: number): boolean {
    const key = sender.toLowerCase();
    const recent = (this.#sent.get(key) ?? []).filter((at) => at > now - hour && at <= now);
    if (recent.length >= this.#perHour) return false;
    recent.push(now);
    this.#sent.delete(key);
    if (this.#sent.size >= mostSenders) this.#sent.delete(this.#sent.keys().next().value ?? '');
    this.#sent.set(key, recent);
    return true;
  }
}
