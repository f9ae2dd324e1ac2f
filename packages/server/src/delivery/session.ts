/**
 * This process's hold on its entries. The lease is renewed four times while it lasts. When the store says that it is gone,
 * sending stops at once, and when it could not be renewed, a quarter of the lease before others may have the entries: time in
 * which what runs is broken off.
 */
import type { Store } from '../store/store.ts';
import type { Clock, Timer } from './clock.ts';
import type { Log } from './ports.ts';

export interface SessionDeps {
  readonly store: Pick<Store, 'openSession' | 'renew' | 'closeSession'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly lease: number;
  /** Drop everything; called once per loss, before a new session is opened. */
  readonly lost: () => Promise<void>;
  /** The lease has been extended. */
  readonly renewed: () => void;
  /** The new session stands. */
  readonly opened: () => void;
}

const retryOpening = 2000;
const renewals = 4;

export class Session {
  readonly #deps: SessionDeps;
  #timer: Timer | null = null;
  /** When the last renewal that succeeded was asked for: by the monotonic clock, and by that of the lease. */
  #renewedAt = { monotonic: 0, wall: 0 };
  #renewing: Promise<void> | null = null;
  #isLosing = false;
  #stopped = false;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  async open(): Promise<void> {
    const { store, clock, lease } = this.#deps;
    const asked = this.#instant();
    await store.openSession(lease, clock.now());
    this.#renewedAt = asked;
    this.#arm();
  }

  /** Gives all leases back. */
  async close(): Promise<void> {
    this.halt();
    await this.#deps.store.closeSession();
  }

  /**
   * Whether the lease still stands as far as this process can tell. Null: the wall clock has gone on while the monotonic one
   * stood still, for the machine was asleep (or the clock was set); the store has to be asked.
   */
  holds(): boolean | null {
    const now = this.#instant();
    const lasts = (this.#deps.lease * (renewals - 1)) / renewals;
    if (this.#isLosing || now.monotonic - this.#renewedAt.monotonic >= lasts) return false;
    return now.wall - this.#renewedAt.wall < lasts ? true : null;
  }

  /** Whether the lease stands, by the store's word. */
  async ask(): Promise<boolean> {
    // One that was sent before the machine fell asleep tells nothing of now.
    await this.#renewing;
    if (this.holds() === null) await this.#renew();
    return this.holds() === true;
  }

  /** Renews no more. */
  halt(): void {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#timer = null;
  }

  /** The lease is known to be gone. */
  readonly lose = (): void => {
    if (this.#isLosing || this.#stopped) return;
    this.#isLosing = true;
    this.#timer?.cancel();
    this.#deps.log.warn({}, 'The lease was lost: nothing is sent until a new session is open.');
    void this.#replace();
  };

  async #replace(): Promise<void> {
    const { lost, opened, log, clock } = this.#deps;
    await lost();
    while (!this.#stopped) {
      try {
        await this.open();
        break;
      } catch (error) {
        log.error({ error }, 'No new session could be opened.');
        await new Promise<void>((resolve) => clock.setTimer(clock.now() + retryOpening, resolve));
      }
    }
    this.#isLosing = false;
    if (!this.#stopped) opened();
  }

  #arm(): void {
    const { clock, lease } = this.#deps;
    if (this.#stopped) return;
    this.#timer = clock.setTimer(clock.now() + lease / renewals, () => {
      this.#arm();
      if (this.holds() === false) this.lose();
      else void this.#renew();
    });
  }

  /** One at a time. */
  #renew(): Promise<void> {
    this.#renewing ??= this.#askOnce().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #askOnce(): Promise<void> {
    const { store, clock, log } = this.#deps;
    const asked = this.#instant();
    try {
      if (await store.renew(clock.now())) {
        this.#renewedAt = asked;
        this.#deps.renewed();
      } else this.lose();
    } catch (error) {
      log.error({ error }, 'The lease could not be renewed.');
    }
  }

  #instant(): { readonly monotonic: number; readonly wall: number } {
    const { clock } = this.#deps;
    return { monotonic: clock.monotonic(), wall: clock.now() };
  }
}
