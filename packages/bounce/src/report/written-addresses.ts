/** Addresses as they stand in running text, found from their "@" outward: linear on any text. */

export interface WrittenAddress {
  readonly address: string;
  readonly start: number;
  readonly end: number;
}

const MAX_LOCAL = 64;
const MAX_DOMAIN = 255;
const MAX_ADDRESSES = 5_000;

export function writtenAddresses(text: string): readonly WrittenAddress[] {
  const found: WrittenAddress[] = [];
  for (let at = text.indexOf('@'); at >= 0 && found.length < MAX_ADDRESSES; at = text.indexOf('@', at + 1)) {
    let start = quotedStart(text, at);
    while (
      start > 0 &&
      at - start < MAX_LOCAL &&
      (isLocal(text.charCodeAt(start - 1)) || isWithinName(text, start - 1))
    )
      start--;
    let end = at + 1;
    while (end < text.length && end - at < MAX_DOMAIN && isDomain(text, end)) end++;
    // What stands behind "//" is a web page's address, with somebody's mail address in it.
    if (start < at && end > at + 1 && !text.slice(start, at).includes('//'))
      found.push(unglued(text.slice(start, end), start));
  }
  return found;
}

/** Chinese, Japanese, Korean and Thai put no blank between an address and the words around it. */
const WORDS = '[\\u0e00-\\u0e7f\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]+';
const WORDS_BEHIND = new RegExp(`(?<=\\.[a-z]{2,24})${WORDS}$`, 'i');
const WORDS_BEFORE = new RegExp(`^${WORDS}(?=[!-~]+$)`);

function unglued(written: string, start: number): WrittenAddress {
  const begun = written.replace(WORDS_BEHIND, '');
  const address = begun.replace(WORDS_BEFORE, '');
  return { address, start: start + begun.length - address.length, end: start + begun.length };
}

/** Where the quoted string right before the "@" begins (RFC 5321 §4.1.2: "john doe"@example.org); the "@" when there is none. */
function quotedStart(text: string, at: number): number {
  if (text[at - 1] !== '"') return at;
  const quoted = /"[^"\n<>]{1,64}"$/.exec(text.slice(Math.max(0, at - MAX_LOCAL - 2), at));
  return at - (quoted?.[0].length ?? 0);
}

/** Not in a local part as people and servers write it, though RFC 5321 §4.1.2 would let some of them in. */
const OUTSIDE = '<>()[]{}:;,"\'|@\\';
/** Of each character of ASCII whether it may stand in a local part. */
const LOCAL = Uint8Array.from({ length: 128 }, (_, code) =>
  code > 32 && code !== 127 && !OUTSIDE.includes(String.fromCharCode(code)) ? 1 : 0,
);
const DOT = 46;
const HYPHEN = 45;

const isLocal = (code: number): boolean => (code < 128 ? LOCAL[code] === 1 : isLabel(code));

/** The apostrophe of "o'neil@" is the local part's; one that quotes has a letter on one side only. */
const isWithinName = (text: string, at: number): boolean =>
  text[at] === "'" && isLabel(text.charCodeAt(at - 1)) && isLabel(text.charCodeAt(at + 1));

function isDomain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  // A dot or hyphen that ends a sentence is none of the domain's; "xn--" begins a label (RFC 5890 §2.3.2.1).
  if (code === DOT || code === HYPHEN)
    return (
      text[at - 1] !== '@' &&
      text[at - 1] !== '.' &&
      (isLabel(text.charCodeAt(at + 1)) || /^[.@]xn--[a-z\d]$/i.test(text.slice(at - 3, at + 3)))
    );
  return isLabel(code);
}

/** Letters, digits, "_" and anything beyond ASCII but CJK punctuation (RFC 6531). */
const isLabel = (code: number): boolean =>
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 95 ||
  (code > 0xa0 && !(code >= 0x2000 && code <= 0x206f) && !(code >= 0x3000 && code <= 0x303f) && code < 0xff00);
