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
  return sourceOfBytes(all.subarray(0, limit));
}

export function sourceOfBytes(bytes: Uint8Array): Source {
  const ascii = asciiText(bytes);
  const text = ascii ?? byteDecoder.decode(bytes);
  return {
    text,
    bytes: (start, end) => bytes.subarray(start, end),
    lineEnd: lineEnderOf(text),
    decode(start, end, charset) {
      const slice = text.slice(start, end);
      const plain = (ascii !== null || isAscii(slice)) && isAsciiBased(charset);
      return plain ? slice : decodeCharset(bytes.subarray(start, end), charset);
    },
  };
}

/** Null when a byte is not ASCII: as UTF-8 it would be shorter, or a replacement character. Quicker than to look at each byte. */
function asciiText(bytes: Uint8Array): string | null {
  const text = utf8Decoder.decode(bytes);
  return text.length === bytes.length && !text.includes('\ufffd') ? text : null;
}

/** A source whose text is decoded already: a part's text, read as fields. */
export function sourceOfText(text: string): Source {
  return {
    text,
    bytes: (start, end) => encoder.encode(text.slice(start, end)),
    lineEnd: lineEnderOf(text),
    decode: (start, end) => text.slice(start, end),
  };
}

/** `lineEnd` by searches instead of a look at every character. */
function lineEnderOf(text: string): Source['lineEnd'] {
  const lineFeed = searcher(text, '\n');
  const carriageReturn = searcher(text, '\r');
  return (from, end) => Math.min(lineFeed(from), carriageReturn(from), end);
}

/** Finds the next mark from an offset on. Lines are asked for in order, so the last one found often is the next one still. */
function searcher(text: string, mark: string): (from: number) => number {
  let searched = 0;
  let found = -1;
  return (from) => {
    if (from > found || from < searched) {
      const at = text.indexOf(mark, from);
      found = at === -1 ? text.length : at;
      searched = from;
    }
    return found;
  };
}

/** A string with units of one byte only is taken as those bytes, any other as text to write in UTF-8. */
export function bytesOf(text: string): Uint8Array {
  const utf8 = encoder.encode(text);
  if (utf8.length === text.length || /[^\0-\xff]/.test(text)) return utf8;
  return Uint8Array.from(text, (unit) => unit.charCodeAt(0));
}
