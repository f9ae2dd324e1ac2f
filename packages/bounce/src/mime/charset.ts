/**
 * Bytes to text by the charset a mail names. Total: a name nobody knows, or bytes that do not fit the name,
 * are read as UTF-8 when they are valid UTF-8, else as windows-1252.
 */
import { decodeUtf7, isUtf7 } from './utf-7.ts';

/** Names seen in mail that TextDecoder does not know; code pages without "cp" or "ms". */
const aliases: ReadonlyMap<string, string> = new Map([
  ['utf8mb4', 'utf-8'],
  ['utf-8-sig', 'utf-8'],
  ['65001', 'utf-8'],
  ['932', 'shift_jis'],
  ['936', 'gbk'],
  ['949', 'euc-kr'],
  ['950', 'big5'],
  ['gb2312-80', 'gbk'],
  ['eucjp-ms', 'euc-jp'],
  ['51932', 'euc-jp'],
  ['50220', 'iso-2022-jp'],
  ['50221', 'iso-2022-jp'],
  ['mac-roman', 'macintosh'],
  ['ansi_x3.110-1983', 'windows-1252'],
]);

const decoders = new Map<string, TextDecoder | null>();

/** Null when neither TextDecoder nor the aliases know the name, or when it only says ASCII. */
function decoderFor(charset: string): TextDecoder | null {
  const name = charset.trim().toLowerCase();
  const known = decoders.get(name);
  if (known !== undefined) return known;
  const decoder = name === 'us-ascii' || name === 'ascii' ? null : makeDecoder(spellings(name));
  // Names come from mail: keep the ones that lead somewhere, so that the map stays as small as the list of charsets.
  if (decoder !== null && name.length < 30) decoders.set(name, decoder);
  return decoder;
}

function spellings(name: string): readonly string[] {
  const bare = name.startsWith('x-') ? name.slice(2) : name;
  const iso = /^(?:iso)?[-_ ]?8859[-_ ]?(\d{1,2})(?:-[ei])?$/.exec(bare)?.[1];
  const windows = /^(?:cp|ms|win|windows)[-_ ]?(\d{3,4})$/.exec(bare)?.[1];
  return [
    name,
    aliases.get(bare.replace(/^(?:cp|ms)/, '')) ?? bare.replace(/(?<=^iso-2022-jp)-.*/, ''),
    bare.replaceAll('_', '-'),
    ...(iso ? [`iso-8859-${iso}`] : []),
    ...(windows ? [`windows-${windows}`] : []),
  ];
}

function makeDecoder(names: readonly string[]): TextDecoder | null {
  for (const name of names) {
    try {
      return new TextDecoder(name);
    } catch {
      // RangeError: not a name of the Encoding Standard. Try the next spelling.
    }
  }
  return null;
}

export function decodeCharset(bytes: Uint8Array, charset: string | null): string {
  if (isUtf7(charset)) return decodeUtf7(guess(bytes));
  const decoder = charset === null ? null : decoderFor(charset);
  if (decoder === null) return guess(bytes);
  if (decoder.encoding === 'utf-8') return decodeUtf8(decoder, bytes);
  // A charset of seven bits that has eight: some relay or archive converted the text, or never did, and kept the name.
  if (decoder.encoding === 'iso-2022-jp' && bytes.some((byte) => byte > 0x7f)) return guess(bytes, japanese);
  const text = decoder.decode(bytes);
  return decoder.encoding === 'windows-1252' ? withWindowsPunctuation(text) : text;
}

const strictly = (charset: string): TextDecoder => new TextDecoder(charset, { fatal: true });
const utf8: readonly TextDecoder[] = [strictly('utf-8')];
const japanese: readonly TextDecoder[] = [...utf8, strictly('euc-jp'), strictly('shift_jis')];
const windows1252 = new TextDecoder('windows-1252');

/** The first charset in which the bytes are valid; windows-1252 always fits. */
function guess(bytes: Uint8Array, candidates: readonly TextDecoder[] = utf8): string {
  for (const candidate of candidates) {
    try {
      return candidate.decode(bytes);
    } catch {
      // TypeError: not valid in this one.
    }
  }
  return withWindowsPunctuation(windows1252.decode(bytes));
}

/** UTF-8 with a few broken characters (cut in the middle, say) stays UTF-8; mostly broken, it is some other charset. */
function decodeUtf8(decoder: TextDecoder, bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  if (!text.includes('\ufffd')) return text;
  const broken = text.split('\ufffd').length - 1;
  const whole = text.length - text.replace(/[^\0-\x7f\ufffd]/g, '').length;
  return whole > broken ? text : guess(bytes);
}

/** 0x80 to 0x9f of windows-1252; some runtimes (Node 20 and 22) leave them as control characters. */
const c1 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

function withWindowsPunctuation(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (control) => c1.charAt(control.charCodeAt(0) - 0x80));
}

/** Charsets in which bytes below 0x80 are not always the ASCII characters. */
export function isAsciiBased(charset: string | null): boolean {
  return charset === null || !/^(?:x-)?(?:iso-2022|cp5022|csiso2022|hz|utf-?16|ucs|unicode$)|utf-?7$/i.test(charset);
}
