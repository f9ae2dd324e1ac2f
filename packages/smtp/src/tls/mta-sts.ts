/**
 * MTA-STS (RFC 8461): the policy of a domain, found by its TXT record, fetched over HTTPS and kept as long as it asks.
 * A policy that is known holds until it ends, whatever becomes of record and web server meanwhile: else an attacker
 * would only have to be in the way of both.
 */
import { createCache } from '../dns/cache.ts';
import type { Resolver } from '../dns/resolver.ts';
import { readPolicy, recordId, type StsPolicy } from './sts-policy.ts';

export type FetchedPolicy =
  | { readonly kind: 'policy'; readonly text: string }
  | { readonly kind: 'failed'; readonly why: string };

/** Gets "https://mta-sts.DOMAIN/.well-known/mta-sts.txt" with the certificate checked and no redirect followed. Does not reject. */
export type FetchPolicy = (url: string) => Promise<FetchedPolicy>;

/** A policy as it is kept. Instants in milliseconds. */
export interface KeptPolicy {
  readonly id: string;
  readonly policy: StsPolicy;
  readonly fetchedAt: number;
  readonly expiresAt: number;
}

/** Where policies are kept; one that outlives the process keeps the promise of `max_age`. */
export interface PolicyCache {
  readonly get: (domain: string) => Promise<KeptPolicy | undefined>;
  readonly set: (domain: string, kept: KeptPolicy) => Promise<void>;
}

/** Durations in milliseconds. */
export interface MtaStsOptions {
  readonly resolver: Resolver;
  readonly fetchPolicy: FetchPolicy;
  /** Default: memory, 10,000 domains. */
  readonly cache?: PolicyCache;
  /** After so long a policy is fetched anew though its id is the same (RFC 8461 §3.3). Default 1 day. */
  readonly refreshAfter?: number;
  /**
   * After a failure there is no new try for so long (RFC 8461 §3.3), and no policy ends earlier: one that says `max_age: 0` would be
   * fetched for each message. Default 5 minutes.
   */
  readonly retryAfter?: number;
  readonly now?: () => number;
}

export interface MtaSts {
  /** Null when the domain has no policy that holds now. */
  readonly policyOf: (domain: string) => Promise<KeptPolicy | null>;
}

const rememberedDomains = 10_000;

export function createMtaSts(options: MtaStsOptions): MtaSts {
  const { resolver, fetchPolicy, refreshAfter = 86_400_000, retryAfter = 300_000, now = Date.now } = options;
  const cache = options.cache ?? memory(now);
  const failures = createCache<string>(rememberedDomains, now);
  const underway = new Map<string, Promise<KeptPolicy | null>>();

  async function find(domain: string): Promise<KeptPolicy | null> {
    const cached = await cache.get(domain);
    const kept = cached !== undefined && cached.expiresAt > now() ? cached : null;
    const record = await resolver.txt(`_mta-sts.${domain}`);
    const id = record.kind === 'found' ? recordId(record.records) : null;
    if (id === null || failures.get(domain) === id) return kept;
    // One that was fetched later than it is now would not be asked for again before that time: the clock was wrong then.
    const age = kept === null ? Number.POSITIVE_INFINITY : now() - kept.fetchedAt;
    const due = kept === null || kept.id !== id || age >= refreshAfter || age < 0;
    return due ? ((await fetchAndKeep(domain, id)) ?? kept) : kept;
  }

  async function fetchAndKeep(domain: string, id: string): Promise<KeptPolicy | null> {
    const fetched = await fetchPolicy(`https://mta-sts.${domain}/.well-known/mta-sts.txt`);
    const policy = fetched.kind === 'policy' ? readPolicy(fetched.text) : null;
    if (policy === null) {
      failures.set(domain, id, now() + retryAfter);
      return null;
    }
    const fetchedAt = now();
    const kept = { id, policy, fetchedAt, expiresAt: fetchedAt + Math.max(policy.maxAge, retryAfter) };
    await cache.set(domain, kept);
    return kept;
  }

  return {
    policyOf(domain) {
      const shared = underway.get(domain);
      if (shared !== undefined) return shared;
      const found = find(domain).finally(() => underway.delete(domain));
      underway.set(domain, found);
      return found;
    },
  };
}

function memory(now: () => number): PolicyCache {
  const entries = createCache<KeptPolicy>(rememberedDomains, now);
  return {
    get: async (domain) => entries.get(domain),
    set: async (domain, kept) => entries.set(domain, kept, kept.expiresAt),
  };
}
