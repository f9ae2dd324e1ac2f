/** How far the campaign is: each recipient is underway, waiting for another try, or done. */
import type { ServerEvent } from './follow.ts';

export interface Standing {
  readonly total: number;
  readonly accepted: number;
  readonly delivered: number;
  readonly bounced: number;
  readonly expired: number;
  /** Deferred, and neither delivered nor given up since. */
  readonly waiting: number;
}

export class Progress {
  #accepted = 0;
  #delivered = 0;
  #bounced = 0;
  #expired = 0;
  readonly #waiting = new Set<string>();
  readonly #total: number;
  readonly #done: () => void;
  /** Resolves when every recipient has an end. */
  readonly finished: Promise<void>;

  constructor(total: number) {
    this.#total = total;
    let done = (): void => undefined;
    this.finished = new Promise((resolve) => {
      done = resolve;
    });
    this.#done = done;
  }

  hear({ type, message_id, recipient }: ServerEvent): void {
    const key = `${message_id} ${recipient}`;
    if (type === 'accepted') this.#accepted += 1;
    else if (type === 'deferred') this.#waiting.add(key);
    else if (type === 'delivered' || type === 'bounced' || type === 'expired') {
      this.#waiting.delete(key);
      if (type === 'delivered') this.#delivered += 1;
      else if (type === 'bounced') this.#bounced += 1;
      else this.#expired += 1;
    }
    if (this.#delivered + this.#bounced + this.#expired >= this.#total) this.#done();
  }

  get standing(): Standing {
    return {
      total: this.#total,
      accepted: this.#accepted,
      delivered: this.#delivered,
      bounced: this.#bounced,
      expired: this.#expired,
      waiting: this.#waiting.size,
    };
  }
}
