/**
 * Many patterns over one text: which of them may match, and where one does. Also tells, in the same pass, which
 * signals (sets of words that mean something to the caller) stand in the text.
 *
 * A program that asks about one text must not pay for a thousand patterns: the first texts are searched for the quick
 * words of each pattern, and only patterns whose words stand there are parsed. Once enough texts came, an index of
 * the words that are rare in them takes over. It is built a little with each text, so that none has to wait for it.
 */
import { GramCounts, type ReadySets } from './gram-counts.ts';
import { held } from './held-text.ts';
import type { Literals } from './literals.ts';
import { Matcher } from './matcher.ts';
import { Pattern, type Span } from './pattern.ts';
import { Trios } from './trios.ts';
import { WordIndex } from './word-index.ts';

/** Texts after which the index pays; its building begins after half of them. */
const usualPatience = 200;

/** Texts that are searched for each word: before the loops are compiled, looking at trios costs more than it saves. */
const coldTexts = 8;

/** Any of these; one alone stands without a list, and the empty one is in every text. */
export type Words = string | readonly string[];

export interface PatternSetOptions {
  /** Sets of words that `signalled` tells of. */
  readonly signals?: readonly (readonly string[])[] | undefined;
  /** Of each pattern words one of which every match contains, where they are known without parsing. */
  readonly words?: (() => readonly Words[]) | undefined;
  /** Texts after which the index is ready. */
  readonly patience?: number | undefined;
}

export class PatternSet {
  /** Numbers of the patterns that the last `candidates` found possible, in no order; numbers behind the last pattern's are signals'. */
  found: Int32Array;
  readonly #sources: readonly string[];
  readonly #signals: readonly (readonly string[])[];
  readonly #patterns: (Pattern | undefined)[];
  readonly #patience: number;
  readonly #words: () => readonly Words[];
  #quick: readonly Words[] | undefined;
  readonly #trios = new Trios();
  #index: WordIndex | undefined;
  readonly #matcher: Matcher;
  #building: Iterator<void, WordIndex> | undefined;
  /** The text of the last `candidates`. */
  #text = '';
  /** The texts that came before the index was built. */
  readonly #seen: string[] = [];

  /** Sources in which `patternProblem` finds nothing. */
  constructor(sources: readonly string[], options: PatternSetOptions = {}) {
    this.#patience = options.patience ?? usualPatience;
    this.#sources = sources;
    this.#signals = options.signals ?? [];
    this.#words = options.words ?? (() => sources.map((_, number) => this.#pattern(number).literals()[0]?.words ?? ''));
    this.#patterns = new Array(sources.length);
    this.#matcher = new Matcher(sources.length);
    this.found = new Int32Array(sources.length);
  }

  /** How many numbers are in `found`: of the patterns that may match the text, and of signals. */
  candidates(text: string): number {
    this.#text = text;
    if (this.#index === undefined && !this.#isReady(text)) return this.#search(text);
    return this.#index?.scan(text) ?? 0;
  }

  /** Goes on with the index; true once it stands. */
  #isReady(text: string): boolean {
    if (this.#seen.push(text) <= this.#patience / 2) return false;
    this.#building ??= this.#build();
    const { done, value } = this.#building.next();
    if (done !== true) return false;
    this.#index = value;
    this.found = value.found;
    this.#building = undefined;
    this.#seen.length = 0;
    return true;
  }

  /** Makes the patterns ready by their literals, of which the texts so far tell the rarest; rests between portions. */
  *#build(): Generator<void, WordIndex> {
    const all = this.#sources.length + this.#signals.length;
    const portion = Math.ceil((all * 4) / this.#patience);
    const literals: (readonly Literals[])[] = [];
    for (let number = 0; number < all; number++) {
      const words = this.#signals[number - this.#sources.length];
      literals.push(words === undefined ? this.#pattern(number).literals() : [{ words, least: 0, most: 0 }]);
      if (number % portion === portion - 1) yield;
    }
    const counts = new GramCounts(this.#seen);
    const ready: ReadySets[] = [];
    for (const sets of literals) {
      ready.push(counts.rarestFirst(sets));
      if (ready.length % portion === 0) yield;
    }
    return new WordIndex(ready);
  }

  /** Whether a word of the signal may stand in the text. */
  signalled(signal: number, text: string): boolean {
    if (this.#index === undefined) return standsIn(text, this.#signals[signal] ?? []);
    if (text !== this.#text) this.candidates(text);
    return this.#index.has(this.#sources.length + signal);
  }

  /** Where the pattern of this number stands in the text; null when it does not, and for a signal. */
  find(number: number, text: string): readonly Span[] | null {
    if (number >= this.#sources.length) return null;
    const index = this.#index;
    if (text === this.#text && index?.has(number)) {
      held.hold(text);
      if (held.isAscii && this.#matcher.knows(number, this.#sources[number] as string))
        return this.#matcher.find(number, index.earliest(number), index.latest(number));
    }
    const pattern = this.#pattern(number);
    // The index has looked at all its words; before it stands, few patterns are tried twice, and to make a RegExp costs more than a look.
    const may = index !== undefined || pattern.mayMatch((word) => text.includes(word));
    return may ? pattern.find(text) : null;
  }

  #search(text: string): number {
    this.#quick ??= this.#words();
    const holds = this.#seen.length <= coldTexts ? (word: string) => text.includes(word) : this.#trios.of(text).hold;
    let count = 0;
    for (let number = 0; number < this.#quick.length; number++) {
      const words = this.#quick[number] as Words;
      if (typeof words === 'string' ? holds(words) : words.some(holds)) this.found[count++] = number;
    }
    return count;
  }

  #pattern(number: number): Pattern {
    const known = this.#patterns[number];
    if (known !== undefined) return known;
    const pattern = new Pattern(this.#sources[number] as string);
    this.#patterns[number] = pattern;
    return pattern;
  }
}

function standsIn(text: string, words: readonly string[]): boolean {
  for (const word of words) if (text.includes(word)) return true;
  return false;
}
