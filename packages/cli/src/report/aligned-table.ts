/** Columns of equal width under a title, for terminals and plain mail; where there is no room for them, each row's figures by name below its own. */
import { folded } from '../view/folded.ts';
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
  room = Number.POSITIVE_INFINITY,
): string {
  if (rows.length === 0) return '';
  const all = head === null ? rows : [head, ...rows];
  const widths = [...align].map((_, column) => Math.max(...all.map((row) => textOf(row[column] ?? '').length)));
  const needed = widths.reduce((sum, width) => sum + 2 + width, 0);
  if (needed > room) return [paint('bold', title), ...rows.map((row) => listed(paint, head, row, room))].join('\n');
  const line = (row: readonly Cell[]) => {
    const cells = row.map((cell, column) => {
      const text = textOf(cell);
      const last = column === row.length - 1;
      const gap = ' '.repeat((widths[column] ?? 0) - text.length);
      const shown = shownOf(paint, cell);
      return align[column] === 'r' ? gap + shown : shown + (last ? '' : gap);
    });
    return `  ${cells.join('  ').trimEnd()}`;
  };
  return [paint('bold', title), ...(head === null ? [] : [paint('dim', line(head))]), ...rows.map(line)].join('\n');
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell[1]);

const shownOf = (paint: Paint, cell: Cell): string => (typeof cell === 'string' ? cell : paint(cell[0], cell[1]));

/** "google", and below it "n 379 · delivered 97.1 % · …" on as many lines as it takes. */
function listed(
  paint: Paint,
  head: readonly string[] | null,
  [name = '', ...cells]: readonly Cell[],
  room: number,
): string {
  const lines: string[] = [`  ${shownOf(paint, name)}`];
  let taken = room;
  for (const [column, cell] of cells.entries()) {
    const text = textOf(cell);
    if (text === '') continue;
    const title = head?.[column + 1] ?? '';
    const lead = title === '' ? '' : `${title} `;
    const length = lead.length + text.length;
    const whole = folded(text, room, '    '.length + lead.length, '      '.length);
    const shown = (lead === '' ? '' : paint('dim', lead)) + (typeof cell === 'string' ? whole : paint(cell[0], whole));
    if (taken + ' · '.length + length > room) {
      lines.push(`    ${shown}`);
      taken = '    '.length + length;
    } else {
      lines.push(`${lines.pop()} · ${shown}`);
      taken += ' · '.length + length;
    }
  }
  return lines.join('\n');
}
