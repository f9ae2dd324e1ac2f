/**
 * The verdicts of recent replies. Bursts repeat the same reply to the letter; a reply seen again costs a comparison.
 * Bounded: a new verdict takes the place of an older one.
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

  get(text: string, mx: string | undefined, stage: Stage | undefined): Verdict | null {
    const seen = this.#seen[placeOf(text)];
    return seen !== undefined && seen.text === text && seen.mx === mx && seen.stage === stage ? seen.verdict : null;
  }

  put(text: string, mx: string | undefined, stage: Stage | undefined, verdict: Verdict): void {
    if (text.length <= longest) this.#seen[placeOf(text)] = { text, mx, stage, verdict };
  }
}

/** By length and eight characters: hashing the whole text would cost every new reply more than it saves. */
function placeOf(text: string): number {
  const step = (text.length >> 3) + 1;
  let hash = text.length;
  for (let at = 0; at < text.length; at += step) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 10)) & (places - 1);
}
