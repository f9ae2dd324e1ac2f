/**
 * A response read as the answer to its question: the CNAME chain followed (RFC 1034 §3.6.2), records of the type asked
 * for, and how long that holds (RFC 2308 for answers that say no).
 */
import type { Answer } from 'dns-packet';
import type { Query, Response } from './message.ts';

export type Reading =
  | {
      readonly kind: 'found';
      readonly records: readonly Answer[];
      /** Seconds. */
      readonly ttl: number;
      readonly canonical: string;
    }
  /** `ttl` in seconds; null when no SOA says how long to remember it. */
  | { readonly kind: 'no_data' | 'no_name'; readonly ttl: number | null }
  | { readonly kind: 'unanswered'; readonly why: string };

/** Longer chains are taken for a mistake. */
const chainLimit = 12;

const codes: Readonly<Record<number, string>> = {
  1: 'FORMERR',
  2: 'SERVFAIL',
  4: 'NOTIMP',
  5: 'REFUSED',
  9: 'NOTAUTH',
};

export function readAnswer(query: Query, response: Response): Reading {
  const { code } = response;
  if (code !== 0 && code !== 3) return { kind: 'unanswered', why: codes[code] ?? `response code ${code}` };
  const chain = follow(query.name, response.answers);
  if (chain === null) return { kind: 'unanswered', why: 'CNAME loop' };
  const records = response.answers.filter(
    (record) => record.type === query.type && record.name.toLowerCase() === chain.name,
  );
  // NXDOMAIN speaks of the last name of the chain (RFC 2308 §2.1).
  if (records.length === 0) {
    return { kind: code === 3 ? 'no_name' : 'no_data', ttl: negativeTtl(chain.name, response.authorities) };
  }
  return { kind: 'found', records, ttl: Math.min(chain.ttl, ...records.map(ttlOf)), canonical: chain.name };
}

/** Null for a loop, and for a chain without end. */
function follow(name: string, answers: readonly Answer[]): { readonly name: string; readonly ttl: number } | null {
  const aliases = new Map<string, { readonly target: string; readonly ttl: number }>();
  for (const record of answers) {
    if (record.type !== 'CNAME') continue;
    aliases.set(record.name.toLowerCase(), { target: record.data.toLowerCase(), ttl: ttlOf(record) });
  }
  let ttl = Number.POSITIVE_INFINITY;
  let current = name;
  for (let hops = 0; hops <= chainLimit; hops++) {
    const alias = aliases.get(current);
    if (alias === undefined) return { name: current, ttl };
    ttl = Math.min(ttl, alias.ttl);
    current = alias.target;
  }
  return null;
}

/** RFC 2181 §8: a TTL with the upper bit set counts as zero. */
const ttlOf = (record: Answer): number => {
  const ttl = 'ttl' in record ? (record.ttl ?? 0) : 0;
  return ttl > 0x7fffffff ? 0 : ttl;
};

/** RFC 2308 §5: the lesser of the SOA's own TTL and its minimum field. */
function negativeTtl(name: string, authorities: readonly Answer[]): number | null {
  const soa = zoneOf(name, authorities);
  return soa === undefined ? null : Math.min(ttlOf(soa), soa.data.minimum ?? 0);
}

/** The SOA of the zone that has no such name (RFC 2308 §2.1): it stands at the name or above it. */
const zoneOf = (name: string, authorities: readonly Answer[]): SoaAnswer | undefined =>
  authorities.find(
    (record): record is SoaAnswer =>
      record.type === 'SOA' && isWithin(name, record.name.toLowerCase().replace(/\.$/, '')),
  );

type SoaAnswer = Extract<Answer, { type: 'SOA' }>;

const isWithin = (name: string, zone: string): boolean => zone === '' || name === zone || name.endsWith(`.${zone}`);
