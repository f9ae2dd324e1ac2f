/** Columns of equal width under a title, for terminals and plain mail. */
import type { Paint, Tone } from '../view/paint.ts';

/** Plain, or with a colour, which takes no room. */
export type Cell = string | readonly [tone: Tone, text: string];

/** `align`: one letter a column, l or r; empty when there are no rows. */
export function alignedTable(
  paint: Paint,
  title: string,
  head: readonly string[] | null,
  rows: readonly (readonly Cell[])[],
  align: string,
): string {
  if (rows.length === 0) return '';
  const all = head === null ? rows : [head, ...rows];
  const widths = [...align].map((_, column) => Math.max(...all.map((row) => textOf(row[column] ?? '').length)));
  const line = (row: readonly Cell[]) => {
    const cells = row.map((cell, column) => {
      const text = textOf(cell);
      const last = column === row.length - 1;
      const room = ' '.repeat((widths[column] ?? 0) - text.length);
      const shown = typeof cell === 'string' ? cell : paint(cell[0], cell[1]);
      return align[column] === 'r' ? room + shown : shown + (last ? '' : room);
    });
    return `  ${cells.join('  ').trimEnd()}`;
  };
  return [paint('bold', title), ...(head === null ? [] : [paint('dim', line(head))]), ...rows.map(line)].join('\n');
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell[1]);
