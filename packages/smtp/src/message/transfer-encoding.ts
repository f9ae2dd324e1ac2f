/**
 * Transfer encodings of RFC 2045 §6, octets to octets; lines end in CRLF. Each knows about how long its result
 * will be before it writes it, so that a message of the largest size costs that and nothing beside it.
 */

const [CR, LF, SPACE, TAB, EQUALS] = [13, 10, 32, 9, 61];
const hexadecimal = Buffer.from('0123456789ABCDEF');
/** Characters of an encoded line (§6.7 rule 5, §6.8), with the "=" of a soft break. */
const longest = 76;

/** RFC 2045 §6 leaves the choice: a text of which half could still be read stays that readable. */
export const textEncoding = (octets: Buffer): 'quoted-printable' | 'base64' =>
  2 * coded(octets) <= octets.length ? 'quoted-printable' : 'base64';

/** §6.7: line ends of the text stay line ends. */
export function quotedPrintable(octets: Buffer): Buffer {
  const length = octets.length + 2 * coded(octets);
  const out = Buffer.allocUnsafe(length + 3 * Math.ceil(length / (longest - 3)));
  let end = 0;
  let width = 0;
  for (let at = 0; at < octets.length; at++) {
    const octet = octets[at] ?? 0;
    if (octet === CR && octets[at + 1] === LF) {
      out[end++] = CR;
      out[end++] = LF;
      at++;
      width = 0;
      continue;
    }
    const plain = isPlain(octets, at, octet);
    if (width + (plain ? 1 : 3) > longest - 1) {
      out[end++] = EQUALS;
      out[end++] = CR;
      out[end++] = LF;
      width = 0;
    }
    if (plain) out[end++] = octet;
    else {
      out[end++] = EQUALS;
      out[end++] = hexadecimal[octet >> 4] ?? 0;
      out[end++] = hexadecimal[octet & 15] ?? 0;
    }
    width += plain ? 1 : 3;
  }
  return out.subarray(0, end);
}

/** Octets that quoted-printable has to spell. */
function coded(octets: Buffer): number {
  let count = 0;
  for (let at = 0; at < octets.length; at++) {
    const octet = octets[at] ?? 0;
    if (octet === CR && octets[at + 1] === LF) at++;
    else if (!isPlain(octets, at, octet)) count++;
  }
  return count;
}

/** White space at the end of a line would be lost on the way (§6.7 rule 3). */
function isPlain(octets: Buffer, at: number, octet: number): boolean {
  if (octet > SPACE) return octet < 127 && octet !== EQUALS;
  return (octet === SPACE || octet === TAB) && at + 1 < octets.length && octets[at + 1] !== CR;
}

/** Lines of quoted-printable that are too long get soft breaks, which say nothing (§6.7 rule 5). */
export function quotedAgain(octets: Buffer): Buffer {
  const out = Buffer.allocUnsafe(octets.length + 3 * Math.ceil(octets.length / (longest - 3)));
  let end = 0;
  for (let at = 0; at < octets.length; ) {
    const lf = octets.indexOf(LF, at);
    const next = lf < 0 ? octets.length : lf + 1;
    const last = lf < 0 ? next : lf - 1;
    while (last - at > longest) {
      let cut = at + longest - 1;
      // "=C3" stays together.
      if (octets[cut - 1] === EQUALS) cut -= 1;
      else if (octets[cut - 2] === EQUALS) cut -= 2;
      end += octets.copy(out, end, at, cut);
      end += out.write('=\r\n', end, 'latin1');
      at = cut;
    }
    end += octets.copy(out, end, at, next);
    at = next;
  }
  return out.subarray(0, end);
}

/** §6.8, in lines of 76; no line end behind the last one. */
export const base64 = (octets: Buffer): Buffer => inLines(octets.toString('base64'));

/** Base64 whose lines are too long: readers pass over line ends (§6.8), and over what is none of its letters. */
export const base64Again = (octets: Buffer): Buffer => inLines(octets.toString('latin1').replace(/[\r\n\t ]+/g, ''));

function inLines(encoded: string): Buffer {
  const out = Buffer.allocUnsafe(linesLength(encoded.length));
  let end = 0;
  for (let at = 0; at < encoded.length; at += longest) {
    if (at > 0) {
      out[end++] = CR;
      out[end++] = LF;
    }
    end += out.write(encoded.slice(at, at + longest), end, 'latin1');
  }
  return out;
}

const linesLength = (characters: number): number => characters + 2 * Math.max(0, Math.ceil(characters / longest) - 1);
