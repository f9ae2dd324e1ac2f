/** The lanes in memory, made when mail for them comes, forgotten when they have been of no use for a while. */
import { providerOf } from '@hearback/bounce';
import type { Clock } from '../delivery/clock.ts';
import { type LaneLimits, limitsFor } from '../delivery/providers.ts';
import { Lane } from './lane.ts';
import { laneParts } from './lane-name.ts';
import { Peers } from './peers.ts';

const minute = 60_000;
/** How long a lane is remembered that is not used; what it knows of servers that do not answer is worth more. */
const forgetAfter = 10 * minute;
const forgetSilentAfter = 24 * 60 * minute;
/** With fewer nothing is forgotten; with more all are looked through, which costs too much to be done for each new one. */
const most = 10_000;
const lookEvery = minute;

export class Lanes {
  readonly #clock: Clock;
  readonly #limits: ReadonlyMap<string, Partial<LaneLimits>>;
  readonly #lanes = new Map<string, Lane>();
  /** By place and source. */
  readonly #peers = new Map<string, Peers>();
  /** Monotonic instant of the next look for lanes to forget. */
  #looksAt = 0;

  constructor(clock: Clock, limits: ReadonlyMap<string, Partial<LaneLimits>>) {
    this.#clock = clock;
    this.#limits = limits;
  }

  get size(): number {
    return this.#lanes.size;
  }

  get(name: string): Lane | undefined {
    return this.#lanes.get(name);
  }

  names(): IterableIterator<string> {
    return this.#lanes.keys();
  }

  all(): IterableIterator<Lane> {
    return this.#lanes.values();
  }

  /** `host`, one of its servers, tells whose limits apply. */
  of(name: string, host: string): Lane {
    const known = this.#lanes.get(name);
    if (known !== undefined) return known;
    if (this.#lanes.size >= most) this.#forgetOld();
    const { place, source } = laneParts(name);
    const peers = this.#peers.get(`${place}|${source}`) ?? new Peers();
    this.#peers.set(`${place}|${source}`, peers);
    const lane = new Lane(name, limitsFor(providerOf(host), this.#limits), peers);
    this.#lanes.set(name, lane);
    return lane;
  }

  #forget(lane: Lane): void {
    this.#lanes.delete(lane.name);
    lane.peers.delete(lane);
    if (lane.peers.size === 0) this.#peers.delete(`${lane.place}|${lane.source}`);
  }

  #forgetOld(): void {
    const now = this.#clock.monotonic();
    if (now < this.#looksAt) return;
    this.#looksAt = now + lookEvery;
    for (const lane of this.#lanes.values()) {
      const after = lane.failures === 0 ? forgetAfter : forgetSilentAfter;
      if (lane.isEmpty && lane.usedAt < now - after) this.#forget(lane);
    }
  }
}
