/** The addresses of one mail host that may be tried, in the order to try them. */
import { canonicalAddress } from './address.ts';
import { mayReach } from './address-policy.ts';
import { dnsName } from './name.ts';
import type { DnsAnswer, Resolver } from './resolver.ts';

export type AddressFamily = 'ipv4_first' | 'ipv6_first' | 'ipv4_only' | 'ipv6_only';

export interface AddressSettings {
  readonly resolver: Resolver;
  readonly family: AddressFamily;
  /** Networks that may be reached although they are not public; '*' is every one. */
  readonly allow: readonly string[] | '*';
  readonly maxAddresses: number;
}

export type HostAddresses =
  | {
      readonly kind: 'addresses';
      readonly addresses: readonly string[];
      readonly secure: boolean;
      /** The end of the CNAME chain; the host itself when it is no alias. */
      readonly canonical: string;
      readonly expiresAt: number;
      readonly notes: readonly string[];
      /** Those of the first family could not be looked up: they may be the only ones that can be reached. */
      readonly partial: boolean;
    }
  /** Nothing to connect to. `unanswered`: it may be otherwise later. */
  | { readonly kind: 'none' | 'unanswered'; readonly why: string };

/** What no name server said. */
const fixed = { secure: false, expiresAt: Number.POSITIVE_INFINITY, partial: false };

export async function addressesOf(host: string, settings: AddressSettings, fresh: boolean): Promise<HostAddresses> {
  // An address in the place of a name is against RFC 1035 §3.3.9; its meaning is plain all the same.
  const literal = canonicalAddress(host);
  if (literal !== null) {
    const notes = [`${host} is an address where a host name belongs (RFC 1035 §3.3.9)`];
    return reachable({ ...fixed, addresses: [literal], canonical: host, notes }, host, settings);
  }
  if (dnsName(host) === null) return { kind: 'none', why: `"${host.slice(0, 80)}" is no host name` };
  // RFC 6761 §6.3: never asked of a name server.
  if (host === 'localhost' || host.endsWith('.localhost')) {
    return reachable({ ...fixed, addresses: ['127.0.0.1', '::1'], canonical: host, notes: [] }, host, settings);
  }
  const { family, resolver } = settings;
  const nothing: DnsAnswer<string> = { kind: 'no_data', secure: true };
  const [four, six] = await Promise.all([
    family === 'ipv6_only' ? nothing : resolver.a(host, { fresh }),
    family === 'ipv4_only' ? nothing : resolver.aaaa(host, { fresh }),
  ]);
  return join(host, four, six, settings);
}

function join(host: string, four: DnsAnswer<string>, six: DnsAnswer<string>, settings: AddressSettings): HostAddresses {
  const answered = [four, six].filter((answer) => answer.kind === 'found');
  const [first] = answered;
  if (first === undefined) {
    for (const answer of [four, six]) {
      if (answer.kind === 'no_name') return { kind: 'none', why: `${host} does not exist` };
    }
    for (const answer of [four, six]) {
      if (answer.kind === 'unanswered') return { kind: 'unanswered', why: `addresses of ${host}: ${answer.why}` };
    }
    const only = settings.family.endsWith('_only');
    // What we do not speak may be all there is: our own limit does not make the host's mail undeliverable for ever.
    if (only) return { kind: 'unanswered', why: `${host} has no ${settings.family.slice(0, 4)} address` };
    return { kind: 'none', why: `${host} has no address` };
  }
  const canonical = first.canonical ?? host;
  const alias = canonical === host ? [] : [`${host} is an alias of ${canonical} (RFC 2181 §10.3)`];
  const unseen = [four, six].flatMap((answer) =>
    answer.kind === 'unanswered' ? [`other addresses of ${host}: ${answer.why}`] : [],
  );
  const notes = [...alias, ...unseen];
  const sixFirst = settings.family === 'ipv6_first';
  const addresses = alternating(four, six, sixFirst);
  const expiresAt = Math.min(...answered.map((answer) => answer.expiresAt));
  const secure = answered.every((answer) => answer.secure);
  // Servers that never answer for AAAA are many: nobody looks again and again for those who get on without.
  const partial = (sixFirst ? six : four).kind === 'unanswered';
  const found = reachable({ addresses, secure, canonical, expiresAt, notes, partial }, host, settings);
  return found.kind === 'none' && unseen.length > 0
    ? { kind: 'unanswered', why: [found.why, ...unseen].join(', ') }
    : found;
}

/** The families take turns, so that one which the network does not carry costs one attempt and not all. */
function alternating(four: DnsAnswer<string>, six: DnsAnswer<string>, sixFirst: boolean): string[] {
  const lists = (sixFirst ? [six, four] : [four, six]).map((answer) => (answer.kind === 'found' ? answer.records : []));
  const longest = Math.max(...lists.map((list) => list.length));
  const mixed: string[] = [];
  for (let i = 0; i < longest; i++) for (const list of lists) mixed.push(...list.slice(i, i + 1));
  return [...new Set(mixed)];
}

type Found = Omit<Extract<HostAddresses, { kind: 'addresses' }>, 'kind'>;

/** Without the addresses that nobody outside may lead us to. */
function reachable(found: Found, host: string, { allow, maxAddresses }: AddressSettings): HostAddresses {
  const permitted = found.addresses.filter((address) => allow === '*' || mayReach(address, allow));
  const refused = found.addresses.filter((address) => !permitted.includes(address));
  const notes = refused.slice(0, maxAddresses).map((address) => `${host} [${address}] is not a public address`);
  if (permitted.length === 0) return { kind: 'none', why: notes.join(', ') || `${host} has no address` };
  return {
    ...found,
    kind: 'addresses',
    addresses: permitted.slice(0, maxAddresses),
    notes: [...found.notes, ...notes],
  };
}
