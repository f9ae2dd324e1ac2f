/** What the sections of the text are written on: how wide, in what colours, how many rows of each table; and how a state looks. */
import { folded } from '../../view/folded.ts';
import type { Paint } from '../../view/paint.ts';
import { alignedTable, type Cell } from '../aligned-table.ts';
import type { Rate, State } from '../wilson.ts';
import { stateText } from '../words.ts';

export interface Page {
  readonly paint: Paint;
  /** In characters. */
  readonly width: number;
  /** Of each table. */
  readonly rows: number;
}

export const tones = { ok: 'green', watch: 'yellow', breached: 'red', not_enough_mail: 'dim', info: 'blue' } as const;
export const marks: Readonly<Record<State | 'info', string>> = {
  ok: '●',
  watch: '▲',
  breached: '✖',
  not_enough_mail: '○',
  info: '·',
};

/** "✖ over the limit" in its colour. */
export const stateCell = ({ state }: Rate): Cell => [tones[state], `${marks[state]} ${stateText[state]}`];

export const title = ({ paint }: Page, text: string): string => paint('bold', text);

export const fold = ({ width }: Page, text: string, lead: number, indent = lead): string =>
  folded(text, width, lead, indent);

export const table = (
  { paint, width }: Page,
  title: string,
  head: readonly string[] | null,
  rows: readonly (readonly Cell[])[],
  align: string,
): string => alignedTable(paint, title, head, rows, align, width);
