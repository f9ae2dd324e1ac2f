/**
 * The one way to the store for what changes: decides what a unit's events do to the suppression list, commits all of it at
 * once, then tells the events to those who watch.
 */
import { defaultSuppressionPolicy, type SuppressionPolicy } from '@hearback/bounce';
import type { Clock } from '../delivery/clock.ts';
import type { Observe } from '../delivery/ports.ts';
import type { Committed, Store, Unit } from '../store/store.ts';
import { type DecideDeps, decide, lookedAgain, sizeUp } from './decide.ts';
import type { LedgerEvent } from './event.ts';
import type { Ids } from './ids.ts';
import { atMost, createTurns } from './in-turn.ts';

type Watcher = (events: readonly LedgerEvent[]) => void;

export interface Recorder {
  /** Rejects only when the store itself fails. */
  readonly record: (unit: Unit) => Promise<Committed>;
  /** Returns the way to stop. */
  readonly watch: (watcher: Watcher) => () => void;
}

export interface RecorderDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly observe: Pick<Observe, 'committed'>;
  readonly policy?: SuppressionPolicy | undefined;
}

/** Looks at an address before the store counts as failing: each that is in vain has seen another process record something. */
const mostLooks = 50;
/** Looks at a time: a store has few connections. */
const looksAtOnce = 16;

export function createRecorder(options: RecorderDeps): Recorder {
  const { store, clock, ids, observe, policy = defaultSuppressionPolicy } = options;
  const watchers = new Set<Watcher>();
  const inTurn = createTurns();
  const limited = atMost(looksAtOnce);
  const deps: DecideDeps = {
    ...{ ids, policy, now: clock.now },
    store: {
      eventsAbout: (...asked) => limited(() => store.eventsAbout(...asked)),
      suppressionsAbout: (recipients) => limited(() => store.suppressionsAbout(recipients)),
      effect: (...asked) => limited(() => store.effect(...asked)),
    },
  };

  const commit = async (unit: Unit): Promise<Committed> => {
    const began = clock.monotonic();
    const committed = await store.commit(unit);
    observe.committed(clock.monotonic() - began);
    if (committed === 'committed' && watchers.size > 0 && unit.events.length > 0)
      for (const watcher of watchers) watcher(unit.events);
    return committed;
  };

  const decided = async (unit: Unit): Promise<Committed> => {
    for (let looks = 0; looks < mostLooks; looks++) {
      const committed = await commit(await decide(deps, unit));
      if (committed !== 'stale') return committed;
    }
    throw new Error('an address changes too often to decide about it');
  };

  const record = async (unit: Unit): Promise<Committed> => {
    const sized = sizeUp(unit);
    if (sized.kind === 'doubtful') return inTurn(sized.recipients, () => decided(unit));
    const committed = await commit(sized.unit);
    return committed === 'stale' ? inTurn(lookedAgain(unit).recipients, () => decided(unit)) : committed;
  };
  const watch = (watcher: Watcher): (() => void) => {
    watchers.add(watcher);
    return () => void watchers.delete(watcher);
  };
  return { record, watch };
}
