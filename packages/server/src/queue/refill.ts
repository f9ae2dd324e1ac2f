/**
 * Takes due entries from the store when there is room for them in memory, and sleeps until the next one falls due. What
 * wakes it: new mail, settlements, operators, released lanes. A slow timer is there for what other processes leave behind.
 */
import type { Clock, Timer } from '../delivery/clock.ts';
import type { Log } from '../delivery/ports.ts';
import { failpoint } from '../observe/failpoint.ts';
import type { ClaimedEntry } from '../store/rows.ts';
import type { Store } from '../store/store.ts';

export interface RefillDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Entries that memory has room for. */
  readonly room: () => number;
  /** Lanes that can take nothing at present. */
  readonly except: () => readonly string[];
  /** How often to look without being told. */
  readonly safety: number;
  readonly take: (claimed: readonly ClaimedEntry[]) => void;
}

const perClaim = 1000;
const perLane = 200;
/** Fewer are not worth a claim: settlements will make more room. */
const leastRoom = 100;
/** When due entries wait behind full lanes only, others may fall due meanwhile. */
const whileFull = 5000;
const afterFailure = 2000;
/**
 * A look goes through all lanes that have mail; with a hundred thousand of them it takes the better part of a second, in which
 * SQLite writes nothing. Where it is long and finds little the next one waits, so that looking takes a tenth of the time.
 */
const longLook = 20;
const restAfterLook = 9;
const longestRest = 10_000;

export class Refill {
  readonly #deps: RefillDeps;
  #timer: Timer | null = null;
  #timerAt = Number.POSITIVE_INFINITY;
  #isRunning = false;
  #again = false;
  #stopped = true;
  /** Due entries were left in the store because memory or their lanes were full. */
  #leftBehind = false;
  #idle: (() => void)[] = [];
  #claiming: Promise<readonly ClaimedEntry[]> = Promise.resolve([]);
  /** Monotonic instant before which nothing is looked for. */
  #restsUntil = 0;

  constructor(deps: RefillDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  /** Resolves when no claim is under way. */
  stop(): Promise<void> {
    this.#stopped = true;
    this.#sleep(null);
    return this.#isRunning ? new Promise((resolve) => this.#idle.push(resolve)) : Promise.resolve();
  }

  /** Resolves when what was being claimed is in memory. */
  async taken(): Promise<void> {
    // Whoever asked for it is told before.
    await this.#claiming.catch(() => {});
  }

  /** Something may be due now. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#isRunning) this.#again = true;
    else if (this.#rest() > 0) this.dueAt(this.#deps.clock.now() + this.#rest());
    else void this.#run();
  }

  /** Something falls due then. */
  dueAt(at: number): void {
    if (!this.#stopped && !this.#isRunning && at < this.#timerAt) this.#sleep(at);
    else if (this.#isRunning) this.#again = true;
  }

  /** There is more room than before. */
  roomMade(): void {
    if (this.#leftBehind) this.wake();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    this.#sleep(null);
    let next = Number.POSITIVE_INFINITY;
    try {
      do {
        this.#again = false;
        next = await this.#claim();
      } while (!this.#stopped && (this.#again || next === 0) && this.#rest() === 0);
      if (this.#again || next === 0) next = this.#deps.clock.now() + this.#rest();
    } catch (error) {
      this.#deps.log.error({ error }, 'The queue could not be read.');
      next = this.#deps.clock.now() + afterFailure;
    }
    this.#isRunning = false;
    if (!this.#stopped) this.#sleep(next);
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** When to look again; 0: at once. */
  async #claim(): Promise<number> {
    const { store, clock, room, except, take, safety } = this.#deps;
    const limit = Math.min(perClaim, room());
    const now = clock.now();
    if (limit < leastRoom) {
      this.#leftBehind = true;
      return now + safety;
    }
    const began = clock.monotonic();
    this.#claiming = store.claim({ now, limit, perLane, except: except() });
    const claimed = await this.#claiming;
    if (claimed.length < Math.min(limit, perLane)) this.#restAfter(clock.monotonic() - began);
    if (claimed.length > 0) {
      failpoint('after-lease');
      take(claimed);
      // Each lane had its share; there may be more of it.
      if (!this.#stopped) return 0;
    }
    const due = await store.nextDue(clock.now());
    this.#leftBehind = due !== null && due <= clock.now();
    if (this.#leftBehind) return clock.now() + whileFull;
    return Math.min(due ?? Number.POSITIVE_INFINITY, clock.now() + safety);
  }

  #restAfter(took: number): void {
    if (took < longLook) return;
    this.#restsUntil = this.#deps.clock.monotonic() + Math.min(longestRest, took * restAfterLook);
  }

  #rest(): number {
    return Math.max(0, this.#restsUntil - this.#deps.clock.monotonic());
  }

  #sleep(until: number | null): void {
    this.#timer?.cancel();
    this.#timer = null;
    this.#timerAt = until ?? Number.POSITIVE_INFINITY;
    if (until === null || until === Number.POSITIVE_INFINITY) return;
    this.#timer = this.#deps.clock.setTimer(until, () => {
      this.#sleep(null);
      this.wake();
    });
  }
}
