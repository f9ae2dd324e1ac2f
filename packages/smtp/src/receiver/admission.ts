/**
 * What the sessions of one receiver share: how many there are, in all and from one address, failed logins, and the
 * memory of messages on their way.
 */
import { isIPv6 } from 'node:net';
import type { ReceiverLimits } from './limits.ts';
import type { Memory } from './message-data.ts';

interface Failures {
  readonly until: number;
  readonly count: number;
}

export class Admission implements Memory {
  #sessions = 0;
  #memory = 0;
  readonly #limits: ReceiverLimits;
  readonly #perAddress = new Map<string, number>();
  readonly #failures = new Map<string, Failures>();

  constructor(limits: ReceiverLimits) {
    this.#limits = limits;
  }

  get memory(): number {
    return this.#memory;
  }

  /** Why a session from this address may not be; null when it may, and then it is counted. */
  enter(address: string): string | null {
    const place = network(address);
    const here = this.#perAddress.get(place) ?? 0;
    if (this.#sessions >= this.#limits.connections) return 'Too many connections, try again later';
    if (here >= this.#limits.connectionsPerAddress) return 'Too many connections from your address, try again later';
    this.#sessions += 1;
    this.#perAddress.set(place, here + 1);
    return null;
  }

  leave(address: string): void {
    const place = network(address);
    const here = (this.#perAddress.get(place) ?? 1) - 1;
    this.#sessions -= 1;
    if (here === 0) this.#perAddress.delete(place);
    else this.#perAddress.set(place, here);
  }

  take(octets: number): boolean {
    if (this.#memory + octets > this.#limits.memory) return false;
    this.#memory += octets;
    return true;
  }

  give(octets: number): void {
    this.#memory -= octets;
  }

  loginFailed(address: string, now: number): void {
    const place = network(address);
    const before = this.#failures.get(place);
    const open = before !== undefined && before.until > now;
    this.#failures.set(place, {
      until: open ? before.until : now + this.#limits.authWindow,
      count: open ? before.count + 1 : 1,
    });
  }

  mayLogIn(address: string, now: number): boolean {
    const failures = this.#failures.get(network(address));
    return failures === undefined || failures.until <= now || failures.count < this.#limits.authFailuresPerAddress;
  }

  /** Forgets failures whose window is over. */
  sweep(now: number): void {
    for (const [place, failures] of this.#failures) if (failures.until <= now) this.#failures.delete(place);
  }
}

/** IPv4 without the prefix of IPv6. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=[0-9.]+$)/i, '');
}

/** One subscriber holds a whole /64 of IPv6. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === '' ? 0 : tail.split(':').length;
  while (groups.length + after < 8) groups.push('0');
  return groups.slice(0, 4).join(':');
}
