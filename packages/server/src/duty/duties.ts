/**
 * What only one of several processes may do at a time. A duty is held under a lease in the store, renewed four times while it
 * lasts; a process that could not renew it ends the work by its own clock, a quarter of the lease before another may begin.
 * A store that one process has alone (SQLite) leaves every duty to that process, and is not asked.
 *
 * A process that freezes past its lease and wakes up may still do one step that was under way: what follows from a duty is
 * therefore idempotent as well, by a unique key or a look that the store holds it to.
 */
import type { Clock, Timer } from '../delivery/clock.ts';
import type { Log } from '../delivery/ports.ts';
import type { Store } from '../store/store.ts';

export interface Work {
  /** Resolves when nothing of it is under way. */
  readonly stop: () => Promise<void>;
}

export interface Duties {
  /**
   * Does the work whenever this process has the duty. Resolves when it is known who has it at first, and the work has begun if
   * that is this process. Work that cannot begin is logged, and tried again.
   */
  readonly lead: (duty: string, begin: () => Work | Promise<Work>) => Promise<Work>;
  /** Whether this process may do it at this moment. A duty that nobody asks about for as long as a lease lasts is left. */
  readonly holds: (duty: string) => Promise<boolean>;
  /** A duty may have become free. */
  readonly look: () => void;
  readonly stop: () => Promise<void>;
}

export interface DutiesOptions {
  readonly store: Pick<Store, 'kind' | 'takeDuty' | 'leaveDuty'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Names this process. */
  readonly holder: string;
  /** How long a duty stays with a process that has died, in milliseconds. */
  readonly lease: number;
}

interface Led {
  readonly begin: () => Work | Promise<Work>;
  work: Work | null;
  /** Beginning and ending, one after the other. */
  turn: Promise<void>;
}

const never = Number.NEGATIVE_INFINITY;
const renewals = 4;

export function openDuties({ store, clock, log, holder, lease }: DutiesOptions): Duties {
  /** Until when this process may act, on the monotonic clock. */
  const until = new Map<string, number>();
  const asked = new Map<string, number>();
  /** When another process was found to have it: not asked again at each turn. */
  const denied = new Map<string, number>();
  const led = new Map<string, Led>();
  const taking = new Map<string, Promise<void>>();
  let going = true;
  let timer: Timer | null = null;

  const has = (duty: string): boolean => (until.get(duty) ?? never) > clock.monotonic();

  const askStore = async (duty: string): Promise<void> => {
    const began = clock.monotonic();
    if (store.kind === 'sqlite') {
      until.set(duty, Number.POSITIVE_INFINITY);
      return;
    }
    const now = clock.now();
    if (await store.takeDuty(duty, holder, now, now + lease))
      until.set(duty, began + (lease * (renewals - 1)) / renewals);
    else {
      until.delete(duty);
      denied.set(duty, began);
    }
  };
  /** Takes or renews it; what is under way is not asked twice. */
  const take = (duty: string): Promise<void> => {
    const underWay = taking.get(duty);
    if (underWay !== undefined) return underWay;
    const asking = askStore(duty)
      .catch((error: unknown) => log.error({ err: error, duty }, 'A duty could not be taken or renewed'))
      .finally(() => taking.delete(duty));
    taking.set(duty, asking);
    return asking;
  };

  /** Brings the work to what the lease allows. */
  const settle = (duty: string, one: Led): Promise<void> => {
    one.turn = one.turn.then(async () => {
      const may = going && led.get(duty) === one && has(duty);
      if (may === (one.work !== null)) return;
      try {
        if (one.work === null) {
          one.work = await one.begin();
          log.info({ duty }, 'This process has the duty');
          return;
        }
        const { work } = one;
        one.work = null;
        await work.stop();
        if (led.get(duty) === one) log.warn({ duty }, 'The duty was lost: another process may have it');
      } catch (error) {
        log.error({ err: error, duty }, 'The work of a duty could not be begun or ended');
      }
    });
    return one.turn;
  };
  /** What was asked before may be answered with what stood then. */
  const takeAnew = async (duty: string): Promise<void> => {
    await taking.get(duty);
    await take(duty);
  };
  const lookAt = async (duty: string, one: Led): Promise<void> => {
    // Ended by our own clock, also while the store does not answer.
    if (one.work !== null && !has(duty)) void settle(duty, one);
    await takeAnew(duty);
    await settle(duty, one);
  };
  const look = (): void => {
    if (!going) return;
    denied.clear();
    for (const [duty, one] of led) void lookAt(duty, one);
    const unused = clock.monotonic() - lease;
    for (const [duty, at] of asked) {
      if (at > unused) void takeAnew(duty);
      else void leave(duty);
    }
  };
  const leave = async (duty: string): Promise<void> => {
    asked.delete(duty);
    // What this process does not have, also because the store does not answer, runs out by itself.
    if (has(duty)) await taking.get(duty);
    if (until.delete(duty) && store.kind !== 'sqlite') await store.leaveDuty(duty, holder);
  };
  const arm = (): void => {
    timer = clock.setTimer(clock.now() + lease / renewals, () => {
      look();
      arm();
    });
  };
  const end = async (duty: string, one: Led): Promise<void> => {
    if (led.get(duty) === one) led.delete(duty);
    await settle(duty, one);
    await leave(duty).catch((error: unknown) => log.error({ err: error, duty }, 'A duty runs out by itself'));
  };

  arm();
  return {
    lead: async (duty, begin) => {
      const one: Led = { begin, work: null, turn: Promise.resolve() };
      led.set(duty, one);
      await lookAt(duty, one);
      return { stop: () => end(duty, one) };
    },
    holds: async (duty) => {
      if (!going) return false;
      asked.set(duty, clock.monotonic());
      const isDenied = clock.monotonic() - (denied.get(duty) ?? never) < lease / renewals;
      if (!has(duty) && !isDenied) await take(duty);
      return has(duty);
    },
    look,
    stop: async () => {
      going = false;
      timer?.cancel();
      await Promise.all([...led].map(([duty, one]) => end(duty, one)));
      await Promise.all(
        [...asked.keys()].map((duty) =>
          leave(duty).catch((error: unknown) => log.error({ err: error, duty }, 'A duty runs out by itself')),
        ),
      );
    },
  };
}
