/**
 * Ids as octets: a prefixed UUID takes 16, which sort as the ids do; the id of an event that was told to us, 32 hexadecimal
 * digits (ledger/observe.ts), takes 16 behind an octet 0xFE; any other text takes its UTF-8 behind an octet 0xFF (no UUIDv7
 * before the year 10,000 begins so).
 */
export type IdPrefix = 'msg_' | 'evt_';

const textMark = 0xff;
const toldMark = 0xfe;

/** Of an event that was told to us, which may come again and again; ids of our own making are new. */
export const isTold = (octets: Uint8Array): boolean => (octets[0] ?? 0) >= toldMark;

const values = new Int8Array(128).fill(-1);
for (let digit = 0; digit < 16; digit++) values[digit.toString(16).charCodeAt(0)] = digit;
const pairs = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));

/** Neither a UUID nor told by its digits. */
export const isText = (octets: Uint8Array): boolean => octets[0] === textMark;

/** Always octets of their own, never a view into a larger pool: they cross threads. */
export function idOctets(id: string, prefix: IdPrefix): Uint8Array<ArrayBuffer> {
  return uuidOctets(id, prefix) ?? toldOctets(id, prefix) ?? textOctets(id);
}

/** 36 characters in lower case behind the prefix, or null. */
function uuidOctets(id: string, prefix: IdPrefix): Uint8Array<ArrayBuffer> | null {
  if (id.length !== 40 || !id.startsWith(prefix)) return null;
  const octets = new Uint8Array(16);
  let at = 4;
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) {
      if (id.charCodeAt(at++) !== 0x2d) return null;
    }
    const high = values[id.charCodeAt(at++)] ?? -1;
    const low = values[id.charCodeAt(at++)] ?? -1;
    if (high < 0 || low < 0) return null;
    octets[index] = (high << 4) | low;
  }
  return isTold(octets) ? null : octets;
}

/** 32 hexadecimal digits in lower case behind the prefix of events, or null. */
function toldOctets(id: string, prefix: IdPrefix): Uint8Array<ArrayBuffer> | null {
  if (prefix !== 'evt_' || id.length !== 36 || !id.startsWith(prefix)) return null;
  const octets = new Uint8Array(17);
  octets[0] = toldMark;
  for (let index = 0; index < 16; index++) {
    const high = values[id.charCodeAt(4 + 2 * index)] ?? -1;
    const low = values[id.charCodeAt(5 + 2 * index)] ?? -1;
    if (high < 0 || low < 0) return null;
    octets[index + 1] = (high << 4) | low;
  }
  return octets;
}

function textOctets(id: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(id);
  const octets = new Uint8Array(text.length + 1);
  octets[0] = textMark;
  octets.set(text, 1);
  return octets;
}

export function idText(octets: Uint8Array, prefix: IdPrefix): string {
  if (isText(octets)) return new TextDecoder().decode(octets.subarray(1));
  if (octets[0] === toldMark) return prefix + Buffer.from(octets.subarray(1)).toString('hex');
  let text: string = prefix;
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) text += '-';
    text += pairs[octets[index] ?? 0];
  }
  return text;
}

/** The least id that a message accepted at this instant can have, for UUIDv7 (RFC 9562 §5.7). */
export function firstIdAt(instant: number): Uint8Array<ArrayBuffer> {
  const octets = new Uint8Array(16);
  new DataView(octets.buffer).setBigUint64(0, BigInt(Math.max(0, Math.floor(instant))) << 16n);
  return octets;
}
