/**
 * Finds which of many words stand in a text, in one pass whatever their number (Aho and Corasick 1975).
 * A dense automaton: one table look-up per character. It knows no mail.
 *
 * Words are looked for by their first 12 characters, and rarer characters share columns of the table: what is reported may
 * stand there, what is not reported does not.
 */

const width = 64;
const longest = 20;
/** Columns shared by rarer characters. */
const shared = 8;

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

  /** Each set of words is one thing to find: its number is reported when any of them stands there. */
  constructor(sets: readonly (readonly string[])[]) {
    this.found = new Int32Array(sets.length);
    this.#seen = new Int32Array(sets.length);
    this.#columns = assignColumns(sets.flat());
    const trie = new Trie(sets, this.#columns);
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
   * How many sets have a word in the text; their numbers are in `found`. Two halves are read side by side, so that one
   * look-up in the table need not wait for the other; the first goes on into the second by a word's length.
   */
  scan(text: string): number {
    const table = this.#table;
    const columns = this.#columns;
    const firstReport = this.#firstReport;
    this.#scans++;
    const half = text.length >> 1;
    const end = Math.min(half + longest - 1, text.length);
    let left = 0;
    let right = 0;
    let count = 0;
    let at = 0;
    for (; half + at < text.length; at++) {
      if (at < half) {
        left = table[left * width + (columns[text.charCodeAt(at)] as number)] as number;
        if (left >= firstReport) count = this.#report(left - firstReport, count);
      }
      right = table[right * width + (columns[text.charCodeAt(half + at)] as number)] as number;
      if (right >= firstReport) count = this.#report(right - firstReport, count);
    }
    for (at = half; at < end; at++) {
      left = table[left * width + (columns[text.charCodeAt(at)] as number)] as number;
      if (left >= firstReport) count = this.#report(left - firstReport, count);
    }
    return count;
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
 * The column of each character. The commonest characters of the words get one of their own; column 0 is for characters
 * in no word; the rest share the last eight.
 */
function assignColumns(words: readonly string[]): Uint8Array {
  const uses = new Map<number, number>();
  for (const word of words)
    for (let at = 0; at < word.length; at++) uses.set(word.charCodeAt(at), (uses.get(word.charCodeAt(at)) ?? 0) + 1);
  const columns = new Uint8Array(65536);
  const own = width - shared - 1;
  const byUse = [...uses.keys()].sort((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0));
  byUse.forEach((char, rank) => {
    columns[char] = rank < own ? rank + 1 : own + 1 + (char % shared);
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

  constructor(sets: readonly (readonly string[])[], columns: Uint8Array) {
    sets.forEach((words, number) => {
      for (const word of words) this.#add(word, number, columns);
    });
    this.#close();
  }

  #add(word: string, number: number, columns: Uint8Array): void {
    let state = 0;
    for (let at = 0; at < word.length && at < longest; at++) {
      const cell = state * width + (columns[word.charCodeAt(at)] as number);
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
