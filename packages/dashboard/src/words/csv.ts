/** First cells of CSV (RFC 4180), read leniently: also from files that a spreadsheet wrote. */

/** Quotes that an address has of its own are no quotes of CSV. */
export function firstCell(line: string): string {
  const quoted = /^\s*"((?:[^"]|"")*)"\s*(?:[,;\t]|$)/.exec(line);
  const text = quoted?.[1]?.replaceAll('""', '"') ?? line.split(/[,;\t]/, 1)[0] ?? '';
  return text.trim().replace(/^'(?=[=+\-@])/, '');
}
