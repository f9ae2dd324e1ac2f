/**
 * The one way to the store for what changes: decides what a unit's events do to the suppression list, commits all of it at
 * once, then tells the events to those who watch.
 */
import { defaultSuppressionPolicy, type SuppressionPolicies } from '@hearback/bounce';
import type { Clock } from '../delivery/clock.ts';
import type { Observe } from '../delivery/ports.ts';
import type { Committed, IncidentAddress, Store, Unit } from '../store/store.ts';
import { addressKey } from './address-key.ts';
import { type DecideDeps, decide, decideAgain, lookedAgain, sizeUp } from './decide.ts';
import type { LedgerEvent } from './event.ts';
import type { Ids } from './ids.ts';
import { atMost, createTurns } from './in-turn.ts';
import { createIncidentBook, type IncidentBook } from './incident-book.ts';

type Watcher = (events: readonly LedgerEvent[]) => void;

export interface Recorder {
  /** Rejects only when the store itself fails. */
  readonly record: (unit: Unit) => Promise<Committed>;
  /** Records what was decided already, by looks of its own; `stale` when they do not hold any more. */
  readonly recordAsSeen: (unit: Unit) => Promise<Committed>;
  /**
   * Decides about an address anew, for the sake of an event that is recorded already: what its events mean has changed. `held`: what
   * is known of it in the incident that lets it go.
   */
  readonly again: (address: string, cause: LedgerEvent, held?: IncidentAddress) => Promise<void>;
  /** What it decides by. */
  readonly incidents: IncidentBook;
  /** Returns the way to stop. */
  readonly watch: (watcher: Watcher) => () => void;
}

export interface RecorderDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly observe: Pick<Observe, 'committed'>;
  readonly policy?: SuppressionPolicies | undefined;
}

/** Looks at an address before the store counts as failing: each that is in vain has seen another process record something. */
const mostLooks = 50;
/** Looks at a time: a store has few connections. */
const looksAtOnce = 128;

export function createRecorder(options: RecorderDeps): Recorder {
  const { store, clock, ids, observe, policy = defaultSuppressionPolicy } = options;
  const watchers = new Set<Watcher>();
  const inTurn = createTurns();
  const limited = atMost(looksAtOnce);
  const incidents = createIncidentBook(store);
  const deps: DecideDeps = {
    ...{ ids, policy, incidents, now: clock.now },
    store: {
      eventsAbout: (...asked) => limited(() => store.eventsAbout(...asked)),
      suppressionsAbout: (recipients) => limited(() => store.suppressionsAbout(recipients)),
      effect: (...asked) => limited(() => store.effect(...asked)),
      heardAmong: (recipients) => limited(() => store.heardAmong(recipients)),
      listedAmong: (recipients) => limited(() => store.listedAmong(recipients)),
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

  const decided = async (decideOnce: () => Promise<Unit>): Promise<Committed> => {
    for (let looks = 0; looks < mostLooks; looks++) {
      const committed = await commit(await decideOnce());
      if (committed !== 'stale') return committed;
      await incidents.refresh();
    }
    throw new Error('an address changes too often to decide about it');
  };

  const record = async (unit: Unit): Promise<Committed> => {
    const sized = sizeUp(unit);
    const inItsTurn = (recipients: readonly number[]): Promise<Committed> =>
      inTurn(recipients, () => decided(() => decide(deps, unit)));
    if (sized.kind === 'doubtful') return inItsTurn(sized.recipients);
    const committed = await commit(sized.unit);
    return committed === 'stale' ? inItsTurn(lookedAgain(unit).recipients) : committed;
  };
  const again: Recorder['again'] = async (address, cause, held) => {
    await inTurn([addressKey(address).recipient], () => decided(() => decideAgain(deps, address, cause, held)));
  };
  const watch = (watcher: Watcher): (() => void) => {
    watchers.add(watcher);
    return () => void watchers.delete(watcher);
  };
  return { record, recordAsSeen: commit, again, incidents, watch };
}
