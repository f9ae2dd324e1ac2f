/**
 * The third part of a notice: the message it is about, whole or its headers only (RFC 6522 §3, RFC 3461 §4.3).
 * A message that cannot travel as it is (8-bit on a 7-bit way, NUL, endless lines, too large) comes back as its headers:
 * message/rfc822 may not be encoded (RFC 2046 §5.2.1), a header block may.
 */
import { base64, type Encoding, needs, quotedPrintable, withCrlf } from './transfer.ts';

export interface Returned {
  readonly type: string;
  readonly encoding: Encoding;
  readonly octets: Uint8Array;
}

export interface ReturnOptions {
  readonly whole: boolean;
  /** The message needed SMTPUTF8: its headers are UTF-8, and the types of RFC 6532 and 6533 say so. */
  readonly global: boolean;
  readonly eightBit: boolean;
  /** Octets; a larger message comes back as its headers, larger headers are cut behind a line. */
  readonly limit: number;
}

/** Null when there is nothing to return. */
export function returned(message: Uint8Array, options: ReturnOptions): Returned | null {
  if (message.length === 0) return null;
  const { global, eightBit, limit } = options;
  if (options.whole && message.length <= limit) {
    const octets = withCrlf(message);
    const width = needs(octets);
    const type = global ? 'message/global' : 'message/rfc822';
    if (width === '7bit' || (width === '8bit' && eightBit)) return { type, encoding: width, octets };
    if (global) return { type, encoding: 'base64', octets: base64(octets) };
  }
  const octets = headerBlock(message, limit);
  const width = needs(octets);
  const type = global ? 'message/global-headers' : 'text/rfc822-headers';
  if (width === '7bit' || (global && width === '8bit' && eightBit)) return { type, encoding: width, octets };
  if (global) return { type, encoding: 'base64', octets: base64(octets) };
  return { type, encoding: 'quoted-printable', octets: quotedPrintable(octets) };
}

/** Up to the first empty line, or the last whole line within the limit. */
function headerBlock(message: Uint8Array, limit: number): Uint8Array {
  const octets = withCrlf(message.subarray(0, limit));
  let lineStart = 0;
  for (let i = 0; i < octets.length; i++) {
    if (octets[i] !== 10) continue;
    if (i - lineStart === 1) return octets.subarray(0, lineStart);
    lineStart = i + 1;
  }
  return message.length > limit && lineStart > 0 ? octets.subarray(0, lineStart) : octets;
}
