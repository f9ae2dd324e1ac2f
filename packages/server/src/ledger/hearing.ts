/**
 * Every event of the ledger from an instant on, for whoever counts them: those that are recorded already, then those to come.
 * Where one process has the store they are told as they are recorded; where several share it they are read behind a cursor
 * within a second, whichever process recorded them. What is told may be far from the order of time.
 */
import type { Clock, Timer } from '../delivery/clock.ts';
import type { Log } from '../delivery/ports.ts';
import type { Work } from '../duty/duties.ts';
import type { Page, Store } from '../store/store.ts';
import type { EventType, LedgerEvent } from './event.ts';
import type { Recorder } from './record.ts';

type Hear = (events: readonly LedgerEvent[]) => void;

/** Resolves when what was recorded since has been told; what is to come is told until the work is stopped. */
export type Hearing = (since: number, hear: Hear) => Promise<Work>;

export interface HearingDeps {
  readonly store: Pick<Store, 'kind' | 'events' | 'newestEvent' | 'eventsBehind'>;
  readonly recorder: Pick<Recorder, 'watch'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Of those that are to come; what is recorded already is told whatever it is. */
  readonly types: readonly EventType[];
}

/** So much is in the past no more than read: what goes on comes again in a moment. */
const mostReread = 20_000;
const pageSize = 500;
const every = 1000;

export function createHearing(deps: HearingDeps): Hearing {
  const { store, recorder } = deps;
  return async (since, hear) => {
    if (store.kind === 'sqlite') {
      const past = await recorded(store, since);
      hear(past);
      const stop = recorder.watch(hear);
      return { stop: async () => stop() };
    }
    // The cursor first: what is recorded meanwhile is read twice rather than never.
    const cursor = await store.newestEvent();
    const past = await recorded(store, since);
    hear(past);
    return tail(deps, cursor, new Set(past.map(({ id }) => id)), hear);
  };
}

async function recorded(store: Pick<Store, 'events'>, since: number): Promise<readonly LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for (let after: string | null = null; ; ) {
    const page: Page<LedgerEvent> = await store.events({ since }, after, pageSize);
    events.push(...page.data);
    after = page.next;
    if (events.length > mostReread) return [];
    if (after === null) return events;
  }
}

function tail({ store, clock, log, types }: HearingDeps, from: number, told: Set<string>, hear: Hear): Work {
  let cursor = from;
  let known: ReadonlySet<string> = told;
  let going = true;
  let timer: Timer | null = null;
  let reading: Promise<void> = Promise.resolve();

  const readOn = async (): Promise<void> => {
    while (going) {
      const { events, upTo } = await store.eventsBehind(cursor, types, pageSize);
      const behind = upTo === cursor;
      cursor = upTo;
      const fresh = events.filter(({ id }) => !known.has(id));
      if (fresh.length > 0) hear(fresh);
      if (!behind) continue;
      // What was read at the beginning is behind the cursor by now.
      known = new Set();
      return;
    }
  };
  const next = (): void => {
    timer = clock.setTimer(clock.now() + every, () => {
      reading = readOn()
        .catch((error: unknown) => log.error({ err: error }, 'Events could not be read on'))
        .finally(() => {
          if (going) next();
        });
    });
  };
  next();
  return {
    stop: async () => {
      going = false;
      timer?.cancel();
      await reading;
    },
  };
}
