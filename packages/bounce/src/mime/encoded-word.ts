/**
 * Encoded words in header fields (RFC 2047 §2, with the language suffix of RFC 2231 §5), wherever they stand.
 * Neighbours are joined, also where a character was split between them. What is not an encoded word stays as written.
 */
import { decodeCharset, isAsciiBased } from './charset.ts';
import { decodeBase64, decodeQuotedPrintable } from './decode.ts';
import { Reading } from './limits.ts';
import { bytesOf } from './source.ts';

interface Word {
  readonly start: number;
  readonly end: number;
  readonly charset: string;
  readonly bytes: Uint8Array;
}

/**
 * The text of a header field. Never throws.
 *
 *     decodeWords('=?UTF-8?Q?Gr=C3=BC=C3=9Fe?= from Jo'); // 'Grüße from Jo'
 */
export function decodeWords(text: string): string;
/** @internal */
export function decodeWords(text: string, reading: Reading): string;
export function decodeWords(text: string, reading: Reading = new Reading()): string {
  if (!text.includes('=?')) return text;
  let decoded = '';
  let end = 0;
  for (const run of runsOf(wordsOf(text, reading), text)) {
    const first = run[0];
    const last = run.at(-1);
    if (first === undefined || last === undefined) continue;
    const gap = text.slice(end, first.start);
    // Blanks between two encoded words are not part of the text (RFC 2047 §6.2).
    decoded += end > 0 && gap.trim() === '' ? '' : gap;
    decoded += decodeCharset(joined(run.map((word) => word.bytes)), first.charset);
    end = last.end;
  }
  return decoded + text.slice(end);
}

/**
 * Words side by side in one charset are decoded as one: some mailers split characters. Not where a word ends by
 * switching back to ASCII: two switches in a row are an error to TextDecoder.
 */
function runsOf(words: readonly Word[], text: string): Word[][] {
  const runs: Word[][] = [];
  let last: Word | undefined;
  for (const word of words) {
    const together =
      last?.charset === word.charset && isAsciiBased(word.charset) && text.slice(last.end, word.start).trim() === '';
    if (together) runs.at(-1)?.push(word);
    else runs.push([word]);
    last = word;
  }
  return runs;
}

/** Each "=?" is looked at once and "?=" is never searched behind the one already found: linear on any text. */
function wordsOf(text: string, reading: Reading): Word[] {
  const words: Word[] = [];
  let at = text.indexOf('=?');
  let close = -1;
  while (at !== -1) {
    if (words.length === reading.limits.encodedWords) {
      reading.note(`header field with more than ${words.length} encoded words`);
      break;
    }
    const head = wordHead(text, at);
    if (head !== null && close < head.textStart) close = text.indexOf('?=', head.textStart);
    if (head !== null && close === -1) break;
    const next = text.indexOf('=?', head?.textStart ?? at + 2);
    // An unclosed word before this one. "=?=" at the end is the text's own "=" and the close.
    const whole = head !== null && (next === -1 || next >= close - 1);
    if (whole) words.push(readWord(text, at, head, close));
    at = whole ? text.indexOf('=?', close + 2) : next;
  }
  return words;
}

interface Head {
  readonly charset: string;
  readonly encoding: string;
  readonly textStart: number;
}

function wordHead(text: string, start: number): Head | null {
  const match = /^=\?([^?\s*]{1,40})(?:\*[^?\s]{0,40})?\?([bqBQ])\?/.exec(text.slice(start, start + 90));
  if (match === null) return null;
  const [whole, charset = '', encoding = ''] = match;
  return { charset: charset.toLowerCase(), encoding: encoding.toLowerCase(), textStart: start + whole.length };
}

function readWord(text: string, start: number, { charset, encoding, textStart }: Head, close: number): Word {
  const encoded = text.slice(textStart, close);
  const bytes =
    encoding === 'b' ? decodeBase64(bytesOf(encoded)) : decodeQuotedPrintable(bytesOf(encoded.replaceAll('_', ' ')));
  return { start, end: close + 2, charset, bytes };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1 && pieces[0] !== undefined) return pieces[0];
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
