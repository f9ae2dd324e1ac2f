/**
 * The addresses that one attempt tries, in order (RFC 5321 §5.1): by preference, those that did not answer lately last
 * (§4.5.4.1 asks to remember hosts that cannot be reached), only of the source's family.
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

export class Endpoints {
  readonly #clock: Clock;
  readonly #random: () => number;
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
        const avoided = (this.#silent.get(`${endpoint.address} ${endpoint.port}`) ?? 0) > now;
        (avoided ? late : all).push({ host, endpoint });
      }
    }
    return [...all, ...late].slice(0, limit);
  }

  answered({ address, port }: Endpoint): void {
    if (this.#silent.size > 0) this.#silent.delete(`${address} ${port}`);
  }

  didNotAnswer({ address, port }: Endpoint): void {
    if (this.#silent.size >= most) this.#silent.clear();
    this.#silent.set(`${address} ${port}`, this.#clock.monotonic() + avoidedFor);
  }
}
