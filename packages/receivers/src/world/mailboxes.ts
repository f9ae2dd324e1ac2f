/** What each mailbox does, and since when it has been written to: greylisting and passing troubles look back at that. */
import { chance } from '../chance.ts';
import { drawFrom, type Profile, profiles } from '../scenario/profiles.ts';
import { readScenario } from '../scenario/read.ts';
import { accept, type Scenario } from '../scenario/scenario.ts';
import type { Domain } from './domains.ts';

/** The words of a scenario for an address ("user_unknown", "451-for-20m"); null leaves it to the address itself. */
export type Population = (address: string) => string | null;

export interface MailboxOptions {
  readonly seed: number;
  readonly now: () => number;
  readonly population: Population | null;
  /** Mixtures beside those of the package, or in their place. */
  readonly profiles: Readonly<Record<string, Profile>>;
}

export class Mailboxes {
  readonly #options: MailboxOptions;
  readonly #firstTried = new Map<string, number>();

  constructor(options: MailboxOptions) {
    this.#options = options;
  }

  scenarioOf(address: string, domain: Domain): Scenario {
    const local = address.slice(0, address.lastIndexOf('@'));
    const words = this.#options.population?.(address) ?? null;
    const own = (words === null ? null : readScenario(words)) ?? readScenario(local);
    return this.#unmixed(own ?? domain.scenario ?? accept, address);
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
    const all: Readonly<Record<string, Profile>> = { ...profiles, ...this.#options.profiles };
    const profile = all[scenario.profile] ?? {};
    const draw = chance(this.#options.seed, `mix/${address.toLowerCase()}`).next();
    return readScenario(drawFrom(profile, draw)) ?? accept;
  }
}
