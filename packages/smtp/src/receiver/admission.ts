/**
 * What the sessions of one receiver share: how many there are, in all and from one address, failed logins, and the
 * memory of messages on their way.
 */
import { isIPv6 } from 'node:net';
import type { ReceiverLimits } from './limits.ts';
import type { Memory } from './message-data.ts';

/** Logins of one address that are being checked, and those that wait for it. */
interface Logins {
  checking: number;
  readonly waiting: (() => void)[];
}

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
  readonly #logins = new Map<string, Logins>();

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
    return this.#failuresLeft(network(address), now) > 0;
  }

  /**
   * Checks a login, `check` giving null for a wrong one, when of its address no more are being checked than may fail: who asks over many
   * connections at a time has no more guesses than over one. Undefined: it has none left.
   */
  async login<T>(address: string, now: () => number, check: () => T | Promise<T>): Promise<T | undefined> {
    const place = network(address);
    const logins = this.#logins.get(place) ?? { checking: 0, waiting: [] };
    this.#logins.set(place, logins);
    for (let left = 0; ; await new Promise<void>((resolve) => logins.waiting.push(resolve))) {
      left = this.#failuresLeft(place, now());
      if (left <= 0) return undefined;
      if (logins.checking < left) break;
    }
    logins.checking += 1;
    try {
      const found = await check();
      if (found === null) this.loginFailed(address, now());
      return found;
    } finally {
      logins.checking -= 1;
      if (logins.checking === 0 && logins.waiting.length === 0) this.#logins.delete(place);
      for (const again of logins.waiting.splice(0)) again();
    }
  }

  #failuresLeft(place: string, now: number): number {
    const failures = this.#failures.get(place);
    const count = failures === undefined || failures.until <= now ? 0 : failures.count;
    return this.#limits.authFailuresPerAddress - count;
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
