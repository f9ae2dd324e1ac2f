/** To the next power of two, by repeating: few statements to prepare. */
export function filledUp(values: readonly number[]): number[] {
  const [first = 0] = values;
  let size = 1;
  while (size < values.length) size *= 2;
  return Array.from({ length: size }, (_, index) => values[index] ?? first);
}
