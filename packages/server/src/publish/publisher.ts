/**
 * Tells endpoints what happened: gives each of them its turns, several endpoints at a time, each by one process at a time.
 * Nothing is held in memory that the store does not have: what is waiting goes on wherever the process ended.
 */
import type { Clock, Timer } from '../delivery/clock.ts';
import { createJumpGuard } from '../delivery/jump-guard.ts';
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

export interface PublisherDeps extends Omit<TurnDeps, 'mayGoOn' | 'mayDisable' | 'store'> {
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
  /** On the monotonic clock: whatever becomes of the other, an endpoint waits for as long as it was to. */
  const dueAt = new Map<string, number>();
  const guard = createJumpGuard(clock, log);
  const mayDisable = (): boolean => !guard.pausesExpiry();
  const alarm = createAlarm(clock, () => void round());
  let going = false;
  let anybody = false;
  let rounds: Promise<void> = Promise.resolve();

  const mayGoOn = async (id: string): Promise<boolean> => going && (await duties.holds(`webhook:${id}`)) && going;

  const turn = async (id: string): Promise<void> => {
    try {
      const next = await takeTurn({ ...deps, mayGoOn, mayDisable }, id);
      if (next === null) dueAt.delete(id);
      else dueAt.set(id, clock.monotonic() + Math.max(0, next - clock.now()));
    } catch (error) {
      log.error({ err: error, endpoint: id }, 'A webhook could not be served');
      dueAt.set(id, clock.monotonic() + afterFailure);
    }
    underWay.delete(id);
    if (again.delete(id)) dueAt.set(id, clock.monotonic());
    const next = dueAt.get(id);
    if (next !== undefined) alarm.in(next - clock.monotonic());
  };

  const look = async (): Promise<void> => {
    try {
      const active = (await store.webhooks()).filter(({ state }) => state === 'active');
      anybody = active.length > 0;
      const now = clock.monotonic();
      for (const { id } of active) {
        if (underWay.has(id)) again.add(id);
        else if ((dueAt.get(id) ?? now) <= now) underWay.set(id, turn(id));
      }
      for (const id of dueAt.keys()) if (!active.some((endpoint) => endpoint.id === id)) dueAt.delete(id);
    } catch (error) {
      log.error({ err: error }, 'The webhooks could not be read');
      alarm.in(afterFailure);
    }
  };
  const round = (): Promise<void> => {
    rounds = rounds
      .then(look)
      .then(() => alarm.in(Math.min(looks[store.kind], ...[...dueAt.values()].map((due) => due - clock.monotonic()))));
    return rounds;
  };

  return {
    start: () => {
      going = true;
      alarm.open();
      alarm.in(0);
    },
    recorded: () => {
      if (anybody) alarm.in(gathering);
    },
    changed: () => {
      // Whatever was due later may be due now.
      dueAt.clear();
      alarm.in(0);
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
  /** Rings after so many milliseconds, or before that for something else. */
  readonly in: (milliseconds: number) => void;
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
    in: (milliseconds) => {
      const due = clock.monotonic() + milliseconds;
      if (!isOpen || due >= set) return;
      disarm();
      set = due;
      timer = clock.setTimer(clock.now() + milliseconds, () => {
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
