/** CSV (RFC 4180), one record a line: written so that no spreadsheet takes a cell for a formula, read leniently. */

export const csvLine = (cells: readonly (string | null)[]): string => `${cells.map(cell).join(',')}\r\n`;

/** A cell that begins like a formula gets an apostrophe, which spreadsheets show as text. */
function cell(value: string | null): string {
  const text = value ?? '';
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The cells of a line; quoted cells hold no line ends here. */
export function csvCells(line: string): readonly string[] {
  const cells: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const quoted = /^"((?:[^"]|"")*)"[^,]*/.exec(line.slice(at));
    const end = line.indexOf(',', at);
    const length = quoted?.[0].length ?? (end === -1 ? line.length : end) - at;
    const text = quoted?.[1]?.replaceAll('""', '"') ?? line.slice(at, at + length);
    cells.push(text.trim().replace(/^'(?=[=+\-@\t\r])/, ''));
    at += length + 1;
  }
  return cells;
}
