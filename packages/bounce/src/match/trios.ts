/**
 * A text and which trios of characters stand in it: most of many words that are looked for have one that does not, and need
 * not be searched for.
 */

const places = 4096;

export class Trios {
  #text = '';
  /** By the trio's hash, the text that last had it. */
  readonly #stamps = new Uint32Array(places);
  #stamp = 0;

  of(text: string): this {
    this.#text = text;
    this.#stamp++;
    for (let at = text.length - 3; at >= 0; at--) this.#stamps[placeOf(text, at)] = this.#stamp;
    return this;
  }

  /** Whether the word stands in the text. */
  readonly hold = (word: string): boolean => {
    const last = word.length - 3;
    const may = last < 0 || (this.#has(word, 0) && this.#has(word, last));
    return may && this.#text.includes(word);
  };

  #has(word: string, at: number): boolean {
    return this.#stamps[placeOf(word, at)] === this.#stamp;
  }
}

const placeOf = (text: string, at: number): number =>
  (text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 4) ^ (text.charCodeAt(at + 2) << 8)) & (places - 1);
