/** What somebody probably meant: the nearest of the known names by edit distance, null when none is near. */
export function suggest(given: string, known: readonly string[]): string | null {
  const ranked = known
    .filter((name) => Math.abs(name.length - given.length) <= reach(name))
    .map((name) => ({ name, distance: editDistance(given, name) }))
    .sort((left, right) => left.distance - right.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= reach(best.name) ? best.name : null;
}

/** So many mistakes may lie between. */
const reach = (name: string): number => Math.max(2, Math.floor(name.length / 3));

/** Insertions, deletions, changes and swaps of neighbours (optimal string alignment). */
function editDistance(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, n) => n)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= left.length; row++) {
    rows[row] = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const costs = [at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (same ? 0 : 1)];
      if (row > 1 && column > 1 && swapped) costs.push(at(row - 2, column - 2) + 1);
      (rows[row] as number[])[column] = Math.min(...costs);
    }
  }
  return at(left.length, right.length);
}
