/**
 * The shape of a reply: what is left of it without the recipient, the host, addresses and long ids. Replies of one
 * shape mean the same and are explained once. Stricter than the library's template: short words with digits
 * ("S3140", "TSS04") carry meaning and stay. Only the shape's hash is made.
 */

import type { Notes } from '@hearback/server/logs';
import { domainOf } from '@hearback/server/logs';

/** Words with a digit are ids from this length on. */
const idLength = 10;

/** Looks in `notes` at the key of the reply's shape. */
export function lookAtShape(notes: Notes, kind: string, reply: string, recipient: string, mx: string | null): Notes {
  const domain = domainOf(recipient);
  notes.begin(kind);
  for (let start = 0; start < reply.length; ) {
    let digits = 0;
    let dots = 0;
    let end = start;
    for (; end < reply.length; end++) {
      const joins = joinsOf(reply.charCodeAt(end));
      if (joins === 0) break;
      if (joins === digit) digits++;
      else if (joins === dot) dots++;
    }
    const length = end - start;
    if (length === 0) {
      notes.mix(reply.charCodeAt(start));
      start++;
      continue;
    }
    const variable =
      // An id, or an IPv4 address; "zen.spamhaus.org" and "4.7.650" stay.
      (digits > 0 && length >= idLength) ||
      (dots === 3 && digits + dots === length) ||
      isAt(reply, start, length, recipient) ||
      isAt(reply, start, length, domain) ||
      (mx !== null && isAt(reply, start, length, mx));
    if (variable) notes.mix(0);
    else notes.mixText(reply, start, end);
    start = end;
  }
  return notes.end();
}

const isAt = (text: string, start: number, length: number, word: string): boolean =>
  length === word.length && text.startsWith(word, start);

const letter = 1;
const digit = 2;
const dot = 3;

/** Letters, digits and what joins them in addresses, hosts and ids. */
const joining = new Uint8Array(128);
for (let unit = 0x41; unit <= 0x5a; unit++) joining[unit] = joining[unit + 0x20] = letter;
for (let unit = 0x30; unit <= 0x39; unit++) joining[unit] = digit;
for (const unit of Buffer.from('-@_')) joining[unit] = letter;
joining[0x2e] = dot;

const joinsOf = (unit: number): number => (unit < 128 ? (joining[unit] ?? 0) : 0);
