/** What each mailbox does, and since when it has been written to: greylisting and passing troubles look back at that. */
import { chance } from '../chance.ts';
import { drawFrom } from '../scenario/profiles.ts';
import { readScenario } from '../scenario/read.ts';
import { accept, type Scenario } from '../scenario/scenario.ts';
import type { Directory } from './domains.ts';

/** The words of a scenario for an address ("user_unknown", "451-for-20m"); null leaves it to the address itself. */
export type Population = (address: string) => string | null;

export interface MailboxOptions {
  readonly seed: number;
  readonly now: () => number;
  readonly population: Population | null;
  readonly directory: Directory;
}

export class Mailboxes {
  readonly #options: MailboxOptions;
  readonly #firstTried = new Map<string, number>();

  constructor(options: MailboxOptions) {
    this.#options = options;
  }

  /** Null: not in a domain of this world. */
  scenarioOf(address: string): Scenario | null {
    const { directory, population } = this.#options;
    const domain = directory.domainOf(address);
    if (domain === null) return null;
    const words = population?.(address) ?? null;
    const own = (words === null ? null : this.#read(words)) ?? this.#read(address.slice(0, address.lastIndexOf('@')));
    return this.#unmixed(own ?? domain.scenario ?? accept, address);
  }

  #read(words: string): Scenario | null {
    return readScenario(words, this.#options.directory.mixtures);
  }

  /** Whether a trouble that began with the first attempt is over; remembers the first attempt. */
  over(address: string, ip: string, lasts: number | null): boolean {
    if (lasts === null) return false;
    return this.sinceFirst(address, ip) >= lasts;
  }

  /** Milliseconds since the first attempt of this client for this mailbox. */
  sinceFirst(address: string, ip: string): number {
    const key = `${ip} ${address.toLowerCase()}`;
    const now = this.#options.now();
    const first = this.#firstTried.get(key) ?? now;
    this.#firstTried.set(key, first);
    return now - first;
  }

  /** A mixture is what it draws for this address, always the same. */
  #unmixed(scenario: Scenario, address: string): Scenario {
    if (scenario.kind !== 'mix') return scenario;
    const { directory, seed } = this.#options;
    const profile = directory.mixtures[scenario.profile] ?? {};
    const draw = chance(seed, `mix/${address.toLowerCase()}`).next();
    return this.#read(drawFrom(profile, draw)) ?? accept;
  }
}
