/**
 * Words that stand in every match of a pattern, as far as a glance at its source tells: plain text and groups of plain
 * alternatives that are in no other group. `literals.ts` finds more and takes a hundred times as long: this is for
 * patterns that may be tried once or twice in the life of a program, where it spares the making of a RegExp.
 */

/** A set with a shorter word is met too often to be of use. */
const shortest = 3;

/** Sets of words such that every match contains at least one word of each. The source is one in which `patternProblem` finds nothing. */
export function certainWords(source: string): readonly (readonly string[])[] {
  const sets: string[][] = [];
  let depth = 0;
  /** Where the plain text or the outermost group began. */
  let start = 0;
  let plain = true;
  const close = (end: number, next: number) => {
    const words = source.slice(start, end).split('|');
    if (plain && words.every((word) => word.length >= shortest)) sets.push(words);
    start = next;
    plain = true;
  };
  for (const { 0: found, index } of source.matchAll(special)) {
    const end = index + found.length;
    const first = found.charAt(0);
    if (first === '(') {
      if (depth++ === 0) close(index, end);
      else plain = false;
    } else if (first === ')') {
      if (--depth > 0) continue;
      // A group that may be left out is not certain.
      if (found.length > 1) plain = false;
      close(index, end);
    } else if (depth > 0) plain = false;
    // The repeat is that of the character before.
    else close(repeats.has(first) ? index - 1 : index, end);
  }
  close(source.length, source.length);
  return sets;
}

const special = /\\.|\[(?:\\.|[^\\\]])*\]|[.^$]|\((?!\?)|\)(?:\?|\{[^}]*\})?|[?+*]|\{[^}]*\}/g;
const repeats: ReadonlySet<string> = new Set('?+*{');
