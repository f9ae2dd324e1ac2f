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
  #renewedAt = 0;
  #isRenewing = false;
  #isLosing = false;
  #stopped = false;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  async open(): Promise<void> {
    const { store, clock, lease } = this.#deps;
    const asked = clock.monotonic();
    await store.openSession(lease, clock.now());
    this.#renewedAt = asked;
    this.#arm();
  }

  /** Gives all leases back. */
  async close(): Promise<void> {
    this.halt();
    await this.#deps.store.closeSession();
  }

  /** Whether the lease still stands as far as this process can tell: it may have been asleep. */
  holds(): boolean {
    return (
      !this.#isLosing && this.#deps.clock.monotonic() - this.#renewedAt < (this.#deps.lease * (renewals - 1)) / renewals
    );
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
      if (!this.holds()) this.lose();
      else if (!this.#isRenewing) void this.#renew();
    });
  }

  async #renew(): Promise<void> {
    const { store, clock, log } = this.#deps;
    this.#isRenewing = true;
    const asked = clock.monotonic();
    try {
      if (await store.renew(clock.now())) {
        this.#renewedAt = asked;
        this.#deps.renewed();
      } else this.lose();
    } catch (error) {
      log.error({ error }, 'The lease could not be renewed.');
    } finally {
      this.#isRenewing = false;
    }
  }
}
