/**
 * Base32 in lower case (RFC 4648 §6), without padding: it survives a mail server that folds the case of a local part.
 */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Eight characters for five octets; what is left over is filled up with zero bits. */
export function toBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const octet of bytes) {
    held = (held << 8) | octet;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += alphabet[(held >>> (bits - 5)) & 31];
    held &= 0xff;
  }
  return bits === 0 ? text : text + alphabet[(held << (5 - bits)) & 31];
}

/** Any case; null when a character is foreign. Whole octets only: up to seven bits at the end are dropped. */
export function fromBase32(text: string): Uint8Array | null {
  if (!/^[a-zA-Z2-7]*$/.test(text)) return null; // before folding: the Kelvin sign would fold to a k
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of text.toLowerCase()) {
    held = ((held << 5) | alphabet.indexOf(character)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >>> bits;
  }
  return bytes;
}
