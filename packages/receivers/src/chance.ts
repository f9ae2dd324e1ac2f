/**
 * Chance that repeats itself: the same seed and the same key give the same draws, whatever else happened before, so that
 * connections that race with each other change nothing.
 */
export interface Chance {
  /** From 0 up to, but not including, 1. */
  readonly next: () => number;
  /** One of the values, which are not none. */
  readonly of: <T>(values: readonly T[]) => T;
  /** Characters in the form "[a-z0-9]{12}-[0-9]{3}"; whatever stands outside of brackets is kept. */
  readonly word: (form: string) => string;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}

/** Draws for one key, for example a recipient or a session. */
export function chance(seed: number, key: string): Chance {
  let state = (hash(`${seed}/${key}`) ^ Math.imul(seed | 1, 0x9e3779b1)) >>> 0;
  // Mulberry32: small, and even enough for a simulation. No secret hangs on it.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const of = <T>(values: readonly T[]): T => {
    const value = values[Math.floor(next() * values.length)];
    if (value === undefined) throw new RangeError('nothing to choose from');
    return value;
  };
  const word = (form: string): string =>
    form.replace(/\[([^\]]+)\](?:\{(\d{1,2})\})?/g, (_, set: string, count = '1') => {
      const letters = expand(set);
      return Array.from({ length: Number(count) }, () => of(letters)).join('');
    });
  return { next, of, word };
}

/** "a-f0-9" to its characters. */
function expand(set: string): readonly string[] {
  return set
    .replace(/(.)-(.)/g, (_, from: string, to: string) => {
      const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
      return String.fromCharCode(...Array.from({ length: last - first + 1 }, (_value, step) => first + step));
    })
    .split('');
}
