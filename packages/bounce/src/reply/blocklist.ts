/**
 * Which public blocklist a reply names, and whether that list holds IP addresses, domains or the URLs of a body.
 * A list is named by its own words or by the host of its zone; zones that nobody knows are told by their first label
 * ("dnsbl.example.net"). Whitelists (dnswl.org) are none.
 */
import type { Blocklist } from '../classify/verdict.ts';
import { blocklists, type ListEntry } from './blocklists.ts';

/** The list named first; null when none is. */
export function findBlocklist(text: string): Blocklist | null {
  const lower = text.toLowerCase();
  const named = anyName.exec(lower);
  if (named !== null) {
    const entry = byName.get(named[0]);
    if (entry !== undefined) return entry.parts === undefined ? entry.list : partOf(entry, lower, named.index);
  }
  return unknownZone(lower);
}

const byName: ReadonlyMap<string, ListEntry> = new Map(
  blocklists.flatMap((entry) => entry.names.map((name) => [name, entry] as const)),
);

const escaped = (word: string): string => word.replace(/[.+*?()[\]|\\^$]/g, '\\$&');

/** Sorted backwards: a longer name stands before its own beginning, and the regular expression shares beginnings. */
const anyName = new RegExp(`\\b(?:${[...byName.keys()].sort().reverse().map(escaped).join('|')})(?![a-z0-9])`);

/** The part of a family ("zen" of Spamhaus) whose mark stands near the family's name; the first of the table counts. */
function partOf(entry: ListEntry, lower: string, at: number): Blocklist {
  const near = lower.slice(Math.max(0, at - 24), at + 56);
  for (const [mark, list] of entry.parts ?? []) {
    const found = near.indexOf(mark);
    if (found >= 0 && !isLetter(near.charCodeAt(found - 1)) && !isLetter(near.charCodeAt(found + mark.length)))
      return list;
  }
  return entry.list;
}

/** Every reply in which a list is found has one of these, in lower case. */
export const blocklistWords: readonly string[] = [
  ...byName.keys(),
  ...['bl.', 'bls', 'black.', 'list.', ...Array.from('0123456789', (digit) => `bl${digit}`)],
];

const isLetter = (c: number): boolean => c >= 97 && c <= 122;

/** "dnsbl.example.net", "rbl.example.org", "uribl.example.net": the zone's own name is all there is to tell. */
const zone =
  /(?<![a-z0-9@/._-])(?:[a-z0-9-]{1,30}\.){0,3}([a-z]{0,6}bls?\d{0,2}|black(?:list)?|blocklist)\.(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}(?![a-z0-9@-])/;

function unknownZone(lower: string): Blocklist | null {
  if (!/listed|black|block|dnsbl|\brbl/.test(lower)) return null;
  const found = zone.exec(lower);
  if (found === null) return null;
  const label = found[1] ?? '';
  const lists =
    label.startsWith('uri') || label.startsWith('sur')
      ? 'url'
      : label.startsWith('rhs') || label === 'dbl'
        ? 'domain'
        : 'ip';
  return { name: found[0], lists };
}
