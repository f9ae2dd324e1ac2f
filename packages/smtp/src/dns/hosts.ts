/** From names of mail hosts to a route: their addresses, without ourselves, each with its TLS policy. */
import { tlsOf } from '../tls/configured.ts';
import type { TlsPolicies } from '../tls/policy.ts';
import { canonicalAddress } from './address.ts';
import { mayReach } from './address-policy.ts';
import type { Destination } from './destination.ts';
import { type AddressSettings, addressesOf, type HostAddresses } from './host-addresses.ts';
import type { MailExchangers } from './mail-exchangers.ts';
import { shuffledWithin } from './ordered.ts';
import type { MxRecord } from './resolver.ts';
import type { MxHost, Route } from './route.ts';
import { siteOf } from './site.ts';
import type { StaticWay } from './static-routes.ts';

export interface RouteSettings extends AddressSettings {
  readonly policies: TlsPolicies;
  readonly ownNames: ReadonlySet<string>;
  readonly ownAddresses: readonly string[];
  readonly allow: readonly string[];
  readonly port: number;
  readonly maxHosts: number;
  readonly maxTtl: number;
  readonly partialTtl: number;
  readonly now: () => number;
  readonly random: () => number;
}

type MxSet = Extract<MailExchangers, { kind: 'exchangers' }>;
type Addresses = Extract<HostAddresses, { kind: 'addresses' }>;

interface Candidate {
  readonly record: MxRecord;
  readonly found: HostAddresses;
}

export async function routeByMx(domain: string, set: MxSet, settings: RouteSettings, fresh: boolean): Promise<Route> {
  const considered = shuffledWithin(set.records, settings.random).slice(0, settings.maxHosts);
  const candidates = await Promise.all(
    considered.map(async (record) => ({ record, found: await addressesOf(record.exchange, settings, fresh) })),
  );
  const ours = candidates.find((candidate) => isOurs(candidate, settings));
  // RFC 5321 §5.1: what is not better than we are would send the mail back to us.
  const better = candidates.filter(({ record }) => ours === undefined || record.preference < ours.record.preference);
  if (ours !== undefined && better.length === 0) {
    return {
      kind: 'refused',
      text: `554 5.4.6 Mail for ${domain} loops back to myself: ${ours.record.exchange} is this server`,
    };
  }
  const cutOff = set.records.length > considered.length && ours === undefined;
  return withPolicies(domain, set, better, cutOff, settings);
}

function isOurs({ record, found }: Candidate, { ownNames, ownAddresses }: RouteSettings): boolean {
  if (ownNames.has(record.exchange)) return true;
  if (found.kind !== 'addresses') return false;
  const own = new Set(ownAddresses.map(canonicalAddress));
  return ownNames.has(found.canonical) || found.addresses.some((address) => own.has(address));
}

async function withPolicies(
  domain: string,
  set: MxSet,
  candidates: readonly Candidate[],
  cutOff: boolean,
  settings: RouteSettings,
): Promise<Route> {
  const policyFor = await settings.policies.forDomain(domain);
  const hosts: MxHost[] = [];
  const notes: string[] = [];
  const waiting: string[] = [];
  const missing: string[] = [];
  const policyFailures: string[] = [];
  let expiresAt = Math.min(set.expiresAt, settings.now() + settings.maxTtl);
  for (const { record, found } of candidates) {
    if (found.kind !== 'addresses') {
      (found.kind === 'none' ? missing : waiting).push(found.why);
      continue;
    }
    const { port } = settings;
    const secure = set.secure && found.secure;
    const policy = await policyFor({ host: record.exchange, canonical: found.canonical, port, secure });
    if (policy.kind === 'unusable') {
      policyFailures.push(policy.why);
      continue;
    }
    notes.push(...found.notes, ...policy.notes);
    expiresAt = Math.min(expiresAt, found.expiresAt, policy.expiresAt);
    hosts.push(mxHost(record, found, policy.tls, port));
  }
  if (hosts.length === 0) return nothingLeft(domain, { waiting, missing, policyFailures, cutOff });
  const partial = waiting.length + policyFailures.length > 0;
  return {
    kind: 'hosts',
    hosts,
    site: siteOf(set.records.map((record) => record.exchange)),
    expiresAt: partial ? Math.min(expiresAt, settings.now() + settings.partialTtl) : expiresAt,
    notes: [...notes, ...missing, ...waiting, ...policyFailures],
  };
}

const mxHost = (record: MxRecord, found: Addresses, tls: MxHost['tls'], port: number): MxHost => ({
  host: record.exchange,
  preference: record.preference,
  endpoints: found.addresses.map((address) => ({ host: record.exchange, address, port })),
  tls,
});

interface LeftOut {
  readonly waiting: readonly string[];
  readonly missing: readonly string[];
  readonly policyFailures: readonly string[];
  readonly cutOff: boolean;
}

/** So many causes are told in one reply. */
const told = 3;
const tell = (causes: readonly string[]): string => causes.slice(0, told).join('; ');

/** What may be otherwise later weighs more than what is wrong for good. */
function nothingLeft(domain: string, { waiting, missing, policyFailures, cutOff }: LeftOut): Route {
  if (policyFailures.length > 0) {
    return { kind: 'unanswered', text: `451 4.7.5 TLS policy of ${domain} not met: ${tell(policyFailures)}` };
  }
  if (waiting.length > 0) {
    return { kind: 'unanswered', text: `451 4.4.3 DNS lookup failed temporarily for ${domain}: ${tell(waiting)}` };
  }
  if (cutOff) {
    return {
      kind: 'unanswered',
      text: `451 4.4.3 DNS lookup failed for ${domain}: the first MX hosts of too many have no address`,
    };
  }
  return { kind: 'refused', text: `550 5.4.4 No usable MX found for ${domain}: ${tell(missing)}` };
}

type Literal = Extract<Destination, { kind: 'literal' }>;

export async function literalRoute({ address, host }: Literal, settings: RouteSettings): Promise<Route> {
  if (settings.ownAddresses.some((own) => canonicalAddress(own) === address)) {
    return { kind: 'refused', text: `554 5.4.6 Mail for ${host} loops back to myself` };
  }
  if (!mayReach(address, settings.allow)) {
    return { kind: 'refused', text: `550 5.4.4 No usable MX found for ${host}: not a public address` };
  }
  const policyFor = await settings.policies.forDomain(host);
  const policy = await policyFor({ host, canonical: host, port: settings.port, secure: false });
  if (policy.kind === 'unusable')
    return { kind: 'unanswered', text: `451 4.7.5 TLS policy of ${host} not met: ${policy.why}` };
  const hosts = [{ host, preference: 0, endpoints: [{ host, address, port: settings.port }], tls: policy.tls }];
  return { kind: 'hosts', hosts, site: host, expiresAt: settings.now() + settings.maxTtl, notes: policy.notes };
}

/** Set by the operator: no MX, no loop check, any address. A smart host that is out of sight is waited for. */
export async function staticRouteTo(domain: string, way: StaticWay, settings: RouteSettings): Promise<Route> {
  const anywhere = { ...settings, allow: '*' as const };
  const hosts: MxHost[] = [];
  const missing: string[] = [];
  let expiresAt = settings.now() + settings.maxTtl;
  for (const [preference, { host, port }] of way.hosts.entries()) {
    const found = await addressesOf(host, anywhere, false);
    if (found.kind !== 'addresses') {
      missing.push(found.why);
      continue;
    }
    expiresAt = Math.min(expiresAt, found.expiresAt);
    const auth = way.auth === undefined ? {} : { auth: way.auth };
    hosts.push({ ...mxHost({ preference, exchange: host }, found, tlsOf(way.tls, host), port), ...auth });
  }
  const names = way.hosts.map(({ host, port }) => (port === settings.port ? host : `${host}:${port}`));
  if (hosts.length > 0) {
    const soon = missing.length > 0 ? settings.now() + settings.partialTtl : expiresAt;
    return { kind: 'hosts', hosts, site: siteOf(names), expiresAt: Math.min(expiresAt, soon), notes: missing };
  }
  return {
    kind: 'unanswered',
    text: `451 4.4.3 DNS lookup failed temporarily for the relay of ${domain}: ${tell(missing)}`,
  };
}
