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
import type { BodyMemory } from './body-memory.ts';
import type { Brakes } from './brakes.ts';
import type { Dispatch } from './dispatch.ts';
import type { LaneStates } from './lane-states.ts';
import type { QueueMemory } from './memory.ts';
import { laneViews, pausedLanes } from './pause.ts';
import { takeSelected } from './select.ts';

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
  readonly hold: (selection: Selection) => Promise<number>;
  readonly release: (selection: Selection) => Promise<number>;
  /** Removes without notice, with an event `cancelled`. Resolves after the commit, as all of these do. */
  readonly cancel: (selection: Selection, who: string) => Promise<number>;
  /** Gives up now, with events `expired` and failure notices. */
  readonly expire: (selection: Selection, who: string) => Promise<number>;
  /** How often operators have changed something, as far as this process knows: a picture of before is out of date. */
  readonly changes: () => number;
  /** Another process has told (`ControlDeps.tell`). */
  readonly changedElsewhere: () => void;
  /** Events of the process's own, as they are committed: for `top` and `tail`. Returns the way to stop. */
  readonly watch: (listener: (events: readonly LedgerEvent[]) => void) => () => void;
}

export interface ControlDeps {
  readonly store: Pick<Store, 'change' | 'claimSelected'>;
  readonly recorder: Pick<Recorder, 'watch'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly states: LaneStates;
  readonly brakes: Brakes;
  readonly settling: Settling;
  readonly expiry: Expiry;
  readonly bodies: BodyMemory;
  readonly memory: QueueMemory;
  readonly dispatch: () => Dispatch;
  /** Reads what other processes have done to lanes. */
  readonly refresh: () => Promise<void>;
  /** Something may be due now. */
  readonly wake: () => void;
  /** Tells other processes that an operator has changed something. */
  readonly tell: () => void;
}

const perClaim = 500;
/** Mail that comes back again and again is left alone some time. */
const mostRounds = 1000;

export function createControl(deps: ControlDeps): QueueControl {
  const { store, clock, states, brakes, settling, expiry, bodies, memory, dispatch } = deps;

  /**
   * What falls due meanwhile goes from the store to memory, and what was in memory back: both are looked at until neither has
   * any more of what there was when the operator asked. Each of the two settles what it finds, and tells how many that were.
   */
  async function everywhere(
    asked: Selection,
    inMemory: (taken: readonly ClaimedEntry[]) => Promise<number>,
    inStore: (selection: Selection) => Promise<number>,
  ): Promise<number> {
    const acceptedBefore = Math.min(asked.acceptedBefore ?? Number.POSITIVE_INFINITY, clock.now() + 1);
    let selection = asked;
    let count = 0;
    for (let round = 0; round < mostRounds; round++) {
      const found =
        (await inMemory(takeSelected(dispatch().waiting(), selection, bodies))) + (await inStore(selection));
      if (found === 0) break;
      count += found;
      selection = { ...asked, acceptedBefore };
    }
    return count;
  }

  /** Every entry of the selection that is not under way, leased to us. Resolves when each is settled: to how many are. */
  function forAll(selection: Selection, settle: (one: ClaimedEntry) => Promise<boolean>): Promise<number> {
    const settled = async (claimed: readonly ClaimedEntry[]): Promise<number> =>
      (await Promise.all(claimed.map(settle))).filter((written) => written).length;
    return everywhere(selection, settled, async (some) => {
      const claimed = await store.claimSelected(some, perClaim);
      memory.add(claimed.length);
      return settled(claimed);
    });
  }

  function hold(selection: Selection): Promise<number> {
    const held = async (taken: readonly ClaimedEntry[]): Promise<number> => {
      const settle = taken.map(({ entry: { messageId, position, crashes = 0 } }) => {
        return { kind: 'hold', messageId, position, why: null, crashes } as const;
      });
      return (await settling.write({ settle, events: [] }, settle.length)) ? settle.length : 0;
    };
    return everywhere(
      selection,
      async (taken) => (taken.length === 0 ? 0 : held(taken)),
      (some) => store.change(some, { kind: 'hold' }),
    );
  }

  async function changed(selection: Selection, what: Parameters<Store['change']>[1]): Promise<number> {
    const count = await store.change(selection, what);
    deps.wake();
    return count;
  }

  let changes = 0;
  /** Whatever became of it, some of it may be done. */
  const counted =
    <A extends readonly unknown[]>(act: (...asked: A) => Promise<number>) =>
    async (...asked: A): Promise<number> => {
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
    release: counted((selection: Selection) => changed(selection, { kind: 'release' })),
    cancel: counted((selection: Selection, who: string) => forAll(selection, (one) => cancelled(one, who))),
    expire: counted((selection: Selection, who: string) =>
      forAll(selection, (one) => expiry.expire(one, 'operator', `given up by ${who}`)),
    ),
    changes: () => changes,
    changedElsewhere: () => void changes++,
    watch: deps.recorder.watch,
  };
}
