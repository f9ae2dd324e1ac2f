/** The one way to the store for what changes: commits a unit, then tells its events to those who watch. */
import type { Clock } from '../delivery/clock.ts';
import type { Observe } from '../delivery/ports.ts';
import type { Committed, Store, Unit } from '../store/store.ts';
import type { LedgerEvent } from './event.ts';

type Watcher = (events: readonly LedgerEvent[]) => void;

export interface Recorder {
  /** Rejects only when the store itself fails. */
  readonly record: (unit: Unit) => Promise<Committed>;
  /** Returns the way to stop. */
  readonly watch: (watcher: Watcher) => () => void;
}

export function createRecorder(store: Store, clock: Clock, observe: Observe): Recorder {
  const watchers = new Set<Watcher>();
  const record = async (unit: Unit): Promise<Committed> => {
    const began = clock.monotonic();
    const committed = await store.commit(unit);
    observe.committed(clock.monotonic() - began);
    if (committed === 'committed' && watchers.size > 0 && unit.events.length > 0)
      for (const watcher of watchers) watcher(unit.events);
    return committed;
  };
  const watch = (watcher: Watcher): (() => void) => {
    watchers.add(watcher);
    return () => void watchers.delete(watcher);
  };
  return { record, watch };
}
