/**
 * Domains and address literals as they stand in a mailbox (RFC 5321 §4.1.2, §4.1.3; RFC 5890 for names beyond ASCII).
 * An underscore is taken in a label, for hosts that are named so send mail; a name of digits only at its end is not,
 * for others would take it for an IP address.
 */
import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';

const LABEL = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const NAME = new RegExp(`^(?:${LABEL}\\.)*(?![0-9]*$)${LABEL}$`);
const ASCII = /^[ -~]*$/;

/** Normal form (lower case; literals as RFC 5321 §4.1.3 writes them), null when it is neither domain nor literal. */
export function normalDomain(text: string): string | null {
  if (text.startsWith('[')) return normalLiteral(text);
  // Length first: what follows costs time.
  if (text.length > 255) return null;
  if (ASCII.test(text)) return asciiDomain(text.toLowerCase());
  if (Buffer.byteLength(text) > 255) return null;
  const domain = text.normalize('NFC').toLowerCase();
  return asciiDomain(domain) === null ? null : domain;
}

/** The name in A-labels as DNS asks for it; null when it is no name. A full-width dot is no dot. */
export function asciiDomain(domain: string): string | null {
  const ascii = ASCII.test(domain) ? domain : domainToASCII(domain);
  if (ascii.length > 255 || !NAME.test(ascii)) return null;
  return ascii === domain || dots(ascii) === dots(domain) ? ascii : null;
}

const dots = (text: string): number => text.split('.').length;

function normalLiteral(text: string): string | null {
  if (!text.endsWith(']')) return null;
  const inside = text.slice(1, -1);
  if (isIPv4(inside)) return text;
  const tagged = /^ipv6:([0-9a-f:.]{2,45})$/i.exec(inside)?.[1];
  return tagged !== undefined && isIPv6(tagged) ? `[IPv6:${tagged.toLowerCase()}]` : null;
}
