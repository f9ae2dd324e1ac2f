/**
 * The verdicts of recent replies. Bursts repeat the same reply to the letter; from the third time on it costs a comparison.
 * A reply is kept when it comes again: replies that come once leave a number behind and nothing for the collector to
 * carry along. Bounded: a new verdict takes the place of an older one.
 */
import type { Stage, Verdict } from './verdict.ts';

interface Seen {
  readonly text: string;
  readonly mx: string | undefined;
  readonly stage: Stage | undefined;
  readonly verdict: Verdict;
}

const places = 1024;

/** Longer replies are not kept. */
const longest = 2048;

export class RecentVerdicts {
  readonly #seen: (Seen | undefined)[] = new Array(places).fill(undefined);
  /** Hash of the reply that was last put at each place. */
  readonly #hashes = new Int32Array(places);

  /** `hash` is the text's `hashOf`. */
  get(text: string, hash: number, mx: string | undefined, stage: Stage | undefined): Verdict | null {
    const seen = this.#seen[placeOf(hash)];
    return seen !== undefined && seen.text === text && seen.mx === mx && seen.stage === stage ? seen.verdict : null;
  }

  put(text: string, hash: number, mx: string | undefined, stage: Stage | undefined, verdict: Verdict): void {
    const place = placeOf(hash);
    if (this.#hashes[place] === hash && text.length <= longest) this.#seen[place] = { text, mx, stage, verdict };
    this.#hashes[place] = hash;
  }
}

/** By length and eight characters: hashing the whole text would cost every new reply more than it saves. */
export function hashOf(text: string): number {
  const step = (text.length >> 3) + 1;
  let hash = text.length;
  for (let at = 0; at < text.length; at += step) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

const placeOf = (hash: number): number => (hash ^ (hash >>> 10)) & (places - 1);
