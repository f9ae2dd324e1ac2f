/** Counts by hour or day to the points of a chart, several of them to one. */
export interface Point {
  /** Its beginning, milliseconds since the epoch. */
  readonly at: number;
  readonly attempted: number;
  readonly hard: number;
  readonly soft: number;
}

interface Bucket {
  readonly at: string;
  readonly counts: { readonly attempted: number; readonly hard: number; readonly soft: number };
}

/** `together` buckets make a point; the latest point is a whole one, the first may be of fewer. */
export function pointsOf(buckets: readonly Bucket[], together: number): readonly Point[] {
  const first = buckets.length % together;
  const starts = [...(first > 0 ? [0] : []), ...range(first, buckets.length, together)];
  return starts.map((start, index) => {
    const part = buckets.slice(start, starts[index + 1] ?? buckets.length);
    const sum = (name: 'attempted' | 'hard' | 'soft'): number =>
      part.reduce((total, { counts }) => total + counts[name], 0);
    return { at: Date.parse(part[0]?.at ?? ''), attempted: sum('attempted'), hard: sum('hard'), soft: sum('soft') };
  });
}

const range = (from: number, to: number, step: number): readonly number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);
