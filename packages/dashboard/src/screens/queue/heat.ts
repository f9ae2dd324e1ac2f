/** How hot a cell is, and how its column is called. */

/** 0 for none, else 1 to 4: a quarter each of the most that waits in one cell. */
export function heatOf(many: number, hottest: number): 0 | 1 | 2 | 3 | 4 {
  if (many <= 0) return 0;
  const share = many / Math.max(hottest, many);
  return share > 0.75 ? 4 : share > 0.5 ? 3 : share > 0.25 ? 2 : 1;
}

/** Upper ends in minutes; null: older than the last. */
export const columnTexts = (columns: readonly (number | null)[]): readonly string[] =>
  columns.map((end, at) => (end === null ? `over ${columns[at - 1] ?? 0}` : `≤ ${end}`));

/** The ages of a column as a filter of the entries that wait. */
export function agesOf(
  columns: readonly (number | null)[],
  at: number,
): { readonly older_than?: string; readonly younger_than?: string } {
  const [from, to] = [columns[at - 1] ?? null, columns[at] ?? null];
  return {
    ...(from === null ? {} : { older_than: `${from}m` }),
    ...(to === null ? {} : { younger_than: `${to}m` }),
  };
}
