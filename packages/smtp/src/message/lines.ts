/**
 * What a message is like line by line, which decides how it may be sent. Who reads a message as it comes in knows it already:
 * that is remembered with its octets, which nobody changes, so that they need not be gone through again.
 */

const CR = 13;
const LF = 10;
const DOT = 46;

/** RFC 5322 §2.1.1, RFC 5321 §4.5.3.1.6: octets of a line without its CRLF. */
export const longestLine = 998;

export interface Lines {
  /** CR or LF that is no part of a CRLF. */
  readonly bare: boolean;
  /** A line begins with a dot; true as well where that is not certain. */
  readonly dots: boolean;
  /** Octets of the longest line. */
  readonly longest: number;
  /** The last line has its CRLF. */
  readonly closed: boolean;
}

/** Of an empty body nothing is missing. A text is searched much faster than octets are looked at one by one. */
export function measure(octets: Uint8Array): Lines {
  const text = Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('latin1');
  let bare = false;
  let dots = false;
  let longest = 0;
  let start = 0;
  for (;;) {
    if (text.charCodeAt(start) === DOT) dots = true;
    const lf = text.indexOf('\n', start);
    // Not sought any more once one was out of place: each search could go on to the end of the text.
    if (!bare) {
      const cr = text.indexOf('\r', start);
      bare = lf < 0 ? cr >= 0 : cr < 0 || cr + 1 !== lf;
    }
    if (lf < 0) break;
    longest = Math.max(longest, lf - start - 1);
    start = lf + 1;
  }
  longest = Math.max(longest, text.length - start);
  return { bare, dots, longest, closed: start === text.length };
}

const remembered = new WeakMap<Uint8Array, Lines>();

export const rememberLines = (octets: Uint8Array, lines: Lines): void => void remembered.set(octets, lines);

export function linesOf(octets: Uint8Array): Lines {
  const known = remembered.get(octets) ?? measure(octets);
  remembered.set(octets, known);
  return known;
}

/** A message of pieces, of which each but the last ends with a line. */
export function joinPieces(pieces: readonly Uint8Array[]): Buffer {
  const whole = Buffer.concat(pieces);
  const each = pieces.map(linesOf);
  if (each.slice(0, -1).some(({ closed }) => !closed)) return whole;
  rememberLines(whole, {
    bare: each.some(({ bare }) => bare),
    dots: each.some(({ dots }) => dots),
    longest: Math.max(0, ...each.map(({ longest }) => longest)),
    closed: each.at(-1)?.closed ?? true,
  });
  return whole;
}

/** Every line end becomes CRLF, and the last line has one. */
export function withCrlf(octets: Uint8Array): Uint8Array {
  const out = Buffer.allocUnsafe(octets.length * 2 + 2);
  let end = 0;
  for (let at = 0; at < octets.length; at++) {
    const octet = octets[at] ?? 0;
    if (octet === LF && octets[at - 1] === CR) continue;
    if (octet === CR || octet === LF) {
      out[end++] = CR;
      out[end++] = LF;
    } else out[end++] = octet;
  }
  if (end > 0 && out[end - 1] !== LF) end = out.writeUInt16BE((CR << 8) | LF, end);
  return out.subarray(0, end);
}
