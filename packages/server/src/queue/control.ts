/** What operators do to the queue; HTTP and the command line speak to this. */
import type { Clock } from '../delivery/clock.ts';
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
import type { QueueMemory } from './memory.ts';
import { laneViews, pausedLanes } from './pause.ts';

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

export interface Acted {
  /** Recipients that it was done to. */
  readonly changed: number;
  /** Were on their way, at this process or another, and could not be stopped any more. */
  readonly beingSent: number;
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
  /** Events of the process's own, as they are committed: for `top` and `tail`. Returns the way to stop. */
  readonly watch: (listener: (events: readonly LedgerEvent[]) => void) => () => void;
}

export interface ControlDeps {
  readonly store: Pick<Store, 'change' | 'claimSelected' | 'recall' | 'takeRecallBack' | 'whereabouts' | 'tell'>;
  readonly recorder: Pick<Recorder, 'watch'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly states: LaneStates;
  readonly brakes: Brakes;
  readonly settling: Settling;
  readonly expiry: Expiry;
  readonly memory: QueueMemory;
  readonly dispatch: () => Dispatch;
  /** Reads what other processes have done to lanes. */
  readonly refresh: () => Promise<void>;
  /** Gives back what was recalled and is not under way here. */
  readonly giveBackRecalled: () => Promise<void>;
  /** Something may be due now. */
  readonly wake: () => void;
  /** Tells other processes that an operator has changed something. */
  readonly tell: () => void;
}

const perClaim = 500;
/** Mail that comes back again and again is left alone some time. */
const mostRounds = 1000;
/** How long others may take to give back what they have in memory: they hear of it within a moment. */
const patience = 5000;
const betweenLooks = 50;

export function createControl(deps: ControlDeps): QueueControl {
  const { store, clock, states, brakes, settling, expiry, memory, dispatch } = deps;

  /** What is leased comes back to the store, held, whichever process has it, unless it is under way. Tells how many did. */
  async function takeBack(selection: Selection): Promise<{ readonly recalled: number; readonly came: number }> {
    const { mine, others } = await store.recall(selection);
    const recalled = mine.length + others.length;
    if (recalled === 0) return { recalled, came: 0 };
    if (others.length > 0) await store.tell('recalls');
    await deps.giveBackRecalled();
    const until = clock.monotonic() + patience;
    while (clock.monotonic() < until && (await store.whereabouts(others)).leased > 0)
      await new Promise<void>((resolve) => void clock.setTimer(clock.now() + betweenLooks, resolve));
    return { recalled, came: (await store.whereabouts([...mine, ...others])).free };
  }

  /**
   * What falls due meanwhile goes from the store to a memory, and what was in memory back: both are looked at until neither has
   * any more of what there was when the operator asked. `inStore` does it to all that is free, and tells how many that were.
   */
  async function everywhere(
    asked: Selection,
    inStore: (selection: Selection) => Promise<number>,
  ): Promise<Acted & { readonly came: number }> {
    const acceptedBefore = Math.min(asked.acceptedBefore ?? Number.POSITIVE_INFINITY, clock.now() + 1);
    let selection = asked;
    let [changed, beingSent, came] = [0, 0, 0];
    let found = Number.POSITIVE_INFINITY;
    for (let round = 0; round < mostRounds; round++) {
      const back = await takeBack(selection);
      came += back.came;
      beingSent += back.recalled - back.came;
      // Nothing was in the store at the last look, and nothing has left it since.
      if (found === 0 && back.recalled === 0) break;
      found = await inStore(selection);
      changed += found;
      selection = { ...asked, acceptedBefore };
    }
    return { changed, beingSent, came };
  }

  /** Every entry of the selection that is not under way, leased to us. Resolves when each is settled: to how many are. */
  async function forAll(asked: Selection, settle: (one: ClaimedEntry) => Promise<boolean>): Promise<Acted> {
    const { changed, beingSent } = await everywhere(asked, async (selection) => {
      let done = 0;
      let claimed: readonly ClaimedEntry[];
      do {
        claimed = await store.claimSelected(selection, perClaim);
        memory.add(claimed.length);
        done += (await Promise.all(claimed.map(settle))).filter((written) => written).length;
      } while (claimed.length === perClaim);
      return done;
    });
    // It was to end, not to be held: what comes back goes on as it would have.
    if (beingSent > 0) await store.takeRecallBack(asked);
    return { changed, beingSent };
  }

  async function hold(asked: Selection): Promise<Acted> {
    const { changed, beingSent, came } = await everywhere(asked, (selection) =>
      store.change(selection, { kind: 'hold' }),
    );
    return { changed: changed + came, beingSent };
  }

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
    hold: counted(hold),
    release: counted(async (selection: Selection) => {
      const out = await store.takeRecallBack(selection);
      return out + (await changed(selection, { kind: 'release' }));
    }),
    cancel: counted((selection: Selection, who: string) => forAll(selection, (one) => cancelled(one, who))),
    expire: counted((selection: Selection, who: string) =>
      forAll(selection, (one) => expiry.expire(one, 'operator', `given up by ${who}`)),
    ),
    changes: () => changes,
    changedElsewhere: () => void changes++,
    watch: deps.recorder.watch,
  };
}
