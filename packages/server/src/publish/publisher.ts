/**
 * Tells endpoints what happened: gives each of them its turns, several endpoints at a time, each by one process at a time.
 * Nothing is held in memory that the store does not have: what is waiting goes on wherever the process ended.
 */
import type { Clock, Timer } from '../delivery/clock.ts';
import type { Log } from '../delivery/ports.ts';
import type { Duties } from '../duty/duties.ts';
import type { Store } from '../store/store.ts';
import { type TurnDeps, takeTurn } from './endpoint-turn.ts';

export interface Publisher {
  readonly start: () => void;
  /** Something was recorded. Costs next to nothing, and nothing when there are no endpoints. */
  readonly recorded: () => void;
  /** An endpoint, or what waits for it, changed. */
  readonly changed: () => void;
  /** Resolves when no request is under way. */
  readonly stop: () => Promise<void>;
}

export interface PublisherDeps extends Omit<TurnDeps, 'mayGoOn' | 'store'> {
  readonly store: TurnDeps['store'] & Pick<Store, 'kind' | 'webhooks'>;
  readonly log: Log;
  readonly duties: Pick<Duties, 'holds'>;
}

/** What is recorded within this time goes out together. */
const gathering = 50;
/** Between two looks for what other processes recorded; one that is alone hears of everything. */
const looks = { postgres: 1000, sqlite: 60_000 } as const;
const afterFailure = 5000;

export function createPublisher(deps: PublisherDeps): Publisher {
  const { store, clock, log, duties } = deps;
  const underWay = new Map<string, Promise<void>>();
  /** Endpoints for which there was news while they had their turn. */
  const again = new Set<string>();
  const dueAt = new Map<string, number>();
  const alarm = createAlarm(clock, () => void round());
  let going = false;
  let anybody = false;
  let rounds: Promise<void> = Promise.resolve();

  const mayGoOn = async (id: string): Promise<boolean> => going && (await duties.holds(`webhook:${id}`)) && going;

  const turn = async (id: string): Promise<void> => {
    try {
      const next = await takeTurn({ ...deps, mayGoOn }, id);
      if (next === null) dueAt.delete(id);
      else dueAt.set(id, next);
    } catch (error) {
      log.error({ err: error, endpoint: id }, 'A webhook could not be served');
      dueAt.set(id, clock.now() + afterFailure);
    }
    underWay.delete(id);
    if (again.delete(id)) dueAt.set(id, clock.now());
    const next = dueAt.get(id);
    if (next !== undefined) alarm.at(next);
  };

  const look = async (): Promise<void> => {
    try {
      const active = (await store.webhooks()).filter(({ state }) => state === 'active');
      anybody = active.length > 0;
      const now = clock.now();
      for (const { id } of active) {
        if (underWay.has(id)) again.add(id);
        else if ((dueAt.get(id) ?? 0) <= now) underWay.set(id, turn(id));
      }
      for (const id of dueAt.keys()) if (!active.some((endpoint) => endpoint.id === id)) dueAt.delete(id);
    } catch (error) {
      log.error({ err: error }, 'The webhooks could not be read');
      alarm.at(clock.now() + afterFailure);
    }
  };
  const round = (): Promise<void> => {
    rounds = rounds.then(look).then(() => alarm.at(Math.min(clock.now() + looks[store.kind], ...dueAt.values())));
    return rounds;
  };

  return {
    start: () => {
      going = true;
      alarm.open();
      alarm.at(clock.now());
    },
    recorded: () => {
      if (anybody) alarm.at(clock.now() + gathering);
    },
    changed: () => {
      // Whatever was due later may be due now.
      dueAt.clear();
      alarm.at(clock.now());
    },
    stop: async () => {
      going = false;
      alarm.close();
      await rounds;
      await Promise.all(underWay.values());
    },
  };
}

interface Alarm {
  /** Rings then, or before that for something else. */
  readonly at: (instant: number) => void;
  readonly open: () => void;
  readonly close: () => void;
}

function createAlarm(clock: Clock, ring: () => void): Alarm {
  let timer: Timer | null = null;
  let set = Number.POSITIVE_INFINITY;
  let isOpen = false;
  const disarm = (): void => {
    timer?.cancel();
    timer = null;
    set = Number.POSITIVE_INFINITY;
  };
  return {
    at: (instant) => {
      if (!isOpen || instant >= set) return;
      disarm();
      set = instant;
      timer = clock.setTimer(instant, () => {
        disarm();
        ring();
      });
    },
    open: () => {
      isOpen = true;
    },
    close: () => {
      isOpen = false;
      disarm();
    },
  };
}
