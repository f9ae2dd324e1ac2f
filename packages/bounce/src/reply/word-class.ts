/**
 * What each character of a reply is a part of, as its template looks at it: numbers, words, names, addresses, URLs.
 */

export const DIGIT = 1;
export const LETTER = 2;
/** ". _ - # :", which join the pieces of a name, a number or a time. */
export const JOINER = 4;
/** What else an address or a URL is made of. */
const WIDE = 8;
export const AT = 16;
export const DOT = 32;
export const COLON = 64;

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
export const classOf = (c: number): number => (c < 128 ? (classes[c] ?? 0) : c < 0x530 && c > 0xbf ? LETTER : 0);

export const isAlphanumeric = (text: string, at: number): boolean =>
  (classOf(text.charCodeAt(at)) & (DIGIT | LETTER)) !== 0;

/** Without the punctuation of a sentence at the end, but not before `least`. */
export function trimEnd(text: string, least: number, end: number): number {
  let i = end;
  while (i > least && '.,:;!?-_#*)&'.includes(text.charAt(i - 1))) i--;
  return i;
}
