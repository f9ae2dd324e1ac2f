/** Routes that need no MX: an address literal, and the hosts that the operator has set. */
import { tlsOf } from '../tls/configured.ts';
import { mayReach } from './address-policy.ts';
import type { Destination } from './destination.ts';
import { addressesOf } from './host-addresses.ts';
import type { RouteSettings } from './mx-route.ts';
import type { MxHost, Route } from './route.ts';
import { siteOf } from './site.ts';
import type { StaticHost, StaticWay } from './static-routes.ts';

type Literal = Extract<Destination, { kind: 'literal' }>;

export async function literalRoute({ address, host }: Literal, settings: RouteSettings): Promise<Route> {
  if (settings.ownAddresses.has(address)) {
    return { kind: 'refused', text: `554 5.4.6 Mail for ${host} loops back to myself` };
  }
  if (!mayReach(address, settings.allow)) {
    return { kind: 'refused', text: `550 5.4.4 No usable MX found for ${host}: not a public address` };
  }
  const { port, maxTtl, now } = settings;
  const policyFor = await settings.policies.forDomain(host);
  const policy = await policyFor({ host, canonical: host, port, secure: false });
  if (policy.kind === 'unusable') {
    return { kind: 'unanswered', text: `451 4.7.5 TLS policy of ${host} not met: ${policy.why}` };
  }
  const hosts = [{ host, preference: 0, endpoints: [{ host, address, port }], tls: policy.tls }];
  return { kind: 'hosts', hosts, site: host, expiresAt: now() + maxTtl, notes: policy.notes };
}

/** No loop check, and any address: the operator knows. A relay that is out of sight is waited for. */
export async function staticRouteTo(domain: string, way: StaticWay, settings: RouteSettings): Promise<Route> {
  const anywhere = { ...settings, allow: '*' as const };
  const looked = await Promise.all(
    way.hosts.map(async ({ host, port }, preference) => ({
      host,
      port,
      preference,
      found: await addressesOf(host, anywhere, false),
    })),
  );
  const hosts: MxHost[] = [];
  const missing: string[] = [];
  const ends: number[] = [];
  for (const { host, port, preference, found } of looked) {
    if (found.kind !== 'addresses') {
      missing.push(found.why);
      continue;
    }
    const implicit = way.implicitTls ? { implicitTls: true } : {};
    const endpoints = found.addresses.map((address) => ({ host, address, port, ...implicit }));
    const auth = way.auth === undefined ? {} : { auth: way.auth };
    hosts.push({ host, preference, endpoints, tls: tlsOf(way.tls, host, way.ca), ...auth });
    ends.push(found.expiresAt);
    if (found.partial) missing.push(...found.notes);
  }
  if (hosts.length === 0) {
    const why = missing.slice(0, 3).join('; ');
    return { kind: 'unanswered', text: `451 4.4.3 DNS lookup failed temporarily for the relay of ${domain}: ${why}` };
  }
  const { maxTtl, partialTtl, now } = settings;
  const expiresAt = Math.min(now() + (missing.length > 0 ? partialTtl : maxTtl), ...ends);
  return {
    kind: 'hosts',
    hosts,
    site: siteOf(way.hosts.map((host) => siteName(host, settings.port))),
    expiresAt,
    notes: missing,
  };
}

const siteName = ({ host, port }: StaticHost, usual: number): string => (port === usual ? host : `${host}:${port}`);
