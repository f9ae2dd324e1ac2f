/**
 * Which mail goes next, over which connection. Lanes open connections within their own limits and those of the process;
 * when all are taken, lanes wait in turn and those with more than their share give one up after the message at hand.
 */
import type { Clock } from '../delivery/clock.ts';
import type { Log } from '../delivery/ports.ts';
import type { DeliverySettings } from '../delivery/settings.ts';
import type { Bundle } from './bundle.ts';
import type { Lane, Link } from './lane.ts';
import { domainOfPlace, laneName, laneParts } from './lane-name.ts';
import { isPlace, type LaneStates } from './lane-states.ts';
import { Lanes } from './lanes.ts';
import { Links } from './links.ts';
import { Placement, type PlacementDeps } from './placement.ts';
import type { Waiting } from './recalls.ts';
import type { Routes } from './routes.ts';

export interface DispatchDeps extends Omit<PlacementDeps, 'enqueue'> {
  readonly clock: Clock;
  readonly settings: DeliverySettings;
  readonly states: LaneStates;
  readonly routes: Routes;
  readonly log: Log;
  /**
   * Sends the bundle, over a new connection when there is none, and settles every recipient. Resolves to the connection if
   * it may carry more. Never rejects.
   */
  readonly carry: (lane: Lane, bundle: Bundle, link: Link | null) => Promise<Link | null>;
  /** Most recipients of one transaction. */
  readonly most: (bundle: Bundle, lane: Lane) => number;
  /** Resolves once few enough settlements are under way; null: they are. */
  readonly behind: () => Promise<void> | null;
  /** A lane has sent what it had: it can take more. */
  readonly drained: () => void;
  /** Due mail has been left to the store. */
  readonly left: () => void;
  /** The bundle is forgotten; the store still has it. */
  readonly dropped: (bundle: Bundle) => void;
}

/** Messages after which a connection makes way for a lane that has none. */
const fairShare = 20;

export class Dispatch {
  readonly lanes: Lanes;
  readonly #deps: DispatchDeps;
  readonly #placement: Placement;
  readonly #links: Links;
  /** Lanes that want a connection while all are taken: those that have none, and those that have some. */
  readonly #starved = new Set<Lane>();
  readonly #wanting = new Set<Lane>();
  #working = 0;
  #halted = false;
  #quiet: (() => void)[] = [];

  constructor(deps: DispatchDeps) {
    this.#deps = deps;
    this.lanes = new Lanes(deps.clock, deps.settings.limits);
    this.#links = new Links(deps.clock, deps.settings.connections, deps.settings.idle);
    this.#placement = new Placement({ ...deps, enqueue: (bundle, lane, host) => this.#enqueue(bundle, lane, host) });
    this.#placement.onEnd(() => this.#checkQuiet());
  }

  /** Transactions, attempts to connect and look-ups under way. */
  get running(): number {
    return this.#working + this.#placement.running;
  }

  get connections(): number {
    return this.#links.open;
  }

  place(bundle: Bundle): void {
    this.#placement.place(bundle);
  }

  /** What an attempt has left over is next, unless its domain was stopped meanwhile. */
  again(lane: Lane, bundle: Bundle): void {
    const stopped = this.#placement.stoppedIn(bundle);
    if (stopped === null) lane.unshift(bundle);
    else void this.#deps.giveBack(bundle, stopped);
  }

  #enqueue(bundle: Bundle, name: string, host: string): boolean {
    if (this.#halted) return false;
    const lane = this.lanes.of(name, host);
    if (lane.ready >= lane.most(this.#deps.settings.entriesPerLane)) return false;
    lane.push(bundle);
    this.pump(lane);
    return true;
  }

  /** Starts what the lane may start now. */
  pump(lane: Lane): void {
    lane.timer?.cancel();
    lane.timer = null;
    while (lane.waiting > 0 && !this.#halted) {
      if (this.#deps.states.isSuspended(lane.name)) this.#giveBackAll(lane);
      else if (!this.#useIdle(lane) && !this.#openAnother(lane)) return;
    }
  }

  /** False when nothing could be started this way. */
  #useIdle(lane: Lane): boolean {
    for (const link of lane.links) {
      if (link.idleSince === null) continue;
      const bundle = this.#next(lane, link);
      if (bundle === null) {
        if (lane.timer !== null) return false;
        continue;
      }
      this.#links.wake(link);
      void this.#work(lane, bundle, link);
      return true;
    }
    return false;
  }

  #openAnother(lane: Lane): boolean {
    const { clock, states, routes } = this.#deps;
    const now = clock.monotonic();
    if (lane.timer !== null || lane.waiting < lane.opening) return false;
    if (lane.failures > 0 && lane.opening > 0) return false;
    if (lane.backOffUntil > now) return this.#wake(lane, lane.backOffUntil - now);
    const most = Math.max(1, Math.ceil(lane.limits.connections * states.factor(lane.name)));
    if (lane.connections >= most && !this.#links.closeIdle([...lane.links])) return false;
    if (lane.peers.size > 1 && !lane.peers.hasRoomFor(lane, ({ links }) => this.#links.closeIdle([...links])))
      return false;
    if (this.#links.isFull && !this.#links.closeIdle()) {
      (lane.connections === 0 ? this.#starved : this.#wanting).add(lane);
      return false;
    }
    const first = lane.peek();
    if (first === null) return false;
    if (routes.known(first.domain) === null) return this.#placeAgain(lane, first);
    if (!this.#token(lane)) return false;
    const bundle = lane.take(
      (one) => one.domain === first.domain,
      (one) => this.#deps.most(one, lane),
    );
    if (bundle === null) return false;
    lane.opening++;
    this.#links.open++;
    void this.#work(lane, bundle, null);
    return true;
  }

  /** Its route has run out: it may lead to another lane by now. */
  #placeAgain(lane: Lane, first: Bundle): boolean {
    const bundle = lane.remove((one) => one === first)[0];
    if (bundle !== undefined) this.place(bundle);
    return true;
  }

  /** Whether a message may go now; else the lane wakes when one may. */
  #token(lane: Lane): boolean {
    const wait = lane.pace(this.#deps.states.factor(lane.name), this.#deps.clock.monotonic());
    return wait === 0 || this.#wake(lane, wait);
  }

  #wake(lane: Lane, wait: number): false {
    lane.timer ??= this.#deps.clock.setTimer(this.#deps.clock.now() + wait, () => {
      lane.timer = null;
      this.pump(lane);
    });
    return false;
  }

  /** What the connection sends next; null: nothing for the time being. */
  #next(lane: Lane, link: Link): Bundle | null {
    const { states, routes } = this.#deps;
    if (this.#halted || lane.waiting === 0 || link.connection.sent >= lane.limits.messagesPerConnection) return null;
    if (states.isSuspended(lane.name) || this.#givesWay(lane, link)) return null;
    const fits = ({ domain }: Bundle): boolean => routes.known(domain)?.keys.has(link.key) === true;
    const bundle = lane.take(fits, (one) => this.#deps.most(one, lane));
    if (bundle === null || this.#token(lane)) return bundle;
    lane.unshift(bundle);
    return null;
  }

  /** Lanes without a connection get one of those that have several, or that have had one for a while. */
  #givesWay(lane: Lane, link: Link): boolean {
    if (!this.#isWanted(lane)) return false;
    return lane.connections > 1 || link.connection.sent >= fairShare;
  }

  #isWanted({ peers }: Lane): boolean {
    return this.#starved.size > 0 || peers.starved.size > 0;
  }

  async #work(lane: Lane, first: Bundle, link: Link | null): Promise<void> {
    const { clock, carry, behind } = this.#deps;
    let opening = link === null;
    let open = link;
    this.#working++;
    for (let bundle: Bundle | null = first; bundle !== null; ) {
      const count: number = bundle.entries.length;
      lane.sending += count;
      const before: Link | null = open;
      open = await carry(lane, bundle, before);
      lane.sending -= count;
      lane.usedAt = clock.monotonic();
      lane.recent.sent(lane.usedAt);
      if (open !== before) {
        if (before !== null) lane.links.delete(before);
        if (open !== null) lane.links.add(open);
      }
      if (opening) {
        lane.opening--;
        opening = false;
        // What held others back: that nobody knew whether the server answers.
        this.pump(lane);
      }
      if (open === null) break;
      const full = behind();
      if (full !== null) await full;
      bundle = this.#next(lane, open);
    }
    this.#working--;
    if (open === null) this.#links.open--;
    else this.#rest(lane, open);
    void this.#makeRoom(lane);
    if (lane.waiting === 0) this.#deps.drained();
    if (lane.peers.size > 1) for (const peer of lane.peers.wanting()) this.pump(peer);
    this.#feedOthers();
    this.pump(lane);
    this.#checkQuiet();
  }

  /** What a lane has ready in vain waits in the store. */
  async #makeRoom(lane: Lane): Promise<void> {
    const idle = lane.takeIdle();
    if (idle.length === 0) return;
    await Promise.all(idle.map((bundle) => this.#deps.giveBack(bundle, lane.name)));
    this.#deps.left();
  }

  /** A connection stays open for more, unless it is worn or wanted elsewhere. */
  #rest(lane: Lane, link: Link): void {
    const isWorn = link.connection.sent >= lane.limits.messagesPerConnection;
    if (isWorn || this.#halted || this.#isWanted(lane)) this.#links.close(link);
    else this.#links.rest(link);
  }

  #feedOthers(): void {
    for (const lanes of [this.#starved, this.#wanting]) {
      for (const lane of lanes) {
        if (this.#links.isFull) return;
        lanes.delete(lane);
        this.pump(lane);
      }
    }
  }

  *waiting(): Iterable<Waiting> {
    yield* this.lanes.all();
    yield this.#placement;
  }

  /** A lane, or every lane of a place, goes no more: what it has in memory waits in the store. */
  suspended(name: string): void {
    const lane = this.lanes.get(name);
    if (lane !== undefined) this.#giveBackAll(lane);
    const { place } = laneParts(name);
    const domain = isPlace(name) ? domainOfPlace(place) : null;
    if (domain === null) return;
    // Its mail is ready in the lanes of its site, among that of other domains.
    for (const shared of this.lanes.all()) {
      const own = laneName(place, shared.source, shared.stream);
      for (const bundle of shared.remove((one) => one.domain === domain)) void this.#deps.giveBack(bundle, own);
    }
  }

  #giveBackAll(lane: Lane): void {
    for (const bundle of lane.remove(() => true)) void this.#deps.giveBack(bundle, lane.name);
  }

  pumpNamed(name: string): void {
    const lane = this.lanes.get(name);
    if (lane !== undefined) this.pump(lane);
  }

  /** Starts nothing any more; resolves when nothing runs. */
  halt(): Promise<void> {
    this.#halted = true;
    for (const lane of this.lanes.all()) lane.timer?.cancel();
    this.#links.closeAllIdle();
    this.#placement.halt();
    const quiet = new Promise<void>((resolve) => this.#quiet.push(resolve));
    this.#checkQuiet();
    return quiet;
  }

  /** Closes all connections at once and forgets all bundles. */
  abandon(): void {
    this.#halted = true;
    for (const lane of this.lanes.all()) {
      lane.timer?.cancel();
      for (const link of lane.links) link.connection.destroy();
      for (const bundle of lane.remove(() => true)) this.#deps.dropped(bundle);
    }
    for (const bundle of this.#placement.abandon()) this.#deps.dropped(bundle);
    this.#starved.clear();
    this.#wanting.clear();
  }

  #checkQuiet(): void {
    if (!this.#halted || this.running > 0) return;
    for (const resolve of this.#quiet.splice(0)) resolve();
  }
}
