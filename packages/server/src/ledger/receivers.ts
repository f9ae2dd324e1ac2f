/**
 * Whose servers take mail for a domain, for reports that name none: many webhooks and programs do not. What was recorded
 * with the name of a server tells, as far as this process remembers; of a domain it knows nothing of, its own name may.
 * Without it one wave of refusals would be two, and neither large enough for an incident.
 */
import { domainPart } from './address-key.ts';
import type { LedgerEvent } from './event.ts';
import { providerOfHost } from './provider-of-host.ts';

export interface Receivers {
  readonly heard: (events: readonly LedgerEvent[]) => void;
  /** The provider's id; null where nothing is known, or the servers are of nobody known. */
  readonly providerFor: (recipient: string) => string | null;
}

/** Domains; the later half of them at least. */
const remembered = 32_768;

/** Mail domains that no server of their provider is named after. */
const ownDomains: Readonly<Record<string, readonly string[]>> = {
  google: ['gmail.com'],
  outlook: [
    'outlook.com',
    'outlook.de',
    'outlook.fr',
    'hotmail.co.uk',
    'hotmail.de',
    'hotmail.fr',
    'hotmail.it',
    'live.co.uk',
  ],
  yahoo: ['yahoo.co.uk', 'yahoo.de', 'yahoo.fr', 'yahoo.it', 'yahoo.es', 'ymail.com', 'rocketmail.com', 'aol.com'],
  gmx: ['gmx.de', 'gmx.at', 'gmx.ch'],
  'mail-ru': ['bk.ru', 'inbox.ru', 'list.ru'],
};
const byDomain = new Map(Object.entries(ownDomains).flatMap(([id, domains]) => domains.map((domain) => [domain, id])));

export function createReceivers(): Receivers {
  let late = new Map<string, string>();
  let early = new Map<string, string>();
  return {
    heard: (events) => {
      for (const { mx, recipient, trusted } of events) {
        if (mx === null || recipient === null || !trusted) continue;
        const domain = domainPart(recipient);
        const provider = providerOfHost(mx.host);
        if (late.get(domain) === provider) continue;
        if (late.size >= remembered / 2) [early, late] = [late, new Map()];
        late.set(domain, provider);
      }
    },
    providerFor: (recipient) => {
      const domain = domainPart(recipient);
      const provider = late.get(domain) ?? early.get(domain) ?? byDomain.get(domain) ?? providerOfHost(domain);
      return provider === 'other' ? null : provider;
    },
  };
}
