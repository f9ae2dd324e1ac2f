/**
 * Transfer encodings (RFC 2045 §6) to bytes. Tolerant: what is not of the encoding is left alone or skipped.
 */

type TransferEncoding = 'identity' | 'quoted-printable' | 'base64';

/** Anything unknown is read as it stands (RFC 2045 §6.4 would rather give up). */
export function transferEncoding(field: string | null): TransferEncoding {
  const name = field?.toLowerCase() ?? '';
  if (name.includes('quoted-printable')) return 'quoted-printable';
  return name.includes('base64') ? 'base64' : 'identity';
}

/** At most `limit` bytes come out; input behind that is not looked at. */
export function decodeTransfer(bytes: Uint8Array, encoding: TransferEncoding, limit: number): Uint8Array {
  switch (encoding) {
    case 'identity':
      return bytes.subarray(0, limit);
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes, limit);
    case 'base64':
      return decodeBase64(bytes, limit);
  }
}

const EQUALS = 61;
const LF = 10;
const CR = 13;

export function decodeQuotedPrintable(bytes: Uint8Array, limit = bytes.length): Uint8Array {
  const decoded = new Uint8Array(Math.min(bytes.length, limit));
  let length = 0;
  let at = 0;
  while (at < bytes.length && length < decoded.length) {
    const byte = bytes[at] ?? 0;
    if (byte === EQUALS) {
      const value = ((hex[bytes[at + 1] ?? 0] ?? 0) << 4) | (hex[bytes[at + 2] ?? 0] ?? 0);
      if (value <= 0xff) {
        decoded[length++] = value;
        at += 3;
        continue;
      }
      const next = behindSoftBreak(bytes, at + 1);
      if (next !== null) {
        at = next;
        continue;
      }
    }
    decoded[length++] = byte;
    at++;
  }
  return decoded.subarray(0, length);
}

/** "=" at the end of a line, blanks added on the way included (RFC 2045 §6.7 rule 3). */
function behindSoftBreak(bytes: Uint8Array, from: number): number | null {
  let at = from;
  while (bytes[at] === 32 || bytes[at] === 9) at++;
  if (at >= bytes.length) return at;
  if (bytes[at] === LF) return at + 1;
  if (bytes[at] !== CR) return null;
  return bytes[at + 1] === LF ? at + 2 : at + 1;
}

/** Digit values; 0xff00 for what is no digit, so that no pair with one stays below 0x100. */
const hex = Uint16Array.from({ length: 256 }, (_, byte) => {
  const value = '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase());
  return value === -1 ? 0xff00 : value;
});

/** Both alphabets (RFC 4648 §4, §5); other bytes are skipped, and padding in the middle starts anew. */
export function decodeBase64(bytes: Uint8Array, limit = bytes.length): Uint8Array {
  const decoded = new Uint8Array(Math.min(Math.ceil((bytes.length * 3) / 4), limit));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < bytes.length && length < decoded.length; at++) {
    const byte = bytes[at] ?? 0;
    const value = sixBits[byte] ?? 0xff;
    if (value !== 0xff) {
      held = ((held << 6) | value) & 0xffff;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        decoded[length++] = held >> bits;
      }
    } else if (byte === EQUALS) {
      bits = 0;
    }
  }
  return decoded.subarray(0, length);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const sixBits = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = alphabet.replace('+', '-').replace('/', '_').indexOf(String.fromCharCode(byte));
  const standard = alphabet.indexOf(String.fromCharCode(byte));
  return standard === -1 ? (value === -1 ? 0xff : value) : standard;
});
