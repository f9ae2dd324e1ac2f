/**
 * Which of many patterns a text may match: those all of whose literal sets it meets, found in one pass.
 */
import { AhoCorasick } from './aho-corasick.ts';

type Words = readonly string[];

export class Filter {
  readonly #automaton: AhoCorasick;
  /** Pattern of each literal set; signals come behind the patterns, as if each were one with a single set. */
  readonly #owner: Int32Array;
  readonly #patterns: number;
  /** How many sets each pattern has, and how many of them the current text has yet to meet. */
  readonly #sets: Int32Array;
  readonly #missing: Int32Array;
  /** The text for which `missing` was last set. */
  readonly #text: Int32Array;
  #texts = 0;

  /** Of each pattern its literal sets. */
  constructor(literals: readonly (readonly Words[])[], signals: readonly Words[]) {
    const all = [...literals, ...signals.map((words) => [words])];
    this.#patterns = literals.length;
    this.#sets = Int32Array.from(all, (sets) => sets.length);
    this.#missing = new Int32Array(all.length);
    this.#text = new Int32Array(all.length);
    this.#owner = Int32Array.from(all.flatMap((sets, number) => sets.map(() => number)));
    this.#automaton = new AhoCorasick(all.flat());
  }

  /** Writes the numbers of the possible patterns, in no order, and says how many. */
  fill(text: string, found: Int32Array): number {
    const hits = this.#automaton.scan(text);
    const now = ++this.#texts;
    let count = 0;
    for (let hit = 0; hit < hits; hit++) {
      const number = this.#owner[this.#automaton.found[hit] as number] as number;
      const missing = (this.#text[number] === now ? this.#missing[number] : this.#sets[number]) as number;
      if (missing === 1 && number < this.#patterns) found[count++] = number;
      this.#missing[number] = missing - 1;
      this.#text[number] = now;
    }
    return count;
  }

  /** Whether the last text has a word of the signal. */
  signalled(signal: number): boolean {
    return this.#text[this.#patterns + signal] === this.#texts;
  }
}

/** What it costs to note that a set is met, as a part of what it costs to try a pattern. */
const noting = 0.5;

/**
 * The sets worth looking for, told by how many of these texts meet them: a pattern's rarest set, and each further one
 * that saves more tries than it costs to note.
 */
export function chooseSets(
  literals: readonly (readonly Words[])[],
  texts: readonly string[],
): readonly (readonly Words[])[] {
  const all = literals.flat();
  const automaton = new AhoCorasick(all);
  const counts = new Float64Array(all.length);
  for (const text of texts) {
    const hits = automaton.scan(text);
    for (let hit = 0; hit < hits; hit++) {
      const set = automaton.found[hit] as number;
      counts[set] = (counts[set] as number) + 1;
    }
  }
  let next = 0;
  return literals.map((sets) => {
    const byRarity = sets.map((words) => ({ words, share: ((counts[next++] as number) + 0.2) / (texts.length + 1) }));
    byRarity.sort((one, other) => one.share - other.share);
    let tries = 1;
    const worth = byRarity.filter(({ share }, rank) => {
      if (rank > 0 && tries * (1 - share) <= share * noting) return false;
      tries *= share;
      return true;
    });
    return worth.map(({ words }) => words);
  });
}
