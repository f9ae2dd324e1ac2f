/** What happened while a chart's lines ran: drawn as a band behind them, told below, and in the table of the chart. */
export interface Note {
  readonly from: number;
  /** Null: it goes on. */
  readonly until: number | null;
  readonly text: string;
  readonly href: string;
}

export interface Band {
  readonly note: Note;
  /** The first point and the last one in whose time it was. */
  readonly from: number;
  readonly until: number;
}

/** Where points that each stand for the time up to the next one (the last for as long as the others) meet a note; the earliest first. */
export function bandsOf(notes: readonly Note[], at: readonly number[]): readonly Band[] {
  return notes
    .flatMap((note) => {
      const met = at.flatMap((_, index) => (isIn(note, at, index) ? [index] : []));
      const [from] = met;
      const until = met.at(-1);
      return from === undefined || until === undefined ? [] : [{ note, from, until }];
    })
    .sort((a, b) => a.note.from - b.note.from);
}

/** Those of one point. */
export const notesIn = (notes: readonly Note[], at: readonly number[], index: number): readonly Note[] =>
  notes.filter((note) => isIn(note, at, index));

function isIn({ from, until }: Note, at: readonly number[], index: number): boolean {
  const begin = at[index] ?? 0;
  const next = at[index + 1] ?? begin + (begin - (at[index - 1] ?? begin - 1));
  return from < next && (until ?? Number.POSITIVE_INFINITY) > begin;
}
