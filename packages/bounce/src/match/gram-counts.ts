/**
 * How often three adjoining bytes (a gram) stand in usual texts: by the rarest of them a word is best looked for.
 */
import type { Literals } from './literals.ts';

/** Words of a set by a gram that they share, with what they share beside it. */
export interface GramWords {
  readonly gram: number;
  /** The four bytes on that side as far as they are the same in all these words: a mask with ones where they are, and the bytes. */
  readonly before: readonly [mask: number, bytes: number];
  readonly behind: readonly [mask: number, bytes: number];
  /** How far the gram begins behind what its thing matches, from the least to the most. */
  readonly distance: readonly [least: number, most: number];
}

/** The sets of a thing, the rarest first; null when a word is too short to look for. */
export type ReadySets = readonly (readonly GramWords[])[] | null;

const utf8 = new TextEncoder();
const countBits = 16;

export class GramCounts {
  /** By the gram's hash; grams that share one count together. */
  readonly #counts = new Uint32Array(2 ** countBits);

  constructor(texts: readonly string[]) {
    for (const text of texts) {
      const bytes = utf8.encode(text);
      for (let at = 0; at + 3 <= bytes.length; at++) {
        const place = hashOf(gramAt(bytes, at), countBits);
        this.#counts[place] = (this.#counts[place] as number) + 1;
      }
    }
  }

  /** The sets by their grams, the one first that texts have the least. Null when a word of any has less than three bytes. */
  rarestFirst(sets: readonly Literals[]): ReadySets {
    const known = sets.map((set) => ({ ...set, words: set.words.map((word) => utf8.encode(word)) }));
    if (known.some(({ words }) => words.some((word) => word.length < 3))) return null;
    const byGrams = known.map((set) => this.#byGrams(set));
    const met = byGrams.map((groups) => groups.reduce((sum, { gram }) => sum + this.#of(gram) + trouble, 0));
    return [...byGrams.keys()]
      .sort((one, other) => (met[one] as number) - (met[other] as number))
      .map((set) => byGrams[set] as readonly GramWords[]);
  }

  #byGrams({ words, least, most }: Known): readonly GramWords[] {
    const uses = new Map<number, number>();
    if (words.length > 1)
      for (const word of words)
        for (let at = 0; at + 3 <= word.length; at++) {
          const gram = gramAt(word, at);
          uses.set(gram, (uses.get(gram) ?? 0) + 1);
        }
    const groups = new Map<number, Place[]>();
    for (const word of words) {
      const at = this.#rarest(word, uses);
      const gram = gramAt(word, at);
      const group = groups.get(gram);
      if (group === undefined) groups.set(gram, [{ word, at }]);
      else group.push({ word, at });
    }
    return Array.from(groups, ([gram, places]) => ({
      gram,
      before: shared(places, -4),
      behind: shared(places, 3),
      distance: [least + Math.min(...places.map(({ at }) => at)), most + Math.max(...places.map(({ at }) => at))],
    }));
  }

  /** Where the rarest gram of the word begins; of equally rare ones, that which more words use. */
  #rarest(word: Uint8Array, uses: ReadonlyMap<number, number>): number {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let at = 0; at + 3 <= word.length; at++) {
      const gram = gramAt(word, at);
      const weight = this.#of(gram) + trouble / (uses.get(gram) ?? 1);
      if (weight >= least) continue;
      least = weight;
      best = at;
    }
    return best;
  }

  #of(gram: number): number {
    return this.#counts[hashOf(gram, countBits)] as number;
  }
}

/** What it costs to look for one gram more, as if it were seen so often. */
const trouble = 0.3;

type Known = Omit<Literals, 'words'> & { readonly words: readonly Uint8Array[] };

interface Place {
  readonly word: Uint8Array;
  readonly at: number;
}

/** What all the words have in common in the four bytes from `at + distance` on. */
function shared(places: readonly Place[], distance: number): readonly [mask: number, bytes: number] {
  const [first] = places;
  let bytes = 0;
  let mask = 0;
  for (let n = distance; n < distance + 4; n++) {
    const byte = first?.word[first.at + n];
    const same = byte !== undefined && places.every(({ word, at }) => word[at + n] === byte);
    bytes = (bytes >>> 8) | (same ? byte << 24 : 0);
    mask = (mask >>> 8) | (same ? 255 << 24 : 0);
  }
  return [mask, bytes];
}

/** Three bytes as a number, the first one the lowest. */
const gramAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);

export const hashOf = (gram: number, bits: number): number => Math.imul(gram, 0x9e3779b1) >>> (32 - bits);
