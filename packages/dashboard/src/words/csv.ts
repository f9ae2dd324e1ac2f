/** CSV (RFC 4180), one record a line: written so that no spreadsheet takes a cell for a formula; its first cells read leniently. */
export const csvLine = (cells: readonly (string | null)[]): string => `${cells.map(cell).join(',')}\r\n`;

/** A cell that begins like a formula gets an apostrophe, which spreadsheets show as text. */
function cell(value: string | null): string {
  const text = value ?? '';
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Quotes that an address has of its own are no quotes of CSV. */
export function firstCell(line: string): string {
  const quoted = /^\s*"((?:[^"]|"")*)"\s*(?:[,;\t]|$)/.exec(line);
  const text = quoted?.[1]?.replaceAll('""', '"') ?? line.split(/[,;\t]/, 1)[0] ?? '';
  return text.trim().replace(/^'(?=[=+\-@])/, '');
}
