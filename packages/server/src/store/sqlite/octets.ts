/**
 * Values one behind the other in few octets: whole numbers of 0 to 2^53 in 7 bits each octet, the lowest first, the high
 * bit set on all but the last; texts as the number they have in the table of texts (texts.ts), or as they are, in UTF-8.
 */

/** What a text begins with: 0 for none, an odd number for its octets behind it, an even one for its number in the table. */
const none = 0;

export interface Packer {
  /** Whole, from 0. */
  readonly number: (value: number) => void;
  /** Of either sign. */
  readonly signed: (value: number) => void;
  /** As it is. */
  readonly text: (text: string | null) => void;
  /** By its number. */
  readonly known: (id: number) => void;
  /** What was packed since the last time; it stands until something else is packed. */
  readonly take: () => Uint8Array;
}

export function createPacker(): Packer {
  let buffer = Buffer.alloc(4096);
  let at = 0;

  const reserve = (octets: number): void => {
    if (at + octets <= buffer.length) return;
    const larger = Buffer.alloc(2 * (at + octets));
    buffer.copy(larger, 0, 0, at);
    buffer = larger;
  };
  const number = (value: number): void => {
    reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      buffer[at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    buffer[at++] = rest;
  };

  return {
    number,
    signed: (value) => number(value < 0 ? -2 * value - 1 : 2 * value),
    text: (text) => {
      if (text === null) {
        number(none);
        return;
      }
      const length = Buffer.byteLength(text);
      number(2 * length + 1);
      reserve(length);
      at += buffer.write(text, at);
    },
    known: (id) => number(2 * id),
    take: () => {
      const taken = buffer.subarray(0, at);
      at = 0;
      return taken;
    },
  };
}

export interface Unpacker {
  readonly number: () => number;
  readonly signed: () => number;
  readonly text: () => string | null;
}

/** Throws a RangeError where the octets end too early. */
export function unpack(octets: Uint8Array, textOf: (id: number) => string): Unpacker {
  const buffer = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let weight = 1; ; weight *= 0x80) {
      const octet = buffer[at++];
      if (octet === undefined) throw new RangeError('what was packed ends too early');
      value += (octet & 0x7f) * weight;
      if (octet < 0x80) return value;
    }
  };
  return {
    number,
    signed: () => {
      const value = number();
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },
    text: () => {
      const kind = number();
      if (kind === none) return null;
      if (kind % 2 === 0) return textOf(kind / 2);
      const end = at + (kind - 1) / 2;
      if (end > buffer.length) throw new RangeError('what was packed ends too early');
      const text = buffer.toString('utf8', at, end);
      at = end;
      return text;
    },
  };
}
