/**
 * The template of a reply: its variable parts replaced by `<addr>`, `<ip>`, `<host>`, `<id>`, `<n>`, `<url>` and
 * `<time>`, so that replies which differ in those only are equal. The reply code, the enhanced status and the short
 * tags of providers (S3150, TSS04, AUP#1310, DY-001) stay. One pass over the characters by their class; the template
 * of a template is itself. Made for the folded reply, but any text will do.
 */

import { statusEnd } from './enhanced-status.ts';

const DIGIT = 1;
const LETTER = 2;
/** ". _ - # :", which join the pieces of a name, a number or a time. */
const JOINER = 4;
/** What else an address or a URL is made of. */
const WIDE = 8;
const AT = 16;
const DOT = 32;
const COLON = 64;

/** Class of each ASCII character; 0 ends a word. */
const classes = new Uint8Array(128);
for (let c = 48; c < 58; c++) classes[c] = DIGIT;
for (let c = 65; c < 91; c++) classes[c] = classes[c + 32] = LETTER;
for (const c of '_-#') classes[c.charCodeAt(0)] = JOINER;
for (const c of '+/=%&?~!$*') classes[c.charCodeAt(0)] = WIDE;
classes[46] = JOINER | DOT;
classes[58] = JOINER | COLON;
classes[64] = AT;

/** Letters beyond ASCII up to Cyrillic belong to words; scripts without spaces end them. */
const classOf = (c: number): number => (c < 128 ? (classes[c] ?? 0) : c < 0x530 && c > 0xbf ? LETTER : 0);

export function template(text: string): string {
  const writer = new Writer(text);
  const length = text.length;
  for (let i = 0; i < length; ) {
    let kinds = classOf(text.charCodeAt(i));
    if (kinds === 0) {
      i++;
      continue;
    }
    const start = i++;
    for (let kind = 0; i < length; i++) {
      kind = classOf(text.charCodeAt(i));
      if (kind === 0) break;
      kinds |= kind;
    }
    if ((kinds & (DIGIT | AT)) !== 0 || ((kinds & (DOT | COLON)) !== 0 && isJoinedInside(text, start, i))) {
      i = replaceRun(writer, start, i, kinds);
    }
  }
  return writer.finish();
}

/** Whether "." or ":" stands between other characters, not only at the end as in "refused:". */
function isJoinedInside(text: string, start: number, end: number): boolean {
  let last = end - 1;
  while (last > start && (classOf(text.charCodeAt(last)) & JOINER) !== 0) last--;
  for (let i = start + 1; i < last; i++) if ((classOf(text.charCodeAt(i)) & (DOT | COLON)) !== 0) return true;
  return false;
}

/** Copies the text and puts placeholders over parts of it; adjoining "<" and ">" of a replaced part are taken in. */
class Writer {
  readonly text: string;
  private written = '';
  private copied = 0;

  constructor(text: string) {
    this.text = text;
  }

  replace(start: number, end: number, placeholder: string): number {
    const bracketed = start > this.copied && this.text.charCodeAt(start - 1) === 60 && this.text.charCodeAt(end) === 62;
    this.written += this.text.slice(this.copied, bracketed ? start - 1 : start) + placeholder;
    this.copied = bracketed ? end + 1 : end;
    return this.copied;
  }

  finish(): string {
    return this.copied === 0 ? this.text : this.written + this.text.slice(this.copied);
  }
}

/** A run of word characters that has a digit, "@", "." or ":" in it: an address, a URL, or tokens. Returns where to go on. */
function replaceRun(writer: Writer, start: number, end: number, kinds: number): number {
  const { text } = writer;
  if ((kinds & COLON) !== 0) {
    const scheme = schemeEnd(text, start, end);
    if (scheme > start) {
      const url = urlStart(text, start, scheme);
      replaceRun(writer, start, url, kinds);
      return writer.replace(url, urlEnd(text, end), '<url>');
    }
  }
  if ((kinds & AT) !== 0) {
    let at = text.lastIndexOf('@', end - 2);
    while (at > start && !isAlphanumeric(text, at + 1)) at = text.lastIndexOf('@', at - 1);
    if (at > start) return writer.replace(start, trimEnd(text, at + 2, end), '<addr>');
    const quote = quoteStart(text, start);
    if (quote < start) return writer.replace(quote, trimEnd(text, start + 2, end), '<addr>');
  }
  replaceTokens(writer, start, end, kinds);
  return end;
}

function replaceTokens(writer: Writer, start: number, end: number, kinds: number): void {
  for (let i = start; i < end; ) {
    const kind = classOf(writer.text.charCodeAt(i));
    if ((kind & (DIGIT | LETTER)) === 0) i++;
    else i = replaceToken(writer, i, end, kinds);
  }
}

/** Offset of the "://" behind a scheme in the run; -1 when it has none. */
function schemeEnd(text: string, start: number, end: number): number {
  for (let i = start + 1; i < end; i++) {
    if (text.charCodeAt(i) === 58 && text.startsWith('://', i) && classOf(text.charCodeAt(i - 1)) === LETTER) return i;
  }
  return -1;
}

function urlStart(text: string, start: number, scheme: number): number {
  let i = scheme;
  while (i > start && classOf(text.charCodeAt(i - 1)) === LETTER) i--;
  return i;
}

/** A URL ends at white space, a bracket or a quote, without the punctuation of the sentence. */
function urlEnd(text: string, from: number): number {
  let end = from;
  for (; end < text.length; end++) {
    const c = text.charCodeAt(end);
    if (c <= 32 || c === 34 || c === 39 || c === 60 || c === 62 || c === 93 || c > 127) break;
  }
  return trimEnd(text, from - 1, end);
}

function trimEnd(text: string, least: number, end: number): number {
  let i = end;
  while (i > least && '.,:;!?-_#*)&'.includes(text.charAt(i - 1))) i--;
  return i;
}

/** Start of the quoted local part of `"some one"@example.org`; `at` itself when no `"` stands before that "@". */
function quoteStart(text: string, at: number): number {
  if (text.charCodeAt(at) !== 64 || text.charCodeAt(at - 1) !== 34 || !isAlphanumeric(text, at + 1)) return at;
  const open = text.lastIndexOf('"', at - 2);
  return open < 0 || at - open > 66 || text.slice(open, at).includes('<') ? at : open;
}

/** Letters, digits and joiners from `start` on. */
function replaceToken(writer: Writer, start: number, limit: number, kinds: number): number {
  const { text } = writer;
  const numeric = (kinds & COLON) !== 0 || ((kinds & DIGIT) !== 0 && classOf(text.charCodeAt(start)) === DIGIT);
  const special = numeric && (kinds & JOINER) !== 0 ? addressOrTimeEnd(text, start, limit) : 0;
  if (special !== 0) return writer.replace(start, Math.abs(special), special > 0 ? '<ip>' : '<time>');
  const shape = readShape(text, start, limit);
  if (shape.digits === 0 && shape.dots === 0) return shape.end;
  const placeholder = placeholderOf(text, start, shape);
  return placeholder === null ? shape.keep : writer.replace(start, shape.keep, placeholder);
}

interface Shape {
  /** Where the token ends, without joiners that trail. */
  readonly end: number;
  /** Where the part that is judged ends: before the hyphen of "550-5.1.1", before the unit of "10mb". */
  readonly keep: number;
  readonly digits: number;
  readonly letters: number;
  readonly dots: number;
  /** Changes between letters and digits. */
  readonly turns: number;
}

function readShape(text: string, start: number, limit: number): Shape {
  let end = start;
  let last = 0;
  let digits = 0;
  let letters = 0;
  let dots = 0;
  let turns = 0;
  for (let i = start; i < limit; i++) {
    const kind = classOf(text.charCodeAt(i));
    if (kind === DIGIT || kind === LETTER) {
      if (kind === DIGIT) digits++;
      else letters++;
      if (last !== 0 && kind !== last) turns++;
      last = kind;
      dots += end > start && text.charCodeAt(i - 1) === 46 ? 1 : 0;
      end = i + 1;
    } else if ((kind & JOINER) === 0 || (kind & COLON) !== 0 || i > end) break;
    else if (text.charCodeAt(i) === 45 && letters === 0 && dots === 0 && digits === 3) break;
  }
  const unit = turns === 1 && dots === 0 && letters <= 5 && digits <= 7 && classOf(text.charCodeAt(start)) === DIGIT;
  return { end, keep: unit ? lastDigit(text, start) : end, digits, letters, dots, turns };
}

function lastDigit(text: string, start: number): number {
  let end = start;
  while (classOf(text.charCodeAt(end)) === DIGIT) end++;
  return end;
}

/** What stands for the token; null when it stays. */
function placeholderOf(text: string, start: number, shape: Shape): string | null {
  const { digits, letters, dots, turns } = shape;
  if (letters === 0) {
    if (dots === 0) return digits === 3 && isCode(text, start) ? null : '<n>';
    return dots === 2 && isStatus(text, start, shape.end) ? null : '<n>';
  }
  if (dots > 0) return endsInLetters(text, shape.end) ? '<host>' : digits > 0 ? '<id>' : null;
  if (shape.keep < shape.end) return '<n>';
  return isTag(digits, turns, shape.end - start) ? null : '<id>';
}

/** Letters, then at most six digits in one or two groups: "s3150", "aup#1310", "ofr005_104", "dy-001". */
const isTag = (digits: number, turns: number, length: number): boolean => turns === 1 && digits <= 6 && length <= 12;

/** A reply code stands first, behind ":" or ";" or a quote, or before a hyphen or an enhanced status. */
function isCode(text: string, start: number): boolean {
  const c = text.charCodeAt(start);
  if (c < 50 || c > 53) return false;
  if (start === 0 || text.charCodeAt(start + 3) === 45) return true;
  const before = text.charCodeAt(start - 1) === 32 ? text.charCodeAt(start - 2) : text.charCodeAt(start - 1);
  if (before === 58 || before === 59 || before === 39 || before === 10) return true;
  return (
    text.charCodeAt(start + 3) === 32 && text.charCodeAt(start + 4) === c && isWhole(text, statusEnd(text, start + 4))
  );
}

const isAlphanumeric = (text: string, at: number): boolean => (classOf(text.charCodeAt(at)) & (DIGIT | LETTER)) !== 0;

/** Whether a status that ends here is not part of a longer token; 0 is no end. */
const isWhole = (text: string, end: number): boolean =>
  end > 0 &&
  !isAlphanumeric(text, end) &&
  (classOf(text.charCodeAt(end)) === 0 || classOf(text.charCodeAt(end + 1)) === 0);

function isStatus(text: string, start: number, end: number): boolean {
  const c = text.charCodeAt(start);
  return (c === 50 || c === 52 || c === 53) && text.charCodeAt(start + 1) === 46 && end - start <= 9;
}

/** The last label of a host name is two or more letters. */
const endsInLetters = (text: string, end: number): boolean =>
  classOf(text.charCodeAt(end - 1)) === LETTER && classOf(text.charCodeAt(end - 2)) === LETTER;

/** End of an IP address (positive) or of a date or time (negative) that begins here; 0 for neither. */
function addressOrTimeEnd(text: string, start: number, limit: number): number {
  if (isDate(text, start)) return -dateTimeEnd(text, start, limit);
  let colons = 0;
  let dots = 0;
  let others = 0;
  let digits = 0;
  let end = start;
  let last = start;
  for (; last < limit; last++) {
    const c = text.charCodeAt(last);
    if (c === 58) colons++;
    else if (c === 46) dots++;
    else if (c >= 48 && c <= 57) digits++;
    else if ((c | 32) >= 97 && (c | 32) <= 102) others++;
    else break;
    if (c > 58 || (c >= 48 && c <= 57)) end = last + 1;
  }
  for (let i = end; i < last; i++) {
    if (text.charCodeAt(i) === 58) colons--;
    else dots--;
  }
  if (digits === 0 || (end < limit && isAlphanumeric(text, end))) return 0;
  if (colons >= 2 && (others > 0 || colons > 2 || text.slice(start, end).includes('::'))) return end;
  if (others > 0) return 0;
  if (colons > 0) return text.charCodeAt(start + 2) === 58 ? -end : 0;
  return dots === 3 && end - start <= 15 && text.charCodeAt(end) !== 45 ? end : 0;
}

/** "2026-01-31" begins here. */
function isDate(text: string, start: number): boolean {
  if (text.charCodeAt(start + 4) !== 45 || text.charCodeAt(start + 7) !== 45) return false;
  for (const at of [0, 1, 2, 3, 5, 6, 8, 9]) if (classOf(text.charCodeAt(start + at)) !== DIGIT) return false;
  return true;
}

/** "2026-01-31t12:34:56.789z", to the last digit or letter. */
function dateTimeEnd(text: string, start: number, limit: number): number {
  let end = start;
  while (end < limit && (classOf(text.charCodeAt(end)) & (DIGIT | LETTER | JOINER)) !== 0) end++;
  return trimEnd(text, start, end);
}
