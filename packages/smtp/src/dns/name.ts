/** Domain names as DNS and SMTP take them: ASCII, lower case, no final dot. */
import { domainToASCII } from 'node:url';

const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** The name as it is asked for; null for what cannot be a name (RFC 1035 §2.3.4: labels of 63, names of 253 octets). */
export function dnsName(text: string): string | null {
  const name = text.toLowerCase().replace(/\.$/, '');
  return name.length > 0 && name.length <= 253 && name.split('.').every((part) => label.test(part)) ? name : null;
}

/** A domain of an address, in A-labels (RFC 5891); null for what is no domain. */
export function asciiDomain(domain: string): string | null {
  if (domain.length > 1024) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the question is whether there is anything else.
  const ascii = /^[\x00-\x7f]*$/.test(domain) ? domain : domainToASCII(domain);
  return dnsName(ascii);
}

/** The name that PTR records of an address stand at (RFC 1035 §3.5, RFC 3596 §2.5). */
export function reverseName(family: 4 | 6, octets: readonly number[]): string {
  if (family === 4) return `${octets.toReversed().join('.')}.in-addr.arpa`;
  const nibbles = octets.flatMap((octet) => [octet >> 4, octet & 15]).toReversed();
  return `${nibbles.map((nibble) => nibble.toString(16)).join('.')}.ip6.arpa`;
}
