/**
 * The one way to the store for what changes: decides what a unit's events do to the suppression list, commits all of it at
 * once, then tells the events to those who watch.
 */
import { defaultSuppressionPolicy, type SuppressionPolicy } from '@hearback/bounce';
import type { Clock } from '../delivery/clock.ts';
import type { Observe } from '../delivery/ports.ts';
import type { Committed, Store, Unit } from '../store/store.ts';
import { decide } from './decide.ts';
import type { LedgerEvent } from './event.ts';
import type { Ids } from './ids.ts';

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

/** Looks at one address before the store counts as failing: each other commit about it costs one. */
const mostLooks = 50;

export function createRecorder({
  store,
  clock,
  ids,
  observe,
  policy = defaultSuppressionPolicy,
}: RecorderDeps): Recorder {
  const watchers = new Set<Watcher>();
  const deps = { store, ids, policy, now: clock.now };

  const record = async (unit: Unit): Promise<Committed> => {
    const began = clock.monotonic();
    for (let looks = 0; ; looks++) {
      const decided = await decide(deps, unit, looks > 0);
      const committed = await store.commit(decided);
      if (committed === 'stale' && looks < mostLooks) continue;
      if (committed === 'stale') throw new Error('an address changes too often to decide about it');
      observe.committed(clock.monotonic() - began);
      if (committed === 'committed' && watchers.size > 0 && decided.events.length > 0)
        for (const watcher of watchers) watcher(decided.events);
      return committed;
    }
  };
  const watch = (watcher: Watcher): (() => void) => {
    watchers.add(watcher);
    return () => void watchers.delete(watcher);
  };
  return { record, watch };
}
