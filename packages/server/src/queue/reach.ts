/**
 * How far an operator's word reaches: to all of a selection, in the store and in the memory of any process, but for what is under
 * way. What is to be held stays held when it comes back; what is to be ended is held only as long as that takes, and goes on as it
 * would have if it is not ended.
 */
import type { Clock } from '../delivery/clock.ts';
import type { Log } from '../delivery/ports.ts';
import type { ClaimedEntry, EntryKey } from '../store/rows.ts';
import type { Selection, Store } from '../store/store.ts';
import { StoreError } from '../store/store-error.ts';
import type { QueueMemory } from './memory.ts';
import { nameOf } from './recalls.ts';

export interface Acted {
  /** Recipients that it was done to. */
  readonly changed: number;
  /** Were on their way, at this process or another, and could not be stopped any more. */
  readonly beingSent: number;
}

export interface ReachDeps {
  readonly store: Pick<
    Store,
    'change' | 'claimSelected' | 'recall' | 'letRecalledGo' | 'notReached' | 'whereabouts' | 'tell'
  >;
  readonly clock: Clock;
  readonly memory: QueueMemory;
  readonly log: Log;
  /** Gives back what was recalled and is not under way here. */
  readonly giveBackRecalled: () => Promise<void>;
  /** Something may be due now. */
  readonly wake: () => void;
}

const perClaim = 500;
/** Mail that comes back again and again is left alone some time. */
const mostRounds = 1000;
/** How long others may take to say what they have: they hear of it within a moment, unless they hang. */
const patience = 5000;
const betweenLooks = 50;

export class Reach {
  readonly #deps: ReachDeps;
  /** How many are at work on ending something. */
  #ending = 0;
  /** What was recalled to be ended could not be let go. */
  #owing = false;

  constructor(deps: ReachDeps) {
    this.#deps = deps;
  }

  async hold(asked: Selection): Promise<Acted> {
    const { store } = this.#deps;
    const inStore = (selection: Selection) => store.change(selection, { kind: 'hold' });
    const { changed, came, beingSent } = await this.#everywhere(asked, 'hold', inStore);
    return { changed: changed + came, beingSent };
  }

  /** Each is leased to us when it is settled, and has been ended when that resolves to true. */
  async end(asked: Selection, settle: (one: ClaimedEntry) => Promise<boolean>): Promise<Acted> {
    const { store, memory } = this.#deps;
    this.#ending++;
    try {
      const { changed, beingSent } = await this.#everywhere(asked, 'end', async (selection, sent) => {
        let ended = 0;
        let claimed: readonly ClaimedEntry[];
        do {
          claimed = await store.claimSelected(selection, perClaim);
          memory.add(claimed.length);
          for (const { entry } of claimed) sent.delete(nameOf(entry));
          ended += (await Promise.all(claimed.map(settle))).filter((written) => written).length;
        } while (claimed.length === perClaim);
        return ended;
      });
      return { changed, beingSent };
    } finally {
      this.#ending--;
      await this.#letGo();
    }
  }

  /** The store answers: what failed may succeed now. */
  readonly storeAnswers = (): void => {
    if (this.#owing) void this.#letGo();
  };

  async #letGo(): Promise<void> {
    const { store, log, wake } = this.#deps;
    if (this.#ending > 0) return;
    try {
      await store.letRecalledGo();
      this.#owing = false;
      wake();
    } catch (error) {
      this.#owing = true;
      log.error({ error }, 'What was recalled could not be let go; it is tried again.');
    }
  }

  /**
   * What falls due meanwhile goes from the store to a memory, and what was in memory back: both are looked at until neither has
   * any more of what there was when the operator asked. `inStore` does it to all that is free, tells how many that were, and
   * takes out of `sent` what has come back from its way after all.
   */
  async #everywhere(
    asked: Selection,
    why: 'hold' | 'end',
    inStore: (selection: Selection, sent: Set<string>) => Promise<number>,
  ): Promise<Acted & { readonly came: number }> {
    const { store, clock } = this.#deps;
    const acceptedBefore = Math.min(asked.acceptedBefore ?? Number.POSITIVE_INFINITY, clock.now() + 1);
    let selection = asked;
    let changed = 0;
    let found = Number.POSITIVE_INFINITY;
    let idleUntil = 0;
    const came = new Set<string>();
    const sent = new Set<string>();
    for (let round = 0; round < mostRounds; round++) {
      const recalled = await store.recall(selection, why);
      // Among them may be what came back and was let go by somebody else meanwhile.
      const isNew = (entry: EntryKey): boolean => !sent.has(nameOf(entry));
      const [mine, others] = [recalled.mine.filter(isNew), recalled.others.filter(isNew)];
      if (found > 0 || mine.length + others.length > 0) idleUntil = clock.monotonic() + patience;
      else if (await this.#isReached(selection, why, sent)) break;
      else if (clock.monotonic() < idleUntil) await this.#moment();
      else throw new StoreError('unavailable', 'there is mail that this process may not change for now');
      for (const entry of [...mine, ...others]) sent.add(nameOf(entry));
      for (const entry of await this.#comeBack(mine, others)) if (sent.delete(nameOf(entry))) came.add(nameOf(entry));
      found = await inStore(selection, sent);
      changed += found;
      selection = { ...asked, acceptedBefore };
    }
    return { changed, beingSent: sent.size, came: came.size };
  }

  async #isReached(selection: Selection, why: 'hold' | 'end', sent: ReadonlySet<string>): Promise<boolean> {
    const left = await this.#deps.store.notReached(selection, why, sent.size + 1);
    return left.every((entry) => sent.has(nameOf(entry)));
  }

  #moment(): Promise<void> {
    const { clock } = this.#deps;
    return new Promise((resolve) => void clock.setTimer(clock.now() + betweenLooks, resolve));
  }

  /** What is leased comes back to the store, held, whichever process has it, unless it is under way. Gives what did. */
  async #comeBack(mine: readonly EntryKey[], others: readonly EntryKey[]): Promise<readonly EntryKey[]> {
    const { store, clock, giveBackRecalled } = this.#deps;
    if (mine.length + others.length === 0) return [];
    if (others.length > 0) await store.tell('recalls');
    await giveBackRecalled();
    const until = clock.monotonic() + patience;
    while (clock.monotonic() < until && (await store.whereabouts(others)).awaited > 0) await this.#moment();
    return (await store.whereabouts([...mine, ...others])).free;
  }
}
