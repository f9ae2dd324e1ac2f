/** From the mail exchangers of a domain to its route: their addresses, without ourselves, each with its TLS policy. */
import type { TlsPolicies } from '../tls/policy.ts';
import { canonicalAddress } from './address.ts';
import { type AddressSettings, addressesOf, type HostAddresses } from './host-addresses.ts';
import type { MailExchangers } from './mail-exchangers.ts';
import { shuffledWithin } from './ordered.ts';
import type { MxRecord } from './resolver.ts';
import type { MxHost, Route } from './route.ts';
import { siteOf } from './site.ts';

export interface RouteSettings extends AddressSettings {
  readonly policies: TlsPolicies;
  /** As `dnsName` has them. */
  readonly ownNames: ReadonlySet<string>;
  /** As `canonicalAddress` has them. */
  readonly ownAddresses: ReadonlySet<string>;
  readonly allow: readonly string[];
  readonly port: number;
  readonly maxHosts: number;
  readonly maxTtl: number;
  readonly partialTtl: number;
  readonly now: () => number;
  readonly random: () => number;
}

type MxSet = Extract<MailExchangers, { kind: 'exchangers' }>;

interface Candidate {
  readonly record: MxRecord;
  readonly found: HostAddresses;
}

export async function routeByMx(domain: string, set: MxSet, settings: RouteSettings, fresh: boolean): Promise<Route> {
  const { records, ourselves } = withoutUs(set.records, (record) => settings.ownNames.has(record.exchange));
  const considered = shuffledWithin(records, settings.random).slice(0, settings.maxHosts);
  const candidates = await Promise.all(
    considered.map(async (record) => ({ record, found: await addressesOf(record.exchange, settings, fresh) })),
  );
  const byAddress = withoutUs(
    candidates.map(({ record, found }) => ({ ...record, record, found })),
    (candidate) => hasOurAddress(candidate.found, settings),
  );
  const us = byAddress.ourselves ?? ourselves;
  if (byAddress.records.length === 0 && us !== null) {
    return {
      kind: 'refused',
      text: `554 5.4.6 Mail for ${domain} loops back to myself: ${us.exchange} is this server`,
    };
  }
  const ways = await withTls(domain, set.secure, byAddress.records, settings);
  return routeOf(domain, set, ways, records.length > considered.length, settings);
}

/** RFC 5321 §5.1: what is not better than we are would send the mail back to us. */
function withoutUs<T extends MxRecord>(records: readonly T[], isOurs: (record: T) => boolean) {
  const ours = records.filter(isOurs).toSorted((a, b) => a.preference - b.preference);
  const ourselves = ours[0] ?? null;
  const better = records.filter((record) => ourselves === null || record.preference < ourselves.preference);
  return { records: better, ourselves };
}

const hasOurAddress = (found: HostAddresses, { ownNames, ownAddresses }: RouteSettings): boolean =>
  found.kind === 'addresses' &&
  (ownNames.has(found.canonical) ||
    found.addresses.some((address) => ownAddresses.has(canonicalAddress(address) ?? address)));

type Way =
  | {
      readonly kind: 'host';
      readonly host: MxHost;
      readonly expiresAt: number;
      readonly notes: readonly string[];
      readonly partial: boolean;
    }
  /** `none`: no address; `unanswered`: it could not be looked up; `unusable`: its TLS policy cannot be met now. */
  | { readonly kind: 'none' | 'unanswered' | 'unusable'; readonly why: string };

async function withTls(
  domain: string,
  secure: boolean,
  candidates: readonly Candidate[],
  { policies, port }: RouteSettings,
): Promise<readonly Way[]> {
  const policyFor = await policies.forDomain(domain);
  return Promise.all(
    candidates.map(async ({ record, found }): Promise<Way> => {
      if (found.kind !== 'addresses') return found;
      const { exchange, preference } = record;
      const { canonical, addresses } = found;
      const policy = await policyFor({ host: exchange, canonical, port, secure: secure && found.secure });
      if (policy.kind === 'unusable') return policy;
      const endpoints = addresses.map((address) => ({ host: exchange, address, port }));
      return {
        kind: 'host',
        host: { host: exchange, preference, endpoints, tls: policy.tls },
        expiresAt: Math.min(found.expiresAt, policy.expiresAt),
        notes: [...found.notes, ...policy.notes],
        partial: found.partial,
      };
    }),
  );
}

function routeOf(domain: string, set: MxSet, ways: readonly Way[], cutOff: boolean, settings: RouteSettings): Route {
  const { maxTtl, partialTtl, now } = settings;
  const good = ways.filter((way) => way.kind === 'host');
  if (good.length === 0) return nothingLeft(domain, ways, cutOff);
  const partial = ways.some((way) => (way.kind === 'host' ? way.partial : way.kind !== 'none'));
  return {
    kind: 'hosts',
    hosts: good.map((way) => way.host),
    site: siteOf(set.records.map((record) => record.exchange)),
    // What is out of sight now is looked for again soon.
    expiresAt: Math.min(set.expiresAt, now() + (partial ? partialTtl : maxTtl), ...good.map((way) => way.expiresAt)),
    notes: ways.flatMap((way) => (way.kind === 'host' ? way.notes : [way.why])),
  };
}

/** So many causes are told in one reply. */
const told = 3;

/** What may be otherwise later weighs more than what is wrong for good. */
function nothingLeft(domain: string, ways: readonly Way[], cutOff: boolean): Route {
  const causes = (kind: Way['kind']): string =>
    ways
      .flatMap((way) => (way.kind === kind && way.kind !== 'host' ? [way.why] : []))
      .slice(0, told)
      .join('; ');
  const unusable = causes('unusable');
  if (unusable !== '') return { kind: 'unanswered', text: `451 4.7.5 TLS policy of ${domain} not met: ${unusable}` };
  const waiting = causes('unanswered') || (cutOff ? 'the first of too many MX hosts have no address' : '');
  if (waiting !== '') {
    return { kind: 'unanswered', text: `451 4.4.3 DNS lookup failed temporarily for ${domain}: ${waiting}` };
  }
  return { kind: 'refused', text: `550 5.4.4 No usable MX found for ${domain}: ${causes('none')}` };
}
