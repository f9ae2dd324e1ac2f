/**
 * The delivery engine: takes messages in, keeps what is due in memory, sends it, writes down what became of it, tells the
 * senders. Everything it needs is given to it; it starts nothing by itself before `start`.
 */
import { createRecorder, type Recorder } from '../ledger/record.ts';
import { BodyMemory } from '../queue/body-memory.ts';
import { Brakes } from '../queue/brakes.ts';
import { createControl, type QueueControl } from '../queue/control.ts';
import { Dispatch } from '../queue/dispatch.ts';
import { LaneStates } from '../queue/lane-states.ts';
import { QueueMemory } from '../queue/memory.ts';
import { Recalls } from '../queue/recalls.ts';
import { Refill } from '../queue/refill.ts';
import { Routes } from '../queue/routes.ts';
import { createAccept } from './accept.ts';
import { Attempts } from './attempt.ts';
import { Carrying } from './carrying.ts';
import { Endpoints } from './endpoints.ts';
import { Entrance } from './entrance.ts';
import { Expiry } from './expire.ts';
import { createJumpGuard } from './jump-guard.ts';
import { Notices } from './notify.ts';
import { type EngineDeps, observeNothing } from './ports.ts';
import { createReturnPaths } from './return-path.ts';
import { Session } from './session.ts';
import { createSetBack, setBackBefore } from './set-back.ts';
import { Settling } from './settle.ts';
import type { Accept } from './submission.ts';
import { sureLeases } from './sure-leases.ts';
import { Suspects } from './suspects.ts';

interface EngineStats {
  readonly inMemory: number;
  readonly bodyOctets: number;
  readonly running: number;
  readonly connections: number;
  readonly lanes: number;
}

export interface Engine {
  readonly accept: Accept;
  readonly control: QueueControl;
  /** Another process may have paused, slowed or released lanes. */
  readonly lanesChanged: () => void;
  /** Another process may have recalled what this one has in memory. */
  readonly recallsChanged: () => void;
  /** For what is recorded from elsewhere: those who watch hear of it too. */
  readonly recorder: Recorder;
  /** Opens the session and begins to send. Rejects when the store does. */
  readonly start: () => Promise<void>;
  /** Takes nothing more, ends what runs, gives the rest back. */
  readonly drain: () => Promise<void>;
  /** Breaks off at once. What was not settled stays in the store and is sent by whoever comes next. */
  readonly stop: () => Promise<void>;
  readonly stats: () => EngineStats;
}

export function createEngine(deps: EngineDeps): Engine {
  const { clock, ids, settings, log, connect, rules } = deps;
  const store = sureLeases(deps.store, () => session.lose());
  const observe = deps.observe ?? observeNothing;
  const recorder: Recorder = createRecorder({ store, clock, ids, observe, policy: deps.suppression });
  const states = new LaneStates(store, clock, log);
  const bodies = new BodyMemory(settings.bodiesInMemory);
  const memory = new QueueMemory(settings.entriesInMemory, bodies);
  const routes = new Routes(deps.route, clock);
  const guard = createJumpGuard(clock, log, undefined, clockSetBack);
  const returnPaths = createReturnPaths(settings, clock);
  let phase: 'new' | 'running' | 'fenced' | 'draining' | 'stopped' = 'new';
  let attempts = newAttempts();

  const entrance = new Entrance({
    ...{ settings, clock, states, routes, memory, bodies },
    dispatch: () => dispatch,
    isRunning: () => phase === 'running',
    left: (entries) => {
      refill.wake();
      for (const { delayNoticeAt } of entries) if (delayNoticeAt != null) notices.delayAt(delayNoticeAt);
    },
  });
  const settling = new Settling({
    ...{ recorder, states, clock, ids, settings, guard, rules, log, observe },
    settled: (entries) => {
      memory.remove(entries);
      refill.roomMade();
    },
    leaseLost: () => session.lose(),
    heard: (lane, verdict) => brakes.heard(lane, verdict),
    due: (kind, at) => {
      if (kind === 'retry') refill.dueAt(at);
      else if (kind === 'notice') notices.dueAt(at);
      else notices.delayAt(at);
    },
  });
  const suspects = new Suspects({
    ...{ store, clock, ids, log },
    write: (unit, entries) => void settling.write(unit, entries),
  });
  const brakes = new Brakes({
    ...{ states, clock, log, reactions: settings.reactions },
    released: (lane) => {
      dispatch.pumpNamed(lane);
      refill.wake();
    },
    suspended: (name) => dispatch.suspended(name),
  });
  const refill = new Refill({
    ...{ store, clock, log, room: () => memory.room, safety: settings.safety },
    take: (claimed) => {
      const { sound, held } = suspects.sift(claimed);
      memory.add(held);
      entrance.placeClaimed(sound);
    },
    except: fullLanes,
  });
  const notices = new Notices({
    store,
    recorder,
    clock,
    ids,
    settings,
    log,
    observe,
    sign: deps.sign,
    rules,
    guard,
    lanes: entrance,
    writing: deps.writing,
  });
  const expiry = new Expiry({
    ...{ store, clock, ids, settings, states, guard, rules, log },
    write: (unit, entries) => settling.write(unit, entries),
    release: ({ message, entry }) => void settling.release(message, [entry], entry.lane),
    claimed: (entries) => memory.add(entries),
  });
  const session = new Session({
    ...{ store, clock, log, lease: settings.lease },
    lost: async () => {
      // Who is about to end needs no other session.
      if (phase === 'draining') session.halt();
      else phase = 'fenced';
      // Before anything that waits for the store: it may be the store that does not answer.
      attempts.abandon();
      await refill.stop();
      dispatch.abandon();
      await dispatch.halt();
      await settling.quiet();
    },
    renewed: () => {
      brakes.look();
      control.storeAnswers();
      if (store.kind === 'postgres') void refreshStates();
    },
    opened: () => {
      phase = 'running';
      attempts = newAttempts();
      dispatch = newDispatch();
      refill.start();
    },
  });
  const carrying = new Carrying({
    ...{ session, suspects, settling, memory, bodies, states, expiry, guard, clock, log },
  });
  const recalls = new Recalls({
    ...{ store, giveBack: carrying.giveBack },
    taken: () => refill.taken(),
    waiting: () => dispatch.waiting(),
  });
  let dispatch = newDispatch();
  const accept = createAccept({
    ...{ store, recorder, clock, ids, settings, log, observe },
    ...{ sign: deps.sign, suppressed: deps.suppressed, lanes: entrance },
    noticeDue: (at) => notices.dueAt(at),
    hasRoom: deps.hasRoom ?? (() => true),
    isClosing: () => phase === 'draining' || phase === 'stopped',
  });

  function newAttempts(): Attempts {
    const endpoints = new Endpoints(clock, deps.random);
    return new Attempts({
      ...{ store, routes, endpoints, connect, clock, settings, log, observe, resign: deps.resign },
      reversePath: returnPaths.sender,
      settle: (lane, attempted) => settling.settle(lane, attempted),
      again: (lane, bundle) => {
        const rest = recalls.left(bundle, lane.name);
        if (rest === null) return;
        rest.body.users++;
        dispatch.again(lane, rest);
      },
    });
  }

  function newDispatch(): Dispatch {
    const mine = attempts;
    return new Dispatch({
      ...{ clock, settings, states, routes, log, behind: () => settling.behind() },
      ...{ giveBack: carrying.giveBack, unroutable: carrying.unroutable, dropped: carrying.drop },
      carry: (lane, bundle, link) => carrying.carry(mine, lane, bundle, link),
      most: ({ message }, lane) => (returnPaths.isSigned(message) ? 1 : lane.recipientsPerMessage),
      drained: () => refill.roomMade(),
      left: () => refill.wake(),
    });
  }

  function fullLanes(): readonly string[] {
    const full: string[] = [];
    for (const { name, ready, isSilent } of dispatch.lanes.all())
      if (isSilent ? ready > 0 : ready > settings.entriesPerLane / 2) full.push(name);
    return full;
  }

  /** Other processes brake lanes too. */
  async function refreshStates(): Promise<void> {
    try {
      const isBehind = await states.load();
      brakes.refreshed();
      refill.wake();
      if (isBehind) void states.stored().then(refreshStates);
    } catch (error) {
      log.error({ error }, 'The states of lanes could not be read.');
    }
  }

  const setBack = createSetBack({
    ...{ store, clock, guard, log },
    due: () => {
      refill.wake();
      notices.dueAt(clock.now());
    },
  });
  function clockSetBack(by: number): void {
    brakes.setBack(by);
    setBack.by(by);
  }

  function tellOthers(): void {
    store
      .tell('queue')
      .catch((error: unknown) => log.warn({ error }, 'Other processes were not told of a change of the queue.'));
  }

  async function closeSession(): Promise<void> {
    try {
      await session.close();
    } catch (error) {
      log.error({ error }, 'The session could not be closed: its leases run out by themselves.');
    }
  }

  async function start(): Promise<void> {
    await session.open();
    await states.load();
    phase = 'running';
    brakes.start();
    refill.start();
    notices.start();
    expiry.start();
    setBack.start();
    const by = await setBackBefore(store, clock.now());
    if (by > 0) clockSetBack(by);
  }

  /** Nothing of this begins any more. */
  async function quieten(): Promise<void> {
    brakes.stop();
    setBack.stop();
    notices.stop();
    expiry.stop();
    await refill.stop();
  }

  async function drain(): Promise<void> {
    if (phase !== 'running') return stop();
    phase = 'draining';
    await Promise.all([quieten(), dispatch.halt(), notices.quiet(), expiry.quiet()]);
    await settling.quiet();
    if (phase !== 'draining') return;
    phase = 'stopped';
    await closeSession();
  }

  async function stop(): Promise<void> {
    if (phase === 'stopped') return;
    phase = 'stopped';
    session.halt();
    settling.stop();
    attempts.abandon();
    dispatch.abandon();
    await quieten();
    await dispatch.halt();
    await settling.quiet();
    await closeSession();
  }

  const control = createControl({
    ...{ store, recorder, clock, ids, log, states, brakes, settling, expiry, memory, giveBackRecalled: recalls.look },
    ...{ wake: () => refill.wake(), refresh: refreshStates, dispatch: () => dispatch, tell: tellOthers },
  });

  return {
    accept,
    control,
    lanesChanged: () => void refreshStates(),
    recallsChanged: () => {
      recalls.look().catch((error) => log.error({ error }, 'What was recalled could not be read.'));
    },
    recorder,
    start,
    drain,
    stop,
    stats: () => ({
      inMemory: memory.entries,
      bodyOctets: bodies.octets,
      running: dispatch.running,
      connections: dispatch.connections,
      lanes: dispatch.lanes.size,
    }),
  };
}
