/**
 * Which lanes are suspended or slowed down, in memory and in the store. A state for "place|*|*" holds for every lane of
 * the place; it becomes the lane's own the first time that the lane is asked about, so that the store knows it too.
 */
import type { Clock } from '../delivery/clock.ts';
import type { Log } from '../delivery/ports.ts';
import { lookAgain } from '../duty/look-again.ts';
import type { LaneState } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { laneName, laneParts } from './lane-name.ts';

const none = { suspendedSince: null, suspendedUntil: null, suspendedTotal: 0, rateFactor: null, rateUntil: null };

/** Share of its rate at which a lane begins after a suspension. */
export const firstStep = 1 / 8;

export const everyLaneOf = (place: string): string => laneName(place, '*', '*');
export const isPlace = (lane: string): boolean => lane.endsWith('|*|*');

export class LaneStates {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #states = new Map<string, LaneState>();
  readonly #marks = new Map<string, LaneState>();
  /** Lanes whose states are on their way to the store, each until the last of its own is there. */
  readonly #storing = new Map<string, Promise<void>>();
  /** Lanes that the store has a state of, as far as is known, and those whose state was set since the last look began. */
  readonly #stored = new Set<string>();
  #changed = new Set<string>();
  /** Places that somebody else has resumed, and who. */
  readonly #resumed = new Map<string, string>();

  constructor(store: Store, clock: Clock, log: Log) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  /**
   * Reads all from the store: at the start, and where several processes share it, when another may have changed them.
   * What was set meanwhile may be newer than what is read, or older than what another process wrote after it: it is passed over.
   * Resolves to whether something was: that has to be read again when it is stored. A state that is gone was one without brakes
   * (`sweepLanes`).
   */
  readonly load = lookAgain(async (): Promise<boolean> => {
    this.#changed = new Set(this.#storing.keys());
    const states = await this.#store.laneStates();
    const gone = new Set(this.#stored);
    for (const state of states) {
      gone.delete(state.lane);
      if (this.#changed.has(state.lane)) continue;
      if (this.#isResumed(state)) this.#resumed.set(laneParts(state.lane).place, state.by);
      this.#stored.add(state.lane);
      this.#keep(state);
    }
    for (const lane of gone) if (!this.#changed.has(lane)) this.#forget(lane);
    return this.#changed.size > 0;
  });

  /** Resolves when what is being stored now is. */
  async stored(): Promise<void> {
    await Promise.all([...this.#storing.values()]);
  }

  /**
   * Lanes that are suspended although somebody has resumed their place: they took the suspension over where the other
   * process could not see it yet. Each with who resumed the place; told once.
   */
  takeLeftBehind(): readonly { readonly state: LaneState; readonly by: string }[] {
    const resumed = new Map(this.#resumed);
    this.#resumed.clear();
    if (resumed.size === 0) return [];
    return [...this.#states.values()].flatMap((state) => {
      const by = resumed.get(laneParts(state.lane).place);
      return by === undefined || state.suspendedSince === null ? [] : [{ state, by }];
    });
  }

  get(lane: string): LaneState | null {
    const own = this.#states.get(lane) ?? null;
    if (this.#marks.size === 0 || own?.suspendedSince != null) return own;
    const { place } = laneParts(lane);
    const mark = this.#marks.get(place);
    if (mark === undefined || mark.suspendedSince === null) return own;
    const { suspendedSince, suspendedUntil, why, by } = mark;
    const adopted = { ...(own ?? { ...none, lane }), suspendedSince, suspendedUntil, why, by };
    void this.set(adopted);
    return adopted;
  }

  /** In force at once; resolves when it is stored. A store that fails is logged: the memory still holds it. */
  async set(state: LaneState): Promise<void> {
    this.#keep(state);
    this.#changed.add(state.lane);
    const written = this.#write(state);
    const all = Promise.all([this.#storing.get(state.lane), written]).then(() => {
      if (this.#storing.get(state.lane) === all) this.#storing.delete(state.lane);
    });
    this.#storing.set(state.lane, all);
    await written;
  }

  async #write(state: LaneState): Promise<void> {
    try {
      await this.#store.setLaneState(state);
      this.#stored.add(state.lane);
    } catch (error) {
      this.#log.error({ error, lane: state.lane }, 'The state of a lane could not be stored.');
    }
  }

  change(lane: string, change: Partial<LaneState> & { readonly why: string; readonly by: string }): Promise<void> {
    return this.set({ ...(this.#states.get(lane) ?? this.#markOf(lane) ?? { ...none, lane }), ...change, lane });
  }

  /** Places first: while one is suspended its lanes cannot be released. */
  all(): readonly LaneState[] {
    return [...this.#marks.values(), ...this.#states.values()];
  }

  isSuspended(lane: string): boolean {
    const state = this.get(lane);
    if (state === null || state.suspendedSince === null) return false;
    return state.suspendedUntil === null || state.suspendedUntil > this.#clock.now();
  }

  /** Whether every lane of the place is suspended. */
  isPlaceSuspended(place: string): boolean {
    if (this.#marks.size === 0) return false;
    const mark = this.#marks.get(place);
    if (mark === undefined || mark.suspendedSince === null) return false;
    return mark.suspendedUntil === null || mark.suspendedUntil > this.#clock.now();
  }

  /** Milliseconds that the lane has been suspended so far, the running suspension included. */
  suspendedTotal(lane: string): number {
    const state = this.#states.get(lane);
    if (state === undefined) return 0;
    if (state.suspendedSince === null) return state.suspendedTotal;
    const end = Math.min(this.#clock.now(), state.suspendedUntil ?? Number.POSITIVE_INFINITY);
    return state.suspendedTotal + Math.max(0, end - state.suspendedSince);
  }

  /**
   * Share of the usual rate; 1 is all of it. What has been suspended begins slowly even before it is released: when a machine
   * was asleep, timers come later than what they wait for.
   */
  factor(lane: string): number {
    const state = this.#states.get(lane);
    return state?.suspendedSince == null ? (state?.rateFactor ?? 1) : firstStep;
  }

  /** Names of lanes that are suspended now, and of places as those of all their lanes. */
  suspended(): readonly string[] {
    const places = [...this.#marks.keys()].filter((place) => this.isPlaceSuspended(place));
    return [...places.map(everyLaneOf), ...[...this.#states.keys()].filter((lane) => this.isSuspended(lane))];
  }

  /** Whether somebody has ended a suspension of a whole place that still stands here. One that ran out ends in each lane by itself. */
  #isResumed({ lane, suspendedSince, by }: LaneState): boolean {
    return suspendedSince === null && by !== 'auto' && this.#markOf(lane)?.suspendedSince != null;
  }

  #markOf(lane: string): LaneState | undefined {
    const { place, source } = laneParts(lane);
    return source === '*' ? this.#marks.get(place) : undefined;
  }

  #keep(state: LaneState): void {
    const { place, source, stream } = laneParts(state.lane);
    if (source === '*' && stream === '*') {
      this.#marks.set(place, state);
      if (state.suspendedSince !== null) this.#resumed.delete(place);
    } else this.#states.set(state.lane, state);
  }

  #forget(lane: string): void {
    this.#stored.delete(lane);
    if (isPlace(lane)) this.#marks.delete(laneParts(lane).place);
    else this.#states.delete(lane);
  }
}
