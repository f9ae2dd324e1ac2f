/**
 * The addresses that one attempt tries, in order (RFC 5321 §5.1): by preference, those that did not answer lately last
 * (§4.5.4.1 asks to remember hosts that cannot be reached), only of the source's family. Where there are more than one attempt
 * tries, the last of its places are for those that have been silent longest or were never tried: so a few attempts reach all.
 */
import { isIPv6 } from 'node:net';
import { type Endpoint, type MxHost, ordered, type Route } from '@hearback/smtp';
import type { Clock } from './clock.ts';
import type { Source } from './settings.ts';

export interface Candidate {
  readonly host: MxHost;
  readonly endpoint: Endpoint;
}

/** How long an address that did not answer is tried last. */
const avoidedFor = 60_000;
const most = 10_000;
/** Places of an attempt that do not go by preference, where not all addresses have one. */
const inTurn = 2;

export class Endpoints {
  readonly #clock: Clock;
  readonly #random: () => number;
  /** When they did not answer the last time. */
  readonly #silent = new Map<string, number>();

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  candidates(route: Extract<Route, { kind: 'hosts' }>, source: Source, limit: number): readonly Candidate[] {
    const all: Candidate[] = [];
    const late: Candidate[] = [];
    const now = this.#clock.monotonic();
    for (const host of route.hosts.length > 1 ? ordered(route, this.#random) : route.hosts) {
      for (const endpoint of host.endpoints) {
        if (source.address !== null && isIPv6(source.address) !== isIPv6(endpoint.address)) continue;
        (this.#silentSince(endpoint) > now - avoidedFor ? late : all).push({ host, endpoint });
      }
    }
    const candidates = [...all, ...late];
    if (candidates.length <= limit) return candidates;
    const byPreference = Math.max(1, limit - inTurn);
    const others = candidates
      .slice(byPreference)
      .toSorted((a, b) => compare(this.#silentSince(a.endpoint), this.#silentSince(b.endpoint)));
    return [...candidates.slice(0, byPreference), ...others].slice(0, limit);
  }

  #silentSince({ address, port }: Endpoint): number {
    return this.#silent.size === 0 ? never : (this.#silent.get(`${address} ${port}`) ?? never);
  }

  answered({ address, port }: Endpoint): void {
    if (this.#silent.size > 0) this.#silent.delete(`${address} ${port}`);
  }

  didNotAnswer({ address, port }: Endpoint): void {
    if (this.#silent.size >= most) this.#silent.clear();
    this.#silent.set(`${address} ${port}`, this.#clock.monotonic());
  }
}

const never = Number.NEGATIVE_INFINITY;

const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
