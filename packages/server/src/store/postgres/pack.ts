/**
 * Long texts and bodies of a batch in one block of octets, which goes out as it is; the server cuts it up again. Arrays of
 * texts would be quoted, and bodies written in hexadecimal.
 */
export interface Pack {
  readonly text: (text: string) => Span;
  readonly octets: (octets: Uint8Array) => Span;
  readonly whole: () => Buffer;
}

export interface Span {
  readonly offset: number;
  readonly length: number;
}

export function createPack(): Pack {
  const parts: Uint8Array[] = [];
  let size = 0;
  const add = (octets: Uint8Array): Span => {
    const span = { offset: size, length: octets.length };
    parts.push(octets);
    size += octets.length;
    return span;
  };
  return {
    text: (text) => add(Buffer.from(storable(text))),
    octets: add,
    whole: () => Buffer.concat(parts, size),
  };
}

/** PostgreSQL's texts cannot hold NUL. */
export function storable(text: string): string {
  return text.includes('\u0000') ? text.replaceAll('\u0000', '\ufffd') : text;
}
