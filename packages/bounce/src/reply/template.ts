/**
 * The template of a reply: its variable parts replaced by `<addr>`, `<ip>`, `<host>`, `<id>`, `<n>`, `<url>` and
 * `<time>`, so that replies which differ in those only are equal. The reply code, the enhanced status and the short
 * tags of providers (S3150, TSS04, AUP#1310, DY-001) stay. One pass over the characters by their class; the template
 * of a template is itself. Made for the folded reply, but any text will do.
 */

import { Placeholders } from './placeholders.ts';
import { replaceToken } from './token.ts';
import { AT, COLON, classOf, DIGIT, DOT, isAlphanumeric, JOINER, LETTER, trimEnd } from './word-class.ts';

export function template(text: string): string {
  const writer = new Placeholders(text);
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

/** A run of word characters that has a digit, "@", "." or ":" in it: an address, a URL, or tokens. Returns where to go on. */
function replaceRun(writer: Placeholders, start: number, end: number, kinds: number): number {
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

function replaceTokens(writer: Placeholders, start: number, end: number, kinds: number): void {
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

/** Start of the quoted local part of `"some one"@example.org`; `at` itself when no `"` stands before that "@". */
function quoteStart(text: string, at: number): number {
  if (text.charCodeAt(at) !== 64 || text.charCodeAt(at - 1) !== 34 || !isAlphanumeric(text, at + 1)) return at;
  const open = text.lastIndexOf('"', at - 2);
  return open < 0 || at - open > 66 || text.slice(open, at).includes('<') ? at : open;
}
