/**
 * A field of the form `value; name=value; …` (RFC 2045 §5.1) with the continuations and charsets of RFC 2231.
 */
import { decodeCharset } from './charset.ts';
import { decodeWords } from './encoded-word.ts';
import type { Reading } from './limits.ts';
import { bytesOf } from './source.ts';

export interface Parameterised {
  /** Lower case, without comments. */
  readonly value: string;
  /** By lower-case name, decoded; the first of a repeated name. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Names given more than once: readers disagree which one counts. */
  readonly repeated: readonly string[];
}

export function readParameters(field: string, reading: Reading): Parameterised {
  if (!/[;=(]/.test(field)) return { value: field.trim().toLowerCase(), parameters: NONE, repeated: [] };
  const pieces = splitAtSemicolons(field, reading.limits.parameters);
  if (pieces.length > reading.limits.parameters) reading.note(`more than ${reading.limits.parameters} parameters`);
  let value = pieces[0] ?? '';
  // "text/plain charset=utf-8": the semicolon is missing.
  const stray = value.includes('=') ? /^\s*(\S+)\s+(\S+=.*)$/s.exec(value) : null;
  if (stray !== null) [, value = '', pieces[0] = ''] = stray;
  const written = new Map<string, string>();
  const repeated: string[] = [];
  let extended = false;
  for (let n = stray === null ? 1 : 0; n < pieces.length; n++) {
    const piece = pieces[n] ?? '';
    const equals = piece.indexOf('=');
    if (equals === -1) continue;
    const name = piece.slice(0, equals).trim().toLowerCase();
    extended ||= name.includes('*');
    if (written.has(name)) repeated.push(name);
    else written.set(name, piece.slice(equals + 1).trim());
  }
  const parameters = extended ? decodeAll(written, reading) : decodePlain(written, reading);
  return { value: value.trim().toLowerCase(), parameters, repeated };
}

const NONE: ReadonlyMap<string, string> = new Map();

/** Comments are dropped, quoted strings kept with their quotes. */
function splitAtSemicolons(field: string, most: number): string[] {
  const text = field.includes('(') ? withoutComments(field) : field;
  if (!text.includes('"')) return text.split(';', most + 1);
  const pieces: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length && pieces.length <= most; at++) {
    const unit = text.charCodeAt(at);
    if (unit === BACKSLASH && quoted) at++;
    else if (unit === QUOTE) quoted = !quoted;
    else if (unit === SEMICOLON && !quoted) {
      pieces.push(text.slice(start, at));
      start = at + 1;
    }
  }
  if (pieces.length <= most) pieces.push(text.slice(start));
  return pieces;
}

function withoutComments(field: string): string {
  let kept = '';
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < field.length; at++) {
    const char = field.charAt(at);
    const escapes = char === '\\' && (quoted || depth > 0);
    if (char === '"' && depth === 0) quoted = !quoted;
    if (char === '(' && !quoted) depth++;
    else if (char === ')' && depth > 0) depth--;
    else if (depth === 0) kept += escapes ? field.slice(at, at + 2) : char;
    if (escapes) at++;
  }
  return kept;
}

const QUOTE = 0x22;
const SEMICOLON = 0x3b;
const BACKSLASH = 0x5c;

/** Where no name has a "*"; in place. */
function decodePlain(written: Map<string, string>, reading: Reading): ReadonlyMap<string, string> {
  for (const [name, value] of written) written.set(name, decodeWords(unquote(value), reading));
  return written;
}

/** "title*0*=utf-8''a; title*1=b" is "title" (RFC 2231 §3, §4). */
function decodeAll(written: ReadonlyMap<string, string>, reading: Reading): Map<string, string> {
  const decoded = new Map<string, string>();
  for (const [name, value] of written) {
    const star = name.indexOf('*');
    const base = star === -1 ? name : name.slice(0, star);
    if (star === -1) decoded.set(base, decodeWords(unquote(value), reading));
    else if (!decoded.has(base)) decoded.set(base, decodeExtended(base, written));
  }
  return decoded;
}

function decodeExtended(base: string, written: ReadonlyMap<string, string>): string {
  const single = written.get(`${base}*`);
  const pieces = single === undefined ? continuations(base, written) : [{ value: single, percent: true }];
  let charset: string | null = null;
  let all = '';
  for (const [index, { value, percent }] of pieces.entries()) {
    const declared = index === 0 && percent ? /^([^']{0,40})'[^']{0,40}'/.exec(unquote(value)) : null;
    if (declared?.[1]) charset = declared[1];
    const text = unquote(value).slice(declared?.[0].length ?? 0);
    all += percent ? text : text.replaceAll('%', '%25');
  }
  return decodeCharset(percentDecoded(all), charset);
}

function continuations(base: string, written: ReadonlyMap<string, string>): { value: string; percent: boolean }[] {
  const pieces: { value: string; percent: boolean }[] = [];
  for (;;) {
    const plain = written.get(`${base}*${pieces.length}`);
    const value = plain ?? written.get(`${base}*${pieces.length}*`);
    if (value === undefined) return pieces;
    pieces.push({ value, percent: plain === undefined });
  }
}

function percentDecoded(text: string): Uint8Array {
  const bytes = bytesOf(text);
  const decoded = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const digits = bytes[at] === 37 ? String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0) : '';
    const isByte = /^[0-9a-f]{2}$/i.test(digits);
    decoded[length++] = isByte ? Number.parseInt(digits, 16) : (bytes[at] ?? 0);
    if (isByte) at += 2;
  }
  return decoded.subarray(0, length);
}

/** Also with the closing quote missing; behind an unquoted value nothing else counts. */
function unquote(value: string): string {
  if (!value.startsWith('"')) return /\s/.test(value) ? value.slice(0, value.search(/\s/)) : value;
  if (!value.includes('\\') && value.indexOf('"', 1) === value.length - 1) return value.slice(1, -1);
  return (/^"((?:[^"\\]|\\.)*)/s.exec(value)?.[1] ?? '').replace(/\\(.)/gs, '$1');
}
