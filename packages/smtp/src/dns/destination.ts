/** What stands behind the @ of an address: a domain or an address literal (RFC 5321 §4.1.2, §4.1.3). */
import { canonicalAddress } from './address.ts';
import { asciiDomain } from './name.ts';

export type Destination =
  | { readonly kind: 'domain'; readonly domain: string }
  | { readonly kind: 'literal'; readonly address: string; readonly host: string }
  | { readonly kind: 'invalid'; readonly text: string };

/** Longest piece of a wrong domain that is repeated in a reply. */
const shown = 100;

export function destinationOf(domain: string): Destination {
  if (!domain.startsWith('[')) {
    const ascii = asciiDomain(domain);
    if (ascii !== null) return { kind: 'domain', domain: ascii };
    return { kind: 'invalid', text: `501 5.1.2 Not a valid domain: ${printable(domain)}` };
  }
  const inner = /^\[(IPv6:)?([0-9A-Fa-f:.]+)\]$/i.exec(domain);
  const address = inner?.[2] === undefined ? null : canonicalAddress(inner[2]);
  const tagged = inner?.[1] !== undefined;
  // The grammar has IPv6 with its tag and IPv4 without; odd spellings of IPv4 are no literals.
  const strict = tagged ? inner?.[2]?.includes(':') === true : address === inner?.[2] && !address?.includes(':');
  if (address === null || !strict) {
    return { kind: 'invalid', text: `501 5.1.3 Bad address literal: ${printable(domain)}` };
  }
  return { kind: 'literal', address, host: address.includes(':') ? `[IPv6:${address}]` : `[${address}]` };
}

/** For a line of a reply: printable ASCII, short. */
const printable = (text: string): string => text.slice(0, shown).replace(/[^\x20-\x7e]/g, '?');
