/** The open connections of all lanes: how many there may be, and how long one without work stays open. */
import type { Clock, Timer } from '../delivery/clock.ts';
import type { Link } from './lane.ts';

export class Links {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #idleFor: number;
  readonly #idle = new Set<Link>();
  #sweeper: Timer | null = null;
  /** Open, or being opened. */
  open = 0;

  constructor(clock: Clock, most: number, idleFor: number) {
    this.#clock = clock;
    this.#most = most;
    this.#idleFor = idleFor;
  }

  get isFull(): boolean {
    return this.open >= this.#most;
  }

  /** Takes a connection back to work. */
  wake(link: Link): void {
    link.idleSince = null;
    this.#idle.delete(link);
  }

  /** Keeps a connection with nothing to do open for a while. */
  rest(link: Link): void {
    if (this.#idleFor <= 0) {
      this.close(link);
      return;
    }
    link.idleSince = this.#clock.monotonic();
    this.#idle.add(link);
    this.#sweeper ??= this.#clock.setTimer(this.#clock.now() + this.#idleFor, () => this.#sweep());
    void link.connection.ended.then(() => {
      if (link.idleSince !== null) this.close(link);
    });
  }

  close(link: Link): void {
    if (!link.lane.links.delete(link)) return;
    this.#idle.delete(link);
    this.open--;
    void link.connection.quit();
  }

  /** Closes one that is idle, of those given or of all; false when there is none. */
  closeIdle(links: Iterable<Link> = this.#idle): boolean {
    for (const link of links) {
      if (link.idleSince === null) continue;
      this.close(link);
      return true;
    }
    return false;
  }

  closeAllIdle(): void {
    this.#sweeper?.cancel();
    this.#sweeper = null;
    for (const link of [...this.#idle]) this.close(link);
  }

  #sweep(): void {
    const now = this.#clock.monotonic();
    this.#sweeper = null;
    let next = Number.POSITIVE_INFINITY;
    for (const link of this.#idle) {
      const ends = (link.idleSince ?? now) + this.#idleFor;
      if (ends <= now) this.close(link);
      else next = Math.min(next, ends);
    }
    if (next < Number.POSITIVE_INFINITY)
      this.#sweeper = this.#clock.setTimer(this.#clock.now() + (next - now), () => this.#sweep());
  }
}
