/** The domains of the world: "gmail.sim", "connect-421.gmail.sim", "hang.sim". */
import { personalities } from '../personalities/index.ts';
import type { Personality } from '../personalities/personality.ts';
import { plain } from '../personalities/plain.ts';
import { type Mixtures, readDomainScenario } from '../scenario/read.ts';
import type { Scenario } from '../scenario/scenario.ts';

export interface Domain {
  readonly name: string;
  readonly personality: Personality;
  /** "connect-421" of "connect-421.gmail.sim"; '' when there is no scenario. */
  readonly words: string;
  /** What the sub-domain asks for; null when there is none. */
  readonly scenario: Scenario | null;
}

const TOP = 'sim';

const owners: ReadonlyMap<string, Personality> = new Map(
  personalities.flatMap((personality) => personality.domains.map((domain) => [domain, personality] as const)),
);

/** Domains without a scenario, for lists and tables. */
export const domainNames: readonly string[] = [...owners.keys()];

/** Knows whose domain is whose. */
export class Directory {
  readonly mixtures: Mixtures;

  constructor(mixtures: Mixtures) {
    this.mixtures = mixtures;
  }

  /** Null: nobody has this domain. */
  domain(name: string): Domain | null {
    const lower = name.toLowerCase().replace(/\.$/, '');
    const owner = owners.get(lower);
    if (owner !== undefined) return { name: lower, personality: owner, words: '', scenario: null };
    const labels = lower.split('.');
    if (labels.at(-1) !== TOP || labels.length < 2) return null;
    const base = labels.slice(-2).join('.');
    const personality = owners.get(base) ?? plain;
    const words = (owners.has(base) ? labels.slice(0, -2) : labels.slice(0, -1)).join('.');
    const scenario = readDomainScenario(words, this.mixtures);
    return scenario === null ? null : { name: lower, personality, words, scenario };
  }

  domainOf(address: string): Domain | null {
    return this.domain(address.slice(address.lastIndexOf('@') + 1));
  }
}

/** Scenarios that a host must play before it knows any recipient get a host of their own. */
export function ownHost({ scenario }: Domain): boolean {
  if (scenario?.kind === 'tls') return true;
  if (scenario?.kind !== 'say') return false;
  const { stage, saying } = scenario;
  if (stage === null) return saying.kind === 'fault';
  return ['connect', 'ehlo', 'starttls', 'mail'].includes(stage);
}

/** The MX hosts of a domain by preference, under names of the provider. */
export function mxHosts(domain: Domain): readonly string[] {
  const { mx } = domain.personality;
  if (!ownHost(domain)) return mx;
  return mx.slice(0, 1).map((host) => `${domain.words}.${host}`);
}
