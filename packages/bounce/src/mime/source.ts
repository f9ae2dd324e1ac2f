/**
 * The bytes of a mail beside one string in which index = byte offset, so that scanning is `indexOf` and `slice`.
 * In that string only ASCII is exact: what a byte above 0x7f means is said by `decode`.
 */
import { decodeCharset, isAsciiBased } from './charset.ts';
import type { Reading } from './limits.ts';

export interface Source {
  readonly text: string;
  bytes(start: number, end: number): Uint8Array;
  /** Offset of the end mark of the line that `from` stands in, or `end`. */
  lineEnd(from: number, end: number): number;
  /** Null: no charset is named. */
  decode(start: number, end: number, charset: string | null): string;
}

// By the Encoding Standard this is windows-1252: always one UTF-16 unit per byte, whatever a runtime makes of 0x80 to 0x9f.
// Measured against String.fromCharCode in chunks: two to ten times as fast.
const byteDecoder = new TextDecoder('latin1');
const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);

export function sourceOf(input: Uint8Array | string, reading: Reading): Source {
  const limit = reading.limits.message;
  if (input.length > limit) reading.note(`mail longer than ${limit} bytes`);
  const all = typeof input === 'string' ? bytesOf(input.slice(0, limit)) : input;
  return sourceOfBytes(all.length > limit ? all.subarray(0, limit) : all);
}

export const sourceOfBytes = (bytes: Uint8Array): Source => new Bytes(bytes);

/** Null when a byte is not ASCII: as UTF-8 it would be shorter, or a replacement character. Quicker than to look at each byte. */
function asciiText(bytes: Uint8Array): string | null {
  const text = utf8Decoder.decode(bytes);
  return text.length === bytes.length && !text.includes('\ufffd') ? text : null;
}

/** A source whose text is decoded already: a part's text, read as fields. */
export const sourceOfText = (text: string): Source => new DecodedText(text);

/** `lineEnd` by searches instead of a look at every character. Lines are asked for in order, so the marks last found often are the next ones still. */
class Lines {
  readonly text: string;
  #searched = 0;
  #lineFeed = -1;
  #carriageReturn = -1;

  constructor(text: string) {
    this.text = text;
  }

  lineEnd(from: number, end: number): number {
    const anew = from < this.#searched;
    if (anew || from > this.#lineFeed) this.#lineFeed = this.#next('\n', from);
    if (anew || from > this.#carriageReturn) this.#carriageReturn = this.#next('\r', from);
    this.#searched = from;
    return Math.min(this.#lineFeed, this.#carriageReturn, end);
  }

  #next(mark: string, from: number): number {
    const at = this.text.indexOf(mark, from);
    return at === -1 ? this.text.length : at;
  }
}

class Bytes extends Lines implements Source {
  readonly #bytes: Uint8Array;
  readonly #isAscii: boolean;

  constructor(bytes: Uint8Array) {
    const ascii = asciiText(bytes);
    super(ascii ?? byteDecoder.decode(bytes));
    this.#bytes = bytes;
    this.#isAscii = ascii !== null;
  }

  bytes(start: number, end: number): Uint8Array {
    return this.#bytes.subarray(start, end);
  }

  decode(start: number, end: number, charset: string | null): string {
    const slice = this.text.slice(start, end);
    const plain = (this.#isAscii || isAscii(slice)) && isAsciiBased(charset);
    return plain ? slice : decodeCharset(this.#bytes.subarray(start, end), charset);
  }
}

class DecodedText extends Lines implements Source {
  bytes(start: number, end: number): Uint8Array {
    return encoder.encode(this.text.slice(start, end));
  }

  decode(start: number, end: number): string {
    return this.text.slice(start, end);
  }
}

/** A string with units of one byte only is taken as those bytes, any other as text to write in UTF-8. */
export function bytesOf(text: string): Uint8Array {
  const utf8 = encoder.encode(text);
  if (utf8.length === text.length || /[^\0-\xff]/.test(text)) return utf8;
  return Uint8Array.from(text, (unit) => unit.charCodeAt(0));
}
