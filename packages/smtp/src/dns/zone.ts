/** The names that a test DNS server knows, and what it does when it is asked for one. */
import type { Answer } from 'dns-packet';

export type Fault = 'servfail' | 'refused' | 'notimp' | 'formerr' | 'timeout' | 'no_name' | 'no_data';

/** One name. A type that is left out does not exist at this name. */
export interface ZoneEntry {
  readonly mx?: readonly (readonly [preference: number, exchange: string])[] | Fault;
  readonly a?: readonly string[] | Fault;
  readonly aaaa?: readonly string[] | Fault;
  /** Each text is one record; longer ones are cut into strings of 255 octets. */
  readonly txt?: readonly string[] | Fault;
  readonly tlsa?:
    | readonly (readonly [usage: number, selector: number, matchingType: number, data: Uint8Array])[]
    | Fault;
  readonly ptr?: readonly string[] | Fault;
  readonly cname?: string;
  /** For every type of this name. */
  readonly fault?: Fault;
  /** Seconds; 300 when left out. */
  readonly ttl?: number;
  /** Answers about this name carry AD. */
  readonly secure?: boolean;
  /** Answers over UDP are cut off, so that the client has to come over TCP. */
  readonly truncated?: boolean;
}

/** Names in lower case without a final dot; "*.example.com" stands for every name below that has no entry. */
export type Zone = Readonly<Record<string, ZoneEntry>>;

export interface DnsQuestion {
  /** Lower case, no final dot; '' for the root. */
  readonly name: string;
  /** "MX", "A" ... */
  readonly type: string;
  readonly transport: 'udp' | 'tcp';
}

export type DnsReply =
  | {
      readonly kind: 'answer';
      readonly records: readonly Answer[];
      readonly secure?: boolean | undefined;
      readonly truncated?: boolean | undefined;
    }
  /** `ttl` is that of the SOA and its minimum, in seconds; null leaves the SOA out. `records` may hold a CNAME chain. */
  | {
      readonly kind: 'no_data' | 'no_name';
      readonly ttl?: number | null | undefined;
      readonly secure?: boolean | undefined;
      readonly records?: readonly Answer[] | undefined;
    }
  | { readonly kind: 'servfail' | 'refused' | 'notimp' | 'formerr' }
  | { readonly kind: 'timeout' }
  /** Sent as they are: whatever the client must be able to bear. */
  | { readonly kind: 'bytes'; readonly bytes: (query: Buffer) => readonly Buffer[] };

const usualTtl = 300;

/** As a recursive resolver does: the whole CNAME chain with what stands at its end; a loop is cut after some rounds. */
const chainLimit = 20;

export function answerFrom(zone: Zone, question: DnsQuestion): DnsReply {
  const chain: Answer[] = [];
  let name = question.name;
  let secure = true;
  for (;;) {
    const entry = entryOf(zone, name);
    secure &&= entry?.secure === true;
    const alias = entry?.cname;
    if (alias === undefined || question.type === 'CNAME' || chain.length === chainLimit) {
      return endOf(zone, { ...question, name }, entry, chain, secure);
    }
    chain.push({ name, type: 'CNAME', ttl: entry?.ttl ?? usualTtl, data: alias });
    name = alias.toLowerCase();
  }
}

function endOf(
  zone: Zone,
  question: DnsQuestion,
  entry: ZoneEntry | undefined,
  chain: readonly Answer[],
  secure: boolean,
): DnsReply {
  if (entry === undefined) {
    const isRoot = question.name === '';
    const below = isRoot || Object.keys(zone).some((known) => known.endsWith(`.${question.name}`));
    return { kind: below ? 'no_data' : 'no_name', secure, records: chain };
  }
  const values = entry.fault ?? valuesOf(entry, question.type);
  if (values === 'no_name' || values === 'no_data') return { kind: values, secure, ttl: entry.ttl, records: chain };
  if (typeof values === 'string') return { kind: values };
  if (values.length === 0) return { kind: 'no_data', secure, ttl: entry.ttl, records: chain };
  const records = values.map((data) => ({ name: question.name, ttl: entry.ttl ?? usualTtl, ...data }) as Answer);
  return { kind: 'answer', records: [...chain, ...records], secure, truncated: entry.truncated };
}

function entryOf(zone: Zone, name: string): ZoneEntry | undefined {
  if (Object.hasOwn(zone, name)) return zone[name];
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const wildcard = `*${name.slice(dot)}`;
    if (Object.hasOwn(zone, wildcard)) return zone[wildcard];
    // A name that exists hides the wildcard above it (RFC 4592 §2.2.1).
    if (Object.hasOwn(zone, name.slice(dot + 1))) return undefined;
  }
  return undefined;
}

type Values = readonly { readonly type: string; readonly data: unknown }[];

function valuesOf(entry: ZoneEntry, type: string): Values | Fault {
  const build = builders[type];
  return build === undefined ? [] : build(entry);
}

const list = <T>(
  given: readonly T[] | Fault | undefined,
  type: string,
  build: (value: T) => unknown,
): Values | Fault => (typeof given === 'string' ? given : (given ?? []).map((value) => ({ type, data: build(value) })));

const builders: Readonly<Record<string, (entry: ZoneEntry) => Values | Fault>> = {
  MX: (entry) => list(entry.mx, 'MX', ([preference, exchange]) => ({ preference, exchange: exchange || '.' })),
  A: (entry) => list(entry.a, 'A', (address) => address),
  AAAA: (entry) => list(entry.aaaa, 'AAAA', (address) => address),
  PTR: (entry) => list(entry.ptr, 'PTR', (name) => name),
  TXT: (entry) => list(entry.txt, 'TXT', (text) => text.match(/.{1,255}/gs) ?? ['']),
  TLSA: (entry) =>
    list(entry.tlsa, 'TLSA', ([usage, selector, matchingType, data]) => ({
      usage,
      selector,
      matchingType,
      certificate: Buffer.from(data),
    })),
};
