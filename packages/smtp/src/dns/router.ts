/**
 * The way to a domain's mail hosts (RFC 5321 §5.1): settings first, then the DNS. A route is remembered as long as all
 * that it stands on holds; "no" is asked twice before it is said, as it ends the message.
 */
import { opportunistic, type TlsPolicies } from '../tls/policy.ts';
import { canonicalAddress } from './address.ts';
import { createCache } from './cache.ts';
import { destinationOf } from './destination.ts';
import { literalRoute, staticRouteTo } from './given-route.ts';
import type { AddressFamily } from './host-addresses.ts';
import { findExchangers } from './mail-exchangers.ts';
import { type RouteSettings, routeByMx } from './mx-route.ts';
import { dnsName } from './name.ts';
import type { Resolver } from './resolver.ts';
import type { Route } from './route.ts';
import { type StaticRoute, staticRoutes } from './static-routes.ts';

/** Durations in milliseconds. */
export interface RouterOptions {
  readonly resolver: Resolver;
  /** Default: TLS when offered, for every host. */
  readonly policies?: TlsPolicies;
  readonly routes?: readonly StaticRoute[];
  /** What this server is called and where it listens: mail is never sent to ourselves or to what comes behind us. */
  readonly self?: { readonly names: readonly string[]; readonly addresses: readonly string[] };
  /** Networks such as "10.0.0.0/8" that mail may go to although they are not public. Static routes need none. */
  readonly allow?: readonly string[];
  /** Default `ipv4_first`. */
  readonly family?: AddressFamily;
  /** Default 25. */
  readonly port?: number;
  /** MX hosts of one domain that are looked up. Default 12. */
  readonly maxHosts?: number;
  /** Addresses of one host. Default 6. */
  readonly maxAddresses?: number;
  /** Domains remembered. Default 20,000. */
  readonly cacheSize?: number;
  /** How long a route is kept at most. Default 1 hour. */
  readonly maxTtl?: number;
  /** How long a refusal is kept. Default 5 minutes. */
  readonly refusedTtl?: number;
  /** How long a route is kept when a part of it could not be looked up. Default 30 s. */
  readonly partialTtl?: number;
  readonly now?: () => number;
  /** From 0 up to 1: which MX of equal preference are left out when there are too many. */
  readonly random?: () => number;
}

export interface Router {
  /** `domain`: what stands behind the @, in any spelling. Never rejects for what DNS says. */
  readonly route: (domain: string) => Promise<Route>;
}

const defaults = {
  port: 25,
  maxHosts: 12,
  maxAddresses: 6,
  cacheSize: 20_000,
  maxTtl: 3_600_000,
  refusedTtl: 300_000,
  partialTtl: 30_000,
  family: 'ipv4_first' as AddressFamily,
  allow: [] as readonly string[],
};

const noPolicies: TlsPolicies = { forDomain: async () => async () => opportunistic };

export function createRouter(options: RouterOptions): Router {
  const { names = [], addresses = [] } = options.self ?? {};
  const now = options.now ?? Date.now;
  const settings: RouteSettings = {
    ...defaults,
    policies: noPolicies,
    random: Math.random,
    ...options,
    now,
    ownNames: new Set(names.map((name) => dnsName(name) ?? name)),
    ownAddresses: new Set(addresses.map((address) => canonicalAddress(address) ?? address)),
  };
  const { cacheSize, refusedTtl } = { ...defaults, ...options };
  const staticWay = staticRoutes(options.routes ?? [], settings.port);
  const known = createCache<Route>(cacheSize, now);
  const underway = new Map<string, Promise<Route>>();

  async function find(domain: string): Promise<Route> {
    const destination = destinationOf(domain);
    if (destination.kind === 'invalid') return { kind: 'refused', text: destination.text };
    const name = destination.kind === 'literal' ? destination.host : destination.domain;
    const way = staticWay(name);
    if (way !== null) return staticRouteTo(name, way, settings);
    if (destination.kind === 'literal') return literalRoute(destination, settings);
    const first = await byDns(name, false);
    return first.kind === 'refused' ? byDns(name, true) : first;
  }

  async function byDns(domain: string, fresh: boolean): Promise<Route> {
    const exchangers = await findExchangers(options.resolver, domain, fresh);
    return exchangers.kind === 'exchangers' ? routeByMx(domain, exchangers, settings, fresh) : exchangers;
  }

  async function findAndKeep(key: string, domain: string): Promise<Route> {
    const route = await find(domain);
    if (route.kind === 'refused') known.set(key, route, now() + refusedTtl);
    // A failure is remembered by the resolver, briefly.
    else if (route.kind === 'hosts') known.set(key, route, route.expiresAt);
    return route;
  }

  return {
    async route(domain) {
      const key = domain.toLowerCase();
      const route = known.get(key) ?? underway.get(key);
      if (route !== undefined) return route;
      const found = findAndKeep(key, domain).finally(() => underway.delete(key));
      underway.set(key, found);
      return found;
    },
  };
}
