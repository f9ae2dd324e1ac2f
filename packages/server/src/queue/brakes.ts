/**
 * Slows lanes down or stops them when their receivers say so (`decideLane`), and lets them go again step by step: after a
 * suspension a lane begins at an eighth of its rate and doubles it, so that what waited does not arrive all at once.
 */
import { decideLane, type Reaction, reasonText, type Verdict } from '@hearback/bounce';
import type { Clock, Timer } from '../delivery/clock.ts';
import type { Log } from '../delivery/ports.ts';
import type { LaneState } from '../store/rows.ts';
import type { Lane } from './lane.ts';
import { firstStep, isPlace, type LaneStates } from './lane-states.ts';

const minute = 60_000;
const stepLasts = 5 * minute;
/** Replies to what was under way when the brakes went on say nothing new. */
const deafFor = minute / 2;
const slowest = 1 / 100;

export interface BrakesDeps {
  readonly states: LaneStates;
  readonly clock: Clock;
  readonly reactions: readonly Reaction[];
  readonly log: Log;
  /** The lane may go, or go faster. */
  readonly released: (lane: string) => void;
  /** The lane must stop now. */
  readonly suspended: (lane: string) => void;
}

export class Brakes {
  readonly #deps: BrakesDeps;
  readonly #deafUntil = new Map<string, number>();
  #timer: Timer | null = null;
  #at = 0;
  #stopped = false;

  constructor(deps: BrakesDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#stopped = false;
    this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#timer = null;
  }

  /** Some time has passed; after a sleep of the machine it is more than the timer knows of. */
  look(): void {
    if (!this.#stopped) this.#turn();
  }

  /**
   * The clock was ahead by so much and has been put right: what more than half of that lies ahead was meant for the time that it
   * showed. An instant that an operator has named stays.
   */
  setBack(by: number): void {
    const { states, clock } = this.#deps;
    const now = clock.now();
    const right = (at: number | null): number | null => (at !== null && at > now + by / 2 ? at - by : at);
    this.#deafUntil.clear();
    for (const { lane, suspendedSince, suspendedUntil, rateUntil, why, by: whom } of states.all()) {
      if (whom !== 'auto' || (right(suspendedUntil) === suspendedUntil && right(rateUntil) === rateUntil)) continue;
      const ends = { suspendedUntil: right(suspendedUntil), rateUntil: right(rateUntil) };
      void states.change(lane, { ...ends, suspendedSince: right(suspendedSince), why, by: whom });
    }
    this.#arm();
  }

  /** The states have been read anew: another process may have changed them. */
  refreshed(): void {
    const { states, clock, suspended } = this.#deps;
    for (const { state, by } of states.takeLeftBehind()) void this.#release(state, by);
    for (const [lane, until] of this.#deafUntil) if (until <= clock.now()) this.#deafUntil.delete(lane);
    for (const lane of states.suspended()) suspended(lane);
    this.#arm();
  }

  /** One failed transaction of the lane, in its verdict. */
  heard(lane: Lane, verdict: Verdict): void {
    const { clock, reactions, states } = this.#deps;
    const now = clock.now();
    const decision = decideLane(verdict, lane.recent.failed(verdict.reason, now), now, reactions);
    if (decision.kind === 'keep') return;
    if (now < (this.#deafUntil.get(lane.name) ?? 0) || states.isSuspended(lane.name)) return;
    lane.recent.forget(verdict.reason);
    const why = `${reasonText(verdict.reason)}: ${lane.lastFailure ?? verdict.template}`.slice(0, 500);
    this.#deps.log.warn({ lane: lane.name, reason: verdict.reason, decision }, 'A lane is braked.');
    if (decision.kind === 'suspend') void this.suspend(lane.name, decision.until, 'auto', why);
    else {
      this.#deafUntil.set(lane.name, now + deafFor);
      const rateFactor = Math.max(slowest, states.factor(lane.name) * decision.factor);
      void states.change(lane.name, { rateFactor, rateUntil: decision.until, why, by: 'auto' });
      this.#deps.released(lane.name);
      this.#armAt(decision.until);
    }
  }

  /** `until` null: until somebody resumes it. */
  async suspend(lane: string, until: number | null, by: string, why: string): Promise<void> {
    const { states, clock } = this.#deps;
    const suspendedTotal = states.suspendedTotal(lane);
    const stored = states.change(lane, { suspendedSince: clock.now(), suspendedUntil: until, suspendedTotal, why, by });
    this.#deps.suspended(lane);
    this.#armAt(until);
    await stored;
  }

  /** Ends a suspension, after which the lane begins slowly; one that is slow goes at full speed. False when it was neither. */
  async resume(lane: string, by: string): Promise<boolean> {
    const state = this.#deps.states.all().find((one) => one.lane === lane);
    if (state === undefined) return false;
    if (state.suspendedSince !== null) await this.#release(state, by);
    else if (state.rateFactor !== null) await this.#atFullSpeed(state, by);
    else return false;
    return true;
  }

  async #release(state: LaneState, by: string): Promise<void> {
    const { states, clock } = this.#deps;
    this.#deafUntil.delete(state.lane);
    // Rates are those of lanes: a place has none, its lanes begin slowly each for itself.
    const slowly = isPlace(state.lane) ? null : clock.now() + stepLasts;
    const stored = states.change(state.lane, {
      suspendedSince: null,
      suspendedUntil: null,
      suspendedTotal: states.suspendedTotal(state.lane),
      rateFactor: slowly === null ? null : firstStep,
      rateUntil: slowly,
      why: `Released: ${state.why}`.slice(0, 500),
      by,
    });
    this.#armAt(slowly);
    // Only now does the store give out what waits in the lane.
    await stored;
    this.#deps.released(state.lane);
  }

  async #atFullSpeed(state: LaneState, by: string): Promise<void> {
    const full = { rateFactor: null, rateUntil: null, why: `Full speed: ${state.why}`.slice(0, 500), by };
    const stored = this.#deps.states.change(state.lane, full);
    this.#deps.released(state.lane);
    await stored;
  }

  /** Ends suspensions whose time has come, and takes the next step of those that speed up. */
  #turn(): void {
    const { states, clock } = this.#deps;
    const now = clock.now();
    for (const state of states.all()) {
      if (state.suspendedSince !== null) {
        if (state.suspendedUntil !== null && state.suspendedUntil <= now) void this.#release(state, 'auto');
      } else if (state.rateFactor !== null && (state.rateUntil ?? 0) <= now) this.#speedUp(state, now);
    }
    this.#arm();
  }

  #speedUp(state: LaneState, now: number): void {
    const doubled = (state.rateFactor ?? 1) * 2;
    const step =
      doubled >= 1 ? { rateFactor: null, rateUntil: null } : { rateFactor: doubled, rateUntil: now + stepLasts };
    void this.#deps.states.change(state.lane, { ...step, why: state.why, by: state.by });
    this.#deps.released(state.lane);
  }

  /** Looks at all lanes: where one may be missed otherwise. */
  #arm(): void {
    this.#timer?.cancel();
    this.#timer = null;
    for (const { suspendedSince, suspendedUntil, rateFactor, rateUntil } of this.#deps.states.all()) {
      if (suspendedSince !== null) this.#armAt(suspendedUntil);
      else if (rateFactor !== null) this.#armAt(rateUntil);
    }
  }

  #armAt(at: number | null): void {
    if (at === null || this.#stopped || (this.#timer !== null && this.#at <= at)) return;
    this.#timer?.cancel();
    this.#at = at;
    this.#timer = this.#deps.clock.setTimer(at, () => this.#turn());
  }
}
