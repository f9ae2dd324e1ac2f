/**
 * Octets made fit for the way: CRLF line ends, and the transfer encodings of RFC 2045 §6.
 */

export type Encoding = '7bit' | '8bit' | 'quoted-printable' | 'base64';

/** What a sequence of octets needs: `binary` has a NUL or a line of more than 998 octets and can go as it is nowhere. */
export function needs(octets: Uint8Array): '7bit' | '8bit' | 'binary' {
  let width: '7bit' | '8bit' = '7bit';
  let line = 0;
  for (const octet of octets) {
    if (octet === 0) return 'binary';
    if (octet > 127) width = '8bit';
    if (octet !== 13) line = octet === 10 ? 0 : line + 1;
    if (line > 998) return 'binary';
  }
  return width;
}

/** Bare CR and bare LF become CRLF: sent on as they are they would let a message smuggle another one. */
export function withCrlf(octets: Uint8Array): Uint8Array {
  const out = new Uint8Array(octets.length * 2);
  let at = 0;
  for (let i = 0; i < octets.length; i++) {
    const octet = octets[i] ?? 0;
    if (octet === 10 && octets[i - 1] === 13) continue;
    if (octet === 13 || octet === 10) {
      out[at++] = 13;
      out[at++] = 10;
    } else out[at++] = octet;
  }
  return out.slice(0, at);
}

/** RFC 2045 §6.7, for text whose lines end in CRLF. */
export function quotedPrintable(octets: Uint8Array): Uint8Array {
  let text = '';
  let line = 0;
  octets.forEach((octet, i) => {
    if (octet === 13 && octets[i + 1] === 10) return;
    if (octet === 10 && octets[i - 1] === 13) {
      text += '\r\n';
      line = 0;
      return;
    }
    const ends = i + 1 === octets.length || octets[i + 1] === 13;
    const plain = (octet > 32 && octet < 127 && octet !== 61) || ((octet === 32 || octet === 9) && !ends);
    const token = plain ? String.fromCharCode(octet) : `=${octet.toString(16).toUpperCase().padStart(2, '0')}`;
    if (line + token.length > 75) {
      text += '=\r\n';
      line = 0;
    }
    text += token;
    line += token.length;
  });
  return ascii(text);
}

/** RFC 2045 §6.8, in lines of 76. */
export function base64(octets: Uint8Array): Uint8Array {
  const lines: string[] = [];
  for (let at = 0; at < octets.length; at += 57) lines.push(btoa(String.fromCharCode(...octets.subarray(at, at + 57))));
  return ascii(lines.join('\r\n'));
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
