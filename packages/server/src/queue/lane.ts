/**
 * A lane in memory: what is ready to go to one site from one source for one stream, and the connections it goes by.
 * Fresh mail goes before retries, but every tenth turn is a retry's: neither starves the other.
 */
import type { Connection } from '@hearback/smtp';
import type { Timer } from '../delivery/clock.ts';
import type { LaneLimits } from '../delivery/providers.ts';
import { type Bundle, split } from './bundle.ts';
import { laneParts } from './lane-name.ts';
import { Line } from './line.ts';
import { Peers } from './peers.ts';
import { Rate } from './rate.ts';
import { Recent } from './recent.ts';

/** An open connection of a lane. */
export interface Link {
  readonly connection: Connection;
  readonly lane: Lane;
  /** Endpoint and TLS policy: only mail whose route has the same may use it. */
  readonly key: string;
  /** Monotonic instant since which it has nothing to do; null while it sends. */
  idleSince: number | null;
}

/** How many bundles are looked through for one that suits a connection. */
const depth = 16;
const longestBackOff = 60_000;
/** Messages a second, of which a lane without a limit that is slowed down gets its share. */
const usualRate = 100;
/** Failures to connect in a row after which no more than so much is kept ready: it is tried one by one. */
const silentAfter = 3;
const readyInSilence = 5;

export class Lane {
  readonly name: string;
  readonly place: string;
  readonly source: string;
  readonly stream: string;
  readonly limits: LaneLimits;
  readonly links = new Set<Link>();
  readonly peers: Peers;
  readonly recent = new Recent();
  /** Entries, not bundles. */
  ready = 0;
  sending = 0;
  opening = 0;
  /** Attempts to connect that failed since the last that did not. */
  failures = 0;
  /** Monotonic instant before which no connection is opened. */
  backOffUntil = 0;
  usedAt = 0;
  timer: Timer | null = null;
  lastFailure: string | null = null;
  /** Fewer than the limit once the receiver said so by its replies. */
  recipientsPerMessage: number;
  readonly #fresh = new Line<Bundle>();
  readonly #retries = new Line<Bundle>();
  readonly #rate = new Rate();
  /** Monotonic instant from which it may send the message that all streams of its source have left to it; null: none is left to it yet. */
  #promised: number | null = null;
  #turn = 0;

  constructor(name: string, limits: LaneLimits, peers = new Peers()) {
    const { place, source, stream } = laneParts(name);
    this.name = name;
    this.place = place;
    this.source = source;
    this.stream = stream;
    this.limits = limits;
    this.peers = peers;
    peers.add(this);
    this.recipientsPerMessage = limits.recipientsPerMessage;
  }

  get waiting(): number {
    return this.#fresh.length + this.#retries.length;
  }

  /** Open, or being opened. */
  get connections(): number {
    return this.links.size + this.opening;
  }

  get isEmpty(): boolean {
    return this.ready === 0 && this.sending === 0 && this.connections === 0;
  }

  /** A connection could be opened, or no server could be reached: then the next is tried ever later. */
  connected(ok: boolean, now: number): void {
    this.failures = ok ? 0 : this.failures + 1;
    if (!ok) this.backOffUntil = now + Math.min(longestBackOff, 1000 * 2 ** Math.min(this.failures - 1, 10));
  }

  /**
   * Counts a message that goes now and gives 0; otherwise in how many milliseconds to ask again. `factor` is the share of its rate
   * that it has at present. Streams are promised the messages that their source has left in the order in which they ask, so that
   * one with much mail does not keep another from its own.
   */
  pace(factor: number, now: number): number {
    const base = this.limits.rate ?? (factor < 1 ? usualRate : null);
    this.#rate.set(base === null ? null : base * factor, now);
    const wait = this.#rate.wait(now);
    if (wait > 0) return wait;
    this.peers.rate.set(this.limits.rateOfSource, now);
    this.#promised ??= now + this.peers.rate.take(now);
    if (this.#promised > now) return this.#promised - now;
    this.#promised = null;
    return this.#rate.take(now);
  }

  /** No server of it has answered lately: what is ready takes up memory that others could use. */
  get isSilent(): boolean {
    return this.failures >= silentAfter;
  }

  /** How much may be ready, `usual` being the limit of all lanes. */
  most(usual: number): number {
    return this.isSilent ? Math.min(usual, readyInSilence) : usual;
  }

  /** Takes out what a silent lane need not have ready. */
  takeIdle(): readonly Bundle[] {
    if (!this.isSilent || this.ready <= readyInSilence) return [];
    const taken = [...this.#fresh.beyond(readyInSilence), ...this.#retries.beyond(readyInSilence)];
    for (const bundle of taken) this.ready -= bundle.entries.length;
    return taken;
  }

  push(bundle: Bundle): void {
    this.ready += bundle.entries.length;
    (bundle.fresh ? this.#fresh : this.#retries).push(bundle);
  }

  /** Puts back what was taken: it is next again. */
  unshift(bundle: Bundle): void {
    this.ready += bundle.entries.length;
    (bundle.fresh ? this.#fresh : this.#retries).unshift(bundle);
  }

  /** The next bundle that fits, of at most `most` recipients; the rest keeps its turn. */
  take(fits: (bundle: Bundle) => boolean, most: (bundle: Bundle) => number): Bundle | null {
    this.#turn = (this.#turn + 1) % 10;
    const [first, second] = this.#turn === 0 ? [this.#retries, this.#fresh] : [this.#fresh, this.#retries];
    const bundle = first.take(fits, depth) ?? second.take(fits, depth);
    if (bundle === null) return null;
    this.ready -= bundle.entries.length;
    const count = most(bundle);
    if (bundle.entries.length <= count) return bundle;
    const [now, later] = split(bundle, count);
    this.unshift(later);
    return now;
  }

  peek(): Bundle | null {
    return this.#fresh.peek() ?? this.#retries.peek();
  }

  remove(fits: (bundle: Bundle) => boolean): readonly Bundle[] {
    const taken = [...this.#fresh.remove(fits), ...this.#retries.remove(fits)];
    for (const bundle of taken) this.ready -= bundle.entries.length;
    return taken;
  }
}
