/**
 * Our own stub resolver: asks recursive resolvers, checks what comes back, remembers it as long as it holds. It exists
 * because Node's resolver shows neither the AD bit nor TLSA records, which DANE (RFC 7672) stands on.
 */
import { parseAddress } from './address.ts';
import { askServer, type ServerAddress, type ServerAnswer } from './ask-server.ts';
import { createCache } from './cache.ts';
import { isBelievable } from './denial.ts';
import type { Query, QueryType } from './message.ts';
import { dnsName, reverseName } from './name.ts';
import { type Reading, readAnswer } from './reading.ts';
import { type RecordValues, valuesOf } from './records.ts';
import type { DnsAnswer, LookupOptions, Resolver } from './resolver.ts';
import { systemServers } from './servers.ts';
import { createTurns } from './turns.ts';

/** Durations in milliseconds. */
export interface ResolverOptions {
  /** Recursive resolvers, asked in this order. Default: those of /etc/resolv.conf. */
  readonly servers?: readonly ServerAddress[];
  /** Believe the AD bit of every server. Default: of loopback servers only (RFC 4035 §4.9.3: the path must be safe). */
  readonly trustAd?: boolean;
  /** For an answer over UDP, and over TCP. Default 3,000; each round doubles it. */
  readonly tryTimeout?: number;
  /** How often the servers are gone through while none answers. Default 2. */
  readonly rounds?: number;
  /** Questions on their way at a time. Default 256. */
  readonly concurrency?: number;
  /** Names and types remembered. Default 20,000. */
  readonly cacheSize?: number;
  /** Bounds of what a TTL may ask. Defaults 5 s and 1 day. */
  readonly minTtl?: number;
  readonly maxTtl?: number;
  /** Upper bound for answers that say no (RFC 2308 §5). Default 1 hour. */
  readonly maxNegativeTtl?: number;
  /** How long a failure, or an answer without a TTL, is remembered (RFC 9520 §3.2). Default 5 s. */
  readonly failureTtl?: number;
  readonly now?: () => number;
}

const day = 86_400_000;

const defaults = {
  tryTimeout: 3_000,
  rounds: 2,
  concurrency: 256,
  cacheSize: 20_000,
  minTtl: 5_000,
  maxTtl: day,
  maxNegativeTtl: 3_600_000,
  failureTtl: 5_000,
};

type Settings = typeof defaults & { readonly servers: readonly ServerAddress[]; readonly trustAd: boolean };

/** What came of asking the servers: the reading, and whether it may be called secure. */
interface Heard {
  readonly reading: Reading;
  readonly secure: boolean;
}

export function createResolver(options: ResolverOptions = {}): Resolver {
  const now = options.now ?? Date.now;
  const servers = options.servers ?? systemServers();
  const settings: Settings = { ...defaults, ...options, servers, trustAd: options.trustAd === true };
  const cache = createCache<DnsAnswer<unknown>>(settings.cacheSize, now);
  const underway = new Map<string, Promise<DnsAnswer<unknown>>>();
  const turns = createTurns(settings.concurrency);

  async function ask<T extends QueryType>(query: Query & { readonly type: T }, fresh: boolean, key: string) {
    const { reading, secure } = await turns(() => askServers(query, settings, fresh ? 1 : 0));
    const heardAt = now();
    const expiresAt = heardAt + holdsFor(reading, settings);
    const answer = answerOf(query, reading, secure, expiresAt);
    // A fresh question that nobody answered does not make us forget what we know.
    if (answer.kind !== 'unanswered' || cache.get(key) === undefined) cache.set(key, answer, expiresAt);
    return answer;
  }

  function lookUp<T extends QueryType>(type: T, text: string, options?: LookupOptions): Promise<Answered<T>> {
    const name = dnsName(text);
    // What cannot be a name exists nowhere.
    if (name === null) return Promise.resolve({ kind: 'no_name', secure: false });
    const fresh = options?.fresh === true;
    const key = `${type} ${name}`;
    // The key names the type, so what stands there has that type's values.
    const known = fresh ? undefined : (cache.get(key) as Answered<T> | undefined);
    if (known !== undefined) return Promise.resolve(known);
    const place = fresh ? `fresh ${key}` : key;
    const shared = underway.get(place) as Promise<Answered<T>> | undefined;
    if (shared !== undefined) return shared;
    const asked = ask({ name, type }, fresh, key).finally(() => underway.delete(place));
    underway.set(place, asked);
    return asked;
  }

  return {
    mx: (domain, options) => lookUp('MX', domain, options),
    a: (host, options) => lookUp('A', host, options),
    aaaa: (host, options) => lookUp('AAAA', host, options),
    txt: (name, options) => lookUp('TXT', name, options),
    tlsa: (name, options) => lookUp('TLSA', name, options),
    ptr: (address, options) => {
      const ip = parseAddress(address);
      return lookUp('PTR', ip === null ? '' : reverseName(ip.family, ip.octets), options);
    },
  };
}

type Answered<T extends QueryType> = DnsAnswer<RecordValues[T]>;

/** `first`: place of the server to begin with. A server that answered with a failure is not asked again. */
async function askServers(query: Query, settings: Settings, first: number): Promise<Heard> {
  const { servers } = settings;
  const silent = servers.map((_, index) => servers[(index + first) % servers.length]).filter((s) => s !== undefined);
  const complaints = new Map<ServerAddress, string>();
  for (let round = 0; round < settings.rounds; round++) {
    for (const server of [...silent]) {
      const timeout = settings.tryTimeout * 2 ** round;
      const outcome = await askServer(server, query, timeout);
      const said = readingOf(query, outcome);
      const believed = await isBelievable(said, async (other) =>
        readingOf(other, await askServer(server, other, timeout)),
      );
      const reading: Reading = believed ? said : unbelievable;
      if (reading.kind !== 'unanswered') return { reading, secure: isSecure(outcome, server, settings) };
      complaints.set(server, `${server.address}: ${reading.why}`);
      if (outcome.kind === 'response') silent.splice(silent.indexOf(server), 1);
    }
  }
  const why = [...complaints.values()].join('; ') || 'no name server is set';
  return { reading: { kind: 'unanswered', why }, secure: false };
}

const unbelievable: Reading = {
  kind: 'unanswered',
  why: 'NXDOMAIN, but to this server the root does not exist either',
};

const readingOf = (query: Query, outcome: ServerAnswer): Reading =>
  outcome.kind === 'response' ? readAnswer(query, outcome.response) : { kind: 'unanswered', why: outcome.why };

const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.');

const isSecure = (outcome: ServerAnswer, server: ServerAddress, settings: Settings): boolean =>
  outcome.kind === 'response' && outcome.response.authentic && (settings.trustAd || isLoopback(server.address));

/** Milliseconds. */
function holdsFor(reading: Reading, settings: Settings): number {
  const { minTtl, maxTtl, maxNegativeTtl, failureTtl } = settings;
  if (reading.kind === 'unanswered') return failureTtl;
  if (reading.ttl === null) return failureTtl;
  const most = reading.kind === 'found' ? maxTtl : maxNegativeTtl;
  return Math.max(minTtl, Math.min(reading.ttl * 1000, most));
}

function answerOf<T extends QueryType>(
  query: Query & { readonly type: T },
  reading: Reading,
  secure: boolean,
  expiresAt: number,
): Answered<T> {
  if (reading.kind === 'unanswered') return reading;
  if (reading.kind !== 'found') return { kind: reading.kind, secure };
  const records = valuesOf(query.type, reading.records);
  const alias = reading.canonical === query.name ? {} : { canonical: reading.canonical };
  return { kind: 'found', records, secure, expiresAt, ...alias };
}
