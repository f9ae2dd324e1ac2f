/**
 * The query language of bounces, as far as the page writes it: `class:soft list:news "no such user"`. Terms are separated by
 * spaces; quotes keep spaces in, a backslash within them keeps what follows. What a person wrote stays as it was written.
 */
export interface Term {
  /** As it is written. */
  readonly text: string;
  readonly not: boolean;
  /** Null: words of the reply. */
  readonly field: string | null;
  readonly value: string;
}

export const termOf = (field: string, value: string): string =>
  `${field}:${/^[^\s"\\]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`;

const pattern = /(-?)(?:([a-z_]+):)?(?:"((?:[^"\\]|\\.)*)(?:"|$)|(\S*))(?:\s+|$)/giy;

export function termsOf(query: string): readonly Term[] {
  const terms: Term[] = [];
  const text = query.trim();
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const found = pattern.exec(text);
    // Something glued to closing quotes: words of their own.
    if (found === null) {
      const rest = text.slice(at).split(/\s/, 1)[0] ?? '';
      terms.push({ text: rest, not: false, field: null, value: rest });
      pattern.lastIndex = at + rest.length;
      while (text[pattern.lastIndex] === ' ') pattern.lastIndex++;
      continue;
    }
    const [whole, minus, field, quoted, bare] = found;
    if (whole === '') break;
    const value = quoted === undefined ? (bare ?? '') : quoted.replace(/\\(.)/g, '$1');
    terms.push({ text: whole.trim(), not: minus === '-', field: field?.toLowerCase() ?? null, value });
  }
  return terms;
}

const isTerm = (term: Term, field: string, value: string): boolean =>
  !term.not && term.field === field && term.value === value;

export const asksFor = (query: string, field: string, value: string): boolean =>
  termsOf(query).some((term) => isTerm(term, field, value));

export const hasField = (query: string, ...fields: readonly string[]): boolean =>
  termsOf(query).some(({ field }) => field !== null && fields.includes(field));

/** Words of the reply are asked for, besides fields. */
export const hasWords = (query: string): boolean => termsOf(query).some(({ field }) => field === null);

/** The query with this term, or without it when it was there. */
export function toggled(query: string, field: string, value: string): string {
  const terms = termsOf(query);
  const others = terms.filter((term) => !isTerm(term, field, value));
  const texts = others.map(({ text }) => text);
  return (others.length < terms.length ? texts : [...texts, termOf(field, value)]).join(' ');
}
