/**
 * Mail addresses as headers (RFC 5322 §3.4), SMTP paths (RFC 5321 §4.1.2) and report fields (RFC 3464 §2.1.2, RFC 6533) write them.
 * One pass, no recursion: groups and nested comments cost nothing extra.
 */
import { Reading } from './limits.ts';

/**
 * Addresses of a From, To or Cc field; give it the field as written (`Headers.raw`), since decoded names may hold commas.
 * Members of groups stand in the list like the others. A lone name without a domain ("MAILER-DAEMON") counts in angle
 * brackets, or when the field has nothing else.
 */
export function parseAddressList(field: string, reading: Reading = new Reading()): readonly string[] {
  const addresses: string[] = [];
  const bare: string[] = [];
  for (const { phrase, path } of entriesOf(field, reading)) {
    const address = cleanAddress(path ?? phrase) ?? localName(path ?? '');
    if (address !== null) addresses.push(address);
    else if (path === null && localName(phrase.trim()) !== null) bare.push(phrase.trim());
  }
  return addresses.length === 0 ? bare.slice(0, 1) : addresses;
}

const localName = (text: string): string | null => (/^[\w.+-]{1,64}$/.test(text) ? text : null);

interface Entry {
  readonly phrase: string;
  /** What stands in angle brackets. */
  readonly path: string | null;
}

function entriesOf(field: string, reading: Reading): Entry[] {
  const entries: Entry[] = [];
  let phrase = '';
  let path: string | null = null;
  let at = 0;
  const flush = () => {
    if (phrase.trim() !== '' || path !== null) entries.push({ phrase, path });
    phrase = '';
    path = null;
  };
  while (at < field.length) {
    if (entries.length >= reading.limits.addresses) {
      reading.note(`more than ${entries.length} addresses`);
      return entries;
    }
    const plain = plainEnd(field, at);
    if (plain > at) {
      phrase += field.slice(at, plain);
      at = plain;
      continue;
    }
    const char = field.charAt(at);
    const end = char === '"' || char === '<' || char === '(' ? closing(field, at) : at + 1;
    const inner = field.slice(at + 1, end - 1);
    if (char === '"') phrase += isLocalPart(field, end) ? field.slice(at, end) : unescaped(inner);
    else if (char === '<') path ??= inner;
    else if (char === ',' || char === ';') flush();
    else if (char === ':') phrase = path === null && !phrase.includes('@') ? '' : `${phrase}:`;
    at = end;
  }
  flush();
  return entries;
}

/** Offset of the next character that means something in an address list; the end of the field when there is none. */
function plainEnd(field: string, from: number): number {
  SPECIAL.lastIndex = from;
  return SPECIAL.exec(field)?.index ?? field.length;
}

const SPECIAL = /["<(,;:]/g;

/** `"john doe"@example.com`: the quotes belong to the address. */
const isLocalPart = (field: string, end: number): boolean => field.charAt(end) === '@';

const unescaped = (text: string): string => text.replace(/\\(.)/gs, '$1');

/** Offset behind the mark that closes the one at `start`; the end of the field when none does. */
function closing(field: string, start: number): number {
  const open = field.charAt(start);
  const close = open === '<' ? '>' : open === '(' ? ')' : '"';
  let depth = 1;
  let quoted = false;
  for (let at = start + 1; at < field.length; at++) {
    const char = field.charAt(at);
    if (char === '\\') at++;
    else if (open === '<' && char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === close && --depth === 0) return at + 1;
    else if (open === '(' && char === '(') depth++;
  }
  return field.length + 1;
}

/**
 * The bare address in a text that should be one: without brackets, quotes around it, comment, address type ("rfc822;"),
 * scheme ("mailto:"), source route and closing punctuation; `\x{…}` decoded (RFC 6533 §3). Written as it stands otherwise,
 * a quoted local part with its quotes. Null when there is no address, or one of another kind (X.400).
 */
export function cleanAddress(text: string): string | null {
  let rest = text.slice(0, 2_000).trim();
  const strict = STRICT.exec(rest)?.[1];
  if (strict !== undefined) return strict;
  const type = /^([a-z\d][a-z\d.-]{0,30})\s*;/i.exec(rest);
  if (type !== null) {
    if (/^x\.?[45]00$/i.test(type[1] ?? '')) return null;
    rest = rest.slice(type[0].length).trim();
  }
  rest = rest.replace(/^(?:mailto|smtp|rfc822)\s*:\s*/i, '');
  rest = withoutRoute(inBrackets(rest));
  rest = rest.replace(/\\x\{([\dA-Fa-f]{2,6})\}/g, (_, digits: string) => character(digits));
  return checked(rest);
}

/**
 * Nothing to clean. Behind its type an address may begin with "'" or "*" (RFC 5321 §4.1.2 atext); alone, these are
 * decoration.
 */
const STRICT = /^(?:rfc822\s*;\s*|(?!['*]))([\w!#$%&'*+/=?^`{|}~.-]{1,256}@[a-z\d_][\w-]*(?:\.[\w-]+)*)(?<!-)$/i;

function inBrackets(text: string): string {
  const open = text.lastIndexOf('<');
  if (open === -1) return text;
  const close = text.indexOf('>', open);
  return text.slice(open + 1, close === -1 ? text.length : close).trim();
}

/** RFC 5321 §4.1.2: "@relay.example,@other.example:user@example.com". */
function withoutRoute(text: string): string {
  return text.startsWith('@') ? text.slice(text.indexOf(':') + 1).trim() : text;
}

function character(digits: string): string {
  const point = Number.parseInt(digits, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
}

function checked(text: string): string | null {
  const quoted = /^"(?:[^"\\\p{Cc}]|\\\P{Cc}){1,254}"(?=@)/u.exec(text)?.[0];
  if (quoted !== undefined) {
    const domain = domainOf(text.slice(quoted.length + 1));
    return domain === null ? null : `${quoted}@${domain}`;
  }
  const plain = text.replace(/\([^()]*\)/g, '');
  const start = /^['"([*,:;\s]*/.exec(plain)?.[0].length ?? 0;
  const address = /^([^\0-\x20\x7f"(),:;<>@[\\\]]{1,256})@([^\0-\x20\x7f"(),;<>@\\]+)/.exec(plain.slice(start));
  if (address === null || plain.charAt(start + address[0].length) === '@') return null;
  const domain = domainOf(address[2] ?? '');
  return domain === null ? null : `${address[1]}@${domain}`;
}

/** A host name, also in UTF-8 and of one label, or an address literal; what closes a sentence or a quotation is cut off. */
function domainOf(text: string): string | null {
  const literal = /^\[[\w.:-]{2,60}\]/.exec(text)?.[0];
  if (literal !== undefined) return literal;
  const name = /^[\p{L}\p{M}\p{N}_.-]{1,255}/u.exec(text)?.[0] ?? '';
  const domain = name.replace(/[.-]{1,255}$/, '');
  return domain === '' || domain.startsWith('.') || domain.startsWith('-') || domain.includes('..') ? null : domain;
}
