/** A query as terms: fields with their values, and words. Quotes keep spaces and colons; a backslash keeps what follows. */

export interface Token {
  readonly not: boolean;
  /** In lower case; null: a word. */
  readonly field: string | null;
  readonly value: string;
}

export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    if (isSpace(query[at])) {
      at++;
      continue;
    }
    const name = /^(-?)([a-z_]+):/i.exec(query.slice(at, at + 100));
    at += name?.[0].length ?? 0;
    const read = valueAt(query, at);
    at = read.end;
    const field = name?.[2]?.toLowerCase() ?? null;
    if (field !== null || read.value !== '') tokens.push({ not: name?.[1] === '-', field, value: read.value });
  }
  return tokens;
}

/** Up to the next space, or to the end of the quotes; quotes that nobody closes reach to the end. */
function valueAt(query: string, start: number): { readonly value: string; readonly end: number } {
  let at = start;
  let value = '';
  const quoted = query[at] === '"';
  if (quoted) at++;
  for (; at < query.length; at++) {
    const character = query[at] ?? '';
    if (quoted ? character === '"' : isSpace(character)) return { value, end: at + 1 };
    if (quoted && character === '\\' && at + 1 < query.length) value += query[++at];
    else value += character;
  }
  return { value, end: at };
}

const isSpace = (character: string | undefined): boolean => character !== undefined && /\s/.test(character);
