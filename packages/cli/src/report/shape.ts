/**
 * The shape of a reply: what is left of it without the recipient, the host, addresses and long ids. Replies of one
 * shape mean the same and are explained once. Stricter than the library's template: short words with digits
 * ("S3140", "TSS04") carry meaning and stay. Only the shape's hash is made.
 */
import { domainOf } from './attempt.ts';
import type { Notes } from './notes.ts';

/** Words with a digit are ids from this length on. */
const idLength = 10;

/** Looks in `notes` at the key of the reply's shape. */
export function lookAtShape(notes: Notes, kind: string, reply: string, recipient: string, mx: string | null): Notes {
  const domain = domainOf(recipient);
  notes.begin(kind);
  for (let start = 0; start < reply.length; ) {
    const end = wordEnd(reply, start);
    if (end === start) {
      notes.mix(reply.charCodeAt(start));
      start++;
      continue;
    }
    if (isVariable(reply, start, end, recipient, domain, mx)) notes.mix(0);
    else for (let at = start; at < end; at++) notes.mix(reply.charCodeAt(at));
    start = end;
  }
  return notes.end();
}

/** Letters, digits and what joins them in addresses, hosts and ids. */
function wordEnd(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    const joins =
      (unit >= 0x30 && unit <= 0x39) ||
      (unit >= 0x41 && unit <= 0x5a) ||
      (unit >= 0x61 && unit <= 0x7a) ||
      unit === 0x2d ||
      unit === 0x2e ||
      unit === 0x40 ||
      unit === 0x5f;
    if (!joins) break;
  }
  return end;
}

function isVariable(
  text: string,
  start: number,
  end: number,
  recipient: string,
  domain: string,
  mx: string | null,
): boolean {
  const length = end - start;
  if (length === recipient.length && text.startsWith(recipient, start)) return true;
  if (length === domain.length && text.startsWith(domain, start)) return true;
  if (mx !== null && length === mx.length && text.startsWith(mx, start)) return true;
  let digits = 0;
  let dots = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x30 && unit <= 0x39) digits++;
    else if (unit === 0x2e) dots++;
  }
  // An id, or an IPv4 address; "zen.spamhaus.org" and "4.7.650" stay.
  return (digits > 0 && length >= idLength) || (dots === 3 && digits + dots === length);
}
