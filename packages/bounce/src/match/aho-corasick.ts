/**
 * Finds which of many words stand in a text, in one pass whatever their number (Aho and Corasick 1975).
 * A dense automaton over the bytes of UTF-8: one table look-up per byte. It knows no mail.
 *
 * Words are looked for by their first 14 bytes, and rarer bytes share columns of the table: what is reported may
 * stand there, what is not reported does not.
 */

const width = 64;
const longest = 14;
/** Columns shared by rarer bytes. */
const shared = 8;

const utf8 = new TextEncoder();

export class AhoCorasick {
  /** Numbers of the sets found by the last `scan`, in no order, each once. */
  readonly found: Int32Array;
  readonly #columns: Uint8Array;
  readonly #table: Uint16Array | Uint32Array;
  /** Rows from here on report sets. */
  readonly #firstReport: number;
  /** Sets that the n-th reporting row reports: `#reports[#starts[n]]` up to `#starts[n + 1]`. */
  readonly #starts: Int32Array;
  readonly #reports: Int32Array;
  /** Scan in which a set was last found, so that it is found once. */
  readonly #seen: Int32Array;
  #scans = 0;
  /** The text as bytes, and room behind it. */
  #bytes = new Uint8Array(2048);

  /** Each set of words is one thing to find: its number is reported when any of them stands there. */
  constructor(sets: readonly (readonly string[])[]) {
    this.found = new Int32Array(sets.length);
    this.#seen = new Int32Array(sets.length);
    const words = sets.map((set) => set.map((word) => utf8.encode(word).subarray(0, longest)));
    this.#columns = assignColumns(words.flat());
    const trie = new Trie(words, this.#columns);
    const rows = reportingLast(trie);
    this.#table = new (trie.states.length > 65535 ? Uint32Array : Uint16Array)(trie.states.length * width);
    for (const state of trie.states) {
      const from = state * width;
      const to = (rows[state] as number) * width;
      for (let column = 0; column < width; column++)
        this.#table[to + column] = rows[trie.table[from + column] as number] as number;
    }
    const reports = trie.states.map((state) => trie.reports[state] ?? none).filter((report) => report.length > 0);
    this.#firstReport = trie.states.length - reports.length;
    this.#reports = Int32Array.from(reports.flat());
    this.#starts = new Int32Array(reports.length + 1);
    reports.forEach((report, n) => {
      this.#starts[n + 1] = (this.#starts[n] as number) + report.length;
    });
  }

  /**
   * How many sets have a word in the text; their numbers are in `found`. Four quarters are read side by side, so that one
   * look-up in the table need not wait for the other; each goes on into the next by a word's length.
   */
  scan(text: string): number {
    const quarter = this.#encode(text);
    const bytes = this.#bytes;
    const table = this.#table;
    const columns = this.#columns;
    const firstReport = this.#firstReport;
    this.#scans++;
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    let count = 0;
    for (let at = 0; at < quarter + longest - 1; at++) {
      first = table[first * width + (columns[bytes[at] as number] as number)] as number;
      second = table[second * width + (columns[bytes[at + quarter] as number] as number)] as number;
      third = table[third * width + (columns[bytes[at + quarter * 2] as number] as number)] as number;
      fourth = table[fourth * width + (columns[bytes[at + quarter * 3] as number] as number)] as number;
      if (first >= firstReport) count = this.#report(first - firstReport, count);
      if (second >= firstReport) count = this.#report(second - firstReport, count);
      if (third >= firstReport) count = this.#report(third - firstReport, count);
      if (fourth >= firstReport) count = this.#report(fourth - firstReport, count);
    }
    return count;
  }

  /** Writes the bytes of the text, with zeros behind it, and says how long a quarter is. */
  #encode(text: string): number {
    const most = text.length * 3 + 4 + longest;
    if (most > this.#bytes.length) this.#bytes = new Uint8Array(most * 2);
    const { written } = utf8.encodeInto(text, this.#bytes);
    const quarter = (written + 3) >> 2;
    this.#bytes.fill(0, written, quarter * 4 + longest);
    return quarter;
  }

  #report(row: number, count: number): number {
    const end = this.#starts[row + 1] as number;
    for (let at = this.#starts[row] as number; at < end; at++) {
      const number = this.#reports[at] as number;
      if (this.#seen[number] === this.#scans) continue;
      this.#seen[number] = this.#scans;
      this.found[count++] = number;
    }
    return count;
  }
}

/**
 * The column of each byte. The commonest bytes of the words get one of their own; column 0 is for bytes in no word; the
 * rest share the last eight.
 */
function assignColumns(words: readonly Uint8Array[]): Uint8Array {
  const uses = new Map<number, number>();
  for (const word of words) for (const byte of word) uses.set(byte, (uses.get(byte) ?? 0) + 1);
  const columns = new Uint8Array(256);
  const own = width - shared - 1;
  const byUse = [...uses.keys()].sort((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0));
  byUse.forEach((byte, rank) => {
    columns[byte] = rank < own ? rank + 1 : own + 1 + (byte % shared);
  });
  return columns;
}

/** Row of each state: breadth first, so that the busy ones lie together; those that report come last. */
function reportingLast({ states, reports }: Trie): Int32Array {
  const rows = new Int32Array(states.length);
  let next = 0;
  for (const reporting of [false, true]) {
    for (const state of states) if ((reports[state] !== none) === reporting) rows[state] = next++;
  }
  return rows;
}

const none: readonly number[] = [];

/** The words as a tree of states, closed to an automaton: `table` has a next state for every state and column. */
class Trie {
  table = new Int32Array(width * 1024);
  /** Breadth first. */
  readonly states: number[] = [0];
  /** Numbers of the sets whose words end in a state, or in a suffix of it. */
  readonly reports: (readonly number[])[] = [none];

  constructor(sets: readonly (readonly Uint8Array[])[], columns: Uint8Array) {
    sets.forEach((words, number) => {
      for (const word of words) this.#add(word, number, columns);
    });
    this.#close();
  }

  #add(word: Uint8Array, number: number, columns: Uint8Array): void {
    let state = 0;
    for (const byte of word) {
      const cell = state * width + (columns[byte] as number);
      state = (this.table[cell] as number) || this.#state();
      this.table[cell] = state;
    }
    this.reports[state] = [...(this.reports[state] as readonly number[]), number];
  }

  #state(): number {
    const state = this.reports.push(none) - 1;
    if ((state + 1) * width > this.table.length) {
      const table = new Int32Array(this.table.length * 2);
      table.set(this.table);
      this.table = table;
    }
    return state;
  }

  /** Breadth first: what a state has no child for is what its longest proper suffix does. */
  #close(): void {
    const suffix = new Int32Array(this.reports.length);
    for (const state of this.states) {
      for (let column = 0; column < width; column++) {
        const cell = state * width + column;
        const child = this.table[cell] as number;
        const fallback = state === 0 ? 0 : (this.table[(suffix[state] as number) * width + column] as number);
        if (child === 0) this.table[cell] = fallback;
        else {
          suffix[child] = fallback;
          const inherited = this.reports[fallback] as readonly number[];
          if (inherited !== none) this.reports[child] = [...(this.reports[child] as readonly number[]), ...inherited];
          this.states.push(child);
        }
      }
    }
    this.table = this.table.subarray(0, this.reports.length * width);
  }
}
