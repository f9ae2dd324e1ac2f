/**
 * Finds which of many things may stand in a text, in one pass whatever their number. It knows no mail.
 *
 * A thing is some sets of words, and stands there when a word of each set does. It is looked for by its rarest set; a word by
 * three adjoining bytes of its UTF-8 (a gram), those that are the rarest in usual texts, and by the four before and behind
 * them. Of the other sets a gram of some word must stand anywhere. What is reported may stand there, what is not reported
 * does not. The pass reads and writes 16 KB: an automaton over the same words takes megabytes, and falls out of the
 * processor's caches.
 */
import { GramCounts, type GramWords, hashOf, type ReadySets } from './gram-counts.ts';
import { held, margin } from './held-text.ts';

type Words = readonly string[];

/** So many bits of a gram's hash choose its flag, and the upper ones of them its stamp and its bucket. */
const flagBits = 16;
const stampBits = 13;
const bucketBits = 12;
const gramMask = 0xffffff;
/** Stamps are bytes; 0 is no scan. */
const lastStamp = 255;

export class WordIndex {
  /** Numbers of the things found by the last `scan`, in no order, each once. */
  readonly found: Int32Array;
  /** Whether the rarest set of any thing has a gram of this hash. */
  readonly #flags = new Int32Array(2 ** (flagBits - 5));
  /** By hash the scan that met a gram last. */
  readonly #stamps = new Uint8Array(2 ** stampBits);
  #stamp = 0;
  /** Entries of the n-th bucket begin at `#starts[n]` and end at `#starts[n + 1]`; each is `entrySize` numbers. */
  readonly #starts = new Int32Array(2 ** bucketBits + 1);
  readonly #entries: Int32Array;
  /** Of each thing the other sets: how many grams, their places in `stamps`, …, 0. */
  readonly #others: Int32Array;
  /** Things of which a word is too short to look for: they may stand in any text. */
  readonly #always: readonly number[];
  /** Of the n-th thing, from `n * recordSize` on: the scan that found it last, and what `first`, `last` and `othersAt` are the places of. */
  readonly #records: Int32Array;
  #scans = 0;
  /** Places of the text where a gram of some rarest set begins. */
  #hits = new Int32Array(1024);

  /** The things as `GramCounts` makes them ready. */
  constructor(ready: readonly ReadySets[]) {
    this.found = new Int32Array(ready.length);
    this.#records = new Int32Array(ready.length * recordSize);
    this.#always = [...ready.keys()].filter((thing) => ready[thing] === null);
    const entries = ready.flatMap((sets, thing) => (sets?.[0] ?? []).map((word) => ({ ...word, thing })));
    this.#entries = this.#file(entries.sort((one, other) => bucketOf(one.gram) - bucketOf(other.gram)));
    const others = ready.map((sets) => [...(sets ?? []).slice(1).flatMap(stampsOf), 0]);
    this.#others = Int32Array.from(others.flat());
    startsOf(others).forEach((start, thing) => {
      this.#records[thing * recordSize + othersAt] = start;
    });
  }

  /** Raises the flags of the entries' grams and notes where their buckets begin; they come in the order of the buckets. */
  #file(entries: readonly (GramWords & { readonly thing: number })[]): Int32Array {
    entries.forEach(({ gram }, place) => {
      const flag = hashOf(gram, flagBits);
      this.#flags[flag >>> 5] = (this.#flags[flag >>> 5] as number) | (1 << (flag & 31));
      this.#starts[bucketOf(gram) + 1] = (place + 1) * entrySize;
    });
    for (let bucket = 1; bucket < this.#starts.length; bucket++)
      this.#starts[bucket] = Math.max(this.#starts[bucket] as number, this.#starts[bucket - 1] as number);
    return Int32Array.from(
      entries.flatMap(({ gram, before, behind, thing, distance }) => [
        ...[gram, ...before, ...behind],
        ...[thing * recordSize, ...distance],
      ]),
    );
  }

  /** How many things may stand in the text; their numbers are in `found`. */
  scan(text: string): number {
    held.hold(text);
    const hits = this.#findGrams();
    this.#scans++;
    let count = 0;
    for (const thing of this.#always) count = this.#report(thing * recordSize, 0, text.length, count);
    for (let hit = 0; hit < hits; hit++) count = this.#look(this.#hits[hit] as number, count);
    return count;
  }

  /** Whether the last scan found the thing. */
  has(thing: number): boolean {
    return this.#records[thing * recordSize] === this.#scans;
  }

  /** Where in the text a thing that the last scan found may begin, at the earliest; in bytes. Before the text's own beginning there is nothing. */
  earliest(thing: number): number {
    return this.#records[thing * recordSize + first] as number;
  }

  latest(thing: number): number {
    return this.#records[thing * recordSize + last] as number;
  }

  /** Stamps the grams of the text, fills `hits` and says how many there are. */
  #findGrams(): number {
    const { view } = held;
    if (this.#hits.length < view.byteLength) this.#hits = new Int32Array(view.byteLength);
    const end = held.end - 2;
    const flags = this.#flags;
    const stamps = this.#stamps;
    const hits = this.#hits;
    const stamp = this.#nextStamp();
    let count = 0;
    for (let at = margin; at < end; at += 2) {
      // Two grams are in four bytes.
      const bytes = view.getInt32(at, true);
      const one = hashOf(bytes & gramMask, flagBits);
      stamps[one >>> (flagBits - stampBits)] = stamp;
      if ((((flags[one >>> 5] as number) >>> (one & 31)) & 1) !== 0) hits[count++] = at;
      const two = hashOf(bytes >>> 8, flagBits);
      stamps[two >>> (flagBits - stampBits)] = stamp;
      if ((((flags[two >>> 5] as number) >>> (two & 31)) & 1) !== 0) hits[count++] = at + 1;
    }
    return count;
  }

  #nextStamp(): number {
    if (this.#stamp === lastStamp) {
      this.#stamps.fill(0);
      this.#stamp = 0;
    }
    return ++this.#stamp;
  }

  /** Reports the things whose rarest set may have a word with its gram here. */
  #look(place: number, already: number): number {
    const { view } = held;
    const entries = this.#entries;
    const gram = view.getInt32(place, true) & gramMask;
    const before = view.getInt32(place - 4, true);
    const behind = view.getInt32(place + 3, true);
    const bucket = bucketOf(gram);
    const end = this.#starts[bucket + 1] as number;
    let count = already;
    for (let at = this.#starts[bucket] as number; at < end; at += entrySize) {
      const differs =
        (gram ^ (entries[at] as number)) |
        ((before & (entries[at + 1] as number)) ^ (entries[at + 2] as number)) |
        ((behind & (entries[at + 3] as number)) ^ (entries[at + 4] as number));
      if (differs !== 0) continue;
      const record = entries[at + 5] as number;
      const start = place - margin;
      if (this.#hasOthers(record))
        count = this.#report(record, start - (entries[at + 7] as number), start - (entries[at + 6] as number), count);
    }
    return count;
  }

  /** Whether the text has a gram of each of the other sets. */
  #hasOthers(record: number): boolean {
    const others = this.#others;
    let at = this.#records[record + othersAt] as number;
    for (let grams = others[at] as number; grams > 0; grams = others[at] as number) {
      const end = at + grams + 1;
      do {
        if (++at === end) return false;
      } while (this.#stamps[others[at] as number] !== this.#stamp);
      at = end;
    }
    return true;
  }

  #report(record: number, earliest: number, latest: number, count: number): number {
    const records = this.#records;
    if (records[record] === this.#scans) {
      if (earliest < (records[record + first] as number)) records[record + first] = earliest;
      if (latest > (records[record + last] as number)) records[record + last] = latest;
      return count;
    }
    records[record] = this.#scans;
    records[record + first] = earliest;
    records[record + last] = latest;
    this.found[count] = record / recordSize;
    return count + 1;
  }
}

/** An index of things for which no usual texts are at hand: rare is what is rare in their own words. */
export function indexOf(things: readonly (readonly Words[])[]): WordIndex {
  const counts = new GramCounts(things.flat(2));
  return new WordIndex(things.map((sets) => counts.rarestFirst(sets.map((words) => ({ words, least: 0, most: 0 })))));
}

const bucketOf = (gram: number): number => hashOf(gram, bucketBits);

/** A gram, masks and bytes on both sides, the thing's record, the least and the most distance from its beginning. */
const entrySize = 8;

/** The scan in which a thing was last found; then, behind that, where it may begin and where its other sets are. */
const recordSize = 4;
const first = 1;
const last = 2;
const othersAt = 3;

/** How many grams a set has, and their places in `stamps`. */
const stampsOf = (words: readonly GramWords[]): readonly number[] => [
  words.length,
  ...words.map(({ gram }) => hashOf(gram, stampBits)),
];

/** Where each list begins when they stand one behind the other. */
function startsOf(lists: readonly (readonly number[])[]): readonly number[] {
  let next = 0;
  return lists.map(({ length }) => {
    const start = next;
    next += length;
    return start;
  });
}
