/** A column of a table, and the room that columns need: where there is less, the page leaves some out or makes cards of the rows. */
import type { ComponentChildren } from 'preact';

export interface Column<T> {
  /** Also the key of the column. */
  readonly title: string;
  readonly cell: (row: T) => ComponentChildren;
  /** n: figures, to the right; tight: as narrow as it can be; clip: one line, the rest cut off; wide: room for an address. */
  readonly kind?: 'n' | 'tight' | 'clip' | 'wide';
  /** Rem, where it needs another width than its kind. */
  readonly room?: number;
  /** Left out where there is no room for all columns: what opens from the row tells it as well. */
  readonly spare?: boolean;
  /** The column that names the row. */
  readonly names?: boolean;
  readonly hidden?: boolean;
}

/** Rem, with what is around them. */
const usual = { n: 4.2, tight: 6.5, clip: 12, wide: 12.5, text: 7.5, names: 9 };
const letter = 0.4;
const around = 0.9;

const roomOf = <T>({ title, kind, names, room }: Column<T>): number =>
  Math.max(room ?? usual[kind ?? (names === true ? 'names' : 'text')], title.length * letter + around);

/** Rem that columns need beside each other. */
export const roomFor = <T>(columns: readonly Column<T>[]): number =>
  columns.reduce((sum, column) => sum + roomOf(column), around);
