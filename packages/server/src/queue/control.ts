/** What operators do to the queue; HTTP and the command line speak to this. */
import type { Expiry } from '../delivery/expire.ts';
import type { Settling } from '../delivery/settle.ts';
import { messageEvent } from '../ledger/compose.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import type { Ids } from '../ledger/ids.ts';
import type { Recorder } from '../ledger/record.ts';
import type { ClaimedEntry, LaneState } from '../store/rows.ts';
import type { Selection, Store } from '../store/store.ts';
import type { Brakes } from './brakes.ts';
import type { Dispatch } from './dispatch.ts';
import type { LaneStates } from './lane-states.ts';
import { laneViews, pausedLanes } from './pause.ts';
import { type Acted, Reach, type ReachDeps } from './reach.ts';

export interface LaneView {
  readonly lane: string;
  readonly site: string;
  readonly source: string;
  readonly stream: string;
  /** In memory: ready to go, being sent, open connections. */
  readonly ready: number;
  readonly sending: number;
  readonly connections: number;
  /** Messages a second over the last minute. */
  readonly rate: number;
  readonly state: LaneState | null;
  /** The last failure's reply. */
  readonly lastFailure: string | null;
}

export interface QueueControl {
  readonly lanes: () => readonly LaneView[];
  /** `lane` may be a whole lane, a site or a domain. `until` null: until resumed. */
  readonly pause: (lane: string, until: number | null, who: string, why: string) => Promise<number>;
  readonly resume: (lane: string, who: string) => Promise<number>;
  readonly retry: (selection: Selection) => Promise<number>;
  /** What is on its way is held too, should it come back. */
  readonly hold: (selection: Selection) => Promise<Acted>;
  readonly release: (selection: Selection) => Promise<number>;
  /** Removes without notice, with an event `cancelled`. Resolves after the commit, as all of these do. */
  readonly cancel: (selection: Selection, who: string) => Promise<Acted>;
  /** Gives up now, with events `expired` and failure notices. */
  readonly expire: (selection: Selection, who: string) => Promise<Acted>;
  /** How often operators have changed something, as far as this process knows: a picture of before is out of date. */
  readonly changes: () => number;
  /** Another process has told (`ControlDeps.tell`). */
  readonly changedElsewhere: () => void;
  /** The store answers again, if it did not. */
  readonly storeAnswers: () => void;
  /** Events of the process's own, as they are committed: for `top` and `tail`. Returns the way to stop. */
  readonly watch: (listener: (events: readonly LedgerEvent[]) => void) => () => void;
}

export interface ControlDeps extends ReachDeps {
  readonly store: ReachDeps['store'] & Pick<Store, 'takeHoldBack'>;
  readonly recorder: Pick<Recorder, 'watch'>;
  readonly ids: Ids;
  readonly states: LaneStates;
  readonly brakes: Brakes;
  readonly settling: Settling;
  readonly expiry: Expiry;
  readonly dispatch: () => Dispatch;
  /** Reads what other processes have done to lanes. */
  readonly refresh: () => Promise<void>;
  /** Tells other processes that an operator has changed something. */
  readonly tell: () => void;
}

export function createControl(deps: ControlDeps): QueueControl {
  const { store, clock, states, brakes, settling, expiry, dispatch } = deps;
  const reach = new Reach(deps);

  async function changed(selection: Selection, what: Parameters<Store['change']>[1]): Promise<number> {
    const count = await store.change(selection, what);
    deps.wake();
    return count;
  }

  let changes = 0;
  /** Whatever became of it, some of it may be done. */
  const counted =
    <A extends readonly unknown[], R>(act: (...asked: A) => Promise<R>) =>
    async (...asked: A): Promise<R> => {
      try {
        return await act(...asked);
      } finally {
        changes++;
        deps.tell();
      }
    };

  function cancelled({ entry, message }: ClaimedEntry, who: string): Promise<boolean> {
    const { messageId, position, recipient, orcpt } = entry;
    const reply = { code: null, status: null, text: `Cancelled by ${who}` };
    const about = { message, recipient, orcpt };
    const event = messageEvent(deps.ids, clock.now(), 'cancelled', 'operator', about, { reply });
    return settling.write({ settle: [{ kind: 'done', messageId, position }], events: [event] }, 1);
  }

  return {
    lanes: () => laneViews(dispatch().lanes, states, clock),
    pause: counted(async (lane: string, until: number | null, who: string, why: string) => {
      const names = pausedLanes(lane, dispatch().lanes.names(), states);
      await Promise.all(names.map((name) => brakes.suspend(name, until, who, why)));
      return names.length;
    }),
    resume: counted(async (lane: string, who: string) => {
      // Other processes may have suspended lanes of the place since.
      await deps.refresh();
      const names = pausedLanes(lane, dispatch().lanes.names(), states);
      const resumed = await Promise.all(names.map((name) => brakes.resume(name, who)));
      deps.wake();
      return resumed.filter((was) => was).length;
    }),
    retry: counted((selection: Selection) => changed(selection, { kind: 'retry', at: clock.now() })),
    hold: counted((selection: Selection) => reach.hold(selection)),
    release: counted(async (selection: Selection) => {
      const out = await store.takeHoldBack(selection);
      return out + (await changed(selection, { kind: 'release' }));
    }),
    cancel: counted((selection: Selection, who: string) => reach.end(selection, (one) => cancelled(one, who))),
    expire: counted((selection: Selection, who: string) =>
      reach.end(selection, (one) => expiry.expire(one, 'operator', `given up by ${who}`)),
    ),
    changes: () => changes,
    changedElsewhere: () => void changes++,
    storeAnswers: reach.storeAnswers,
    watch: deps.recorder.watch,
  };
}
