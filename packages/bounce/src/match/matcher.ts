/**
 * Follows the programs of patterns over the held text (`held-text.ts`), which must be ASCII: where a pattern stands is what a RegExp of
 * its source would say, each piece at its earliest place. How often it may try again is bounded by `ways`.
 */
import { held, margin } from './held-text.ts';
import type { Span } from './pattern.ts';
import { atEdge, atEnd, atStart, choice, jump, oneOf, Programs, repeat, word } from './program.ts';

export class Matcher {
  readonly #programs = new Programs();
  /** Of each pattern where its pieces stand; null when it has no program. */
  readonly #pieces: (readonly number[] | null | undefined)[];
  /** Those of the text and the programs, while one is followed. */
  #bytes = held.bytes;
  #end = 0;
  #code = this.#programs.code;
  #sets = this.#programs.sets;

  constructor(count: number) {
    this.#pieces = new Array(count).fill(undefined);
  }

  /** Whether the pattern has a program. */
  knows(number: number, source: string): boolean {
    let pieces = this.#pieces[number];
    if (pieces === undefined) {
      pieces = this.#programs.add(source);
      this.#pieces[number] = pieces;
      this.#code = this.#programs.code;
      this.#sets = this.#programs.sets;
    }
    return pieces !== null;
  }

  /** Where each piece stands; null when the text does not match. `earliest` and `latest`: where the first one may begin. */
  find(number: number, earliest: number, latest: number): readonly Span[] | null {
    this.#bytes = held.bytes;
    this.#end = held.end;
    const spans: Span[] = [];
    let from = Math.max(earliest, 0) + margin;
    let to = Math.min(latest + margin, held.end);
    for (const piece of this.#pieces[number] ?? []) {
      const start = this.#search(piece, from, to);
      if (start < 0) return null;
      spans.push({ start: start - margin, end: this.#matchEnd - margin });
      from = this.#matchEnd;
      to = held.end;
    }
    return spans;
  }

  #matchEnd = 0;

  /** The first place where the piece matches, -1 for none; `#matchEnd` is its end. */
  #search(piece: number, from: number, to: number): number {
    const opening = this.#code[piece] as number;
    for (let at = from; at <= to; at++) {
      if (!this.#isIn(opening, this.#bytes[at] as number)) continue;
      const end = this.#follow(piece + 1, at);
      if (end < 0) continue;
      this.#matchEnd = end;
      return at;
    }
    return -1;
  }

  #isIn(set: number, byte: number): boolean {
    return (((this.#sets[set + (byte >>> 5)] as number) >>> (byte & 31)) & 1) !== 0;
  }

  /** Where what begins at `place` ends when it begins here; -1 when it does not match. */
  #follow(place: number, start: number): number {
    const code = this.#code;
    const bytes = this.#bytes;
    let at = start;
    let pc = place;
    for (;;) {
      switch (code[pc]) {
        case word: {
          const end = pc + 2 + (code[pc + 1] as number);
          for (pc += 2; pc < end; pc++, at++) if (bytes[at] !== code[pc]) return -1;
          break;
        }
        case oneOf:
          if (at >= this.#end || !this.#isIn(code[pc + 1] as number, bytes[at] as number)) return -1;
          at++;
          pc += 2;
          break;
        case repeat: {
          const least = at + (code[pc + 2] as number);
          const most = this.#run(code[pc + 1] as number, at, code[pc + 3] as number);
          pc += 4;
          if (most < least) return -1;
          for (at = most; at > least; at--) {
            const end = this.#follow(pc, at);
            if (end >= 0) return end;
          }
          break;
        }
        case choice: {
          const options = pc + 2 + (code[pc + 1] as number) * 2;
          for (let option = pc + 2; option < options; option += 2) {
            const first = code[option] as number;
            if (first !== 0 && first !== bytes[at]) continue;
            const end = this.#follow(option + (code[option + 1] as number), at);
            if (end >= 0) return end;
          }
          return -1;
        }
        case jump:
          pc += code[pc + 1] as number;
          break;
        case atStart:
          if (at !== margin) return -1;
          pc++;
          break;
        case atEnd:
          if (at !== this.#end) return -1;
          pc++;
          break;
        case atEdge:
          if (isWordByte(bytes[at - 1] as number) === isWordByte(bytes[at] as number)) return -1;
          pc++;
          break;
        default:
          return at;
      }
    }
  }

  /** Where a run of such bytes ends, of at most so many. */
  #run(set: number, start: number, most: number): number {
    const end = Math.min(start + most, this.#end);
    let at = start;
    while (at < end && this.#isIn(set, this.#bytes[at] as number)) at++;
    return at;
  }
}

const isWordByte = (byte: number): boolean =>
  (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || byte === 95;
