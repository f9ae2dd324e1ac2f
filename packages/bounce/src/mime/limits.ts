/**
 * How much of a mail is read. A mail beyond a limit is read up to it and says so in `problems`; it is never refused.
 */
export interface Limits {
  /** Bytes of the mail. */
  readonly message: number;
  /** Decoded bytes of one part's text. */
  readonly text: number;
  /** Parts of the whole tree. */
  readonly parts: number;
  /** Levels of the tree; the root is level 1. */
  readonly depth: number;
  /** Bytes of one part's header block. */
  readonly headerBlock: number;
  /** Bytes of one header field, folds included. */
  readonly headerLine: number;
  /** Fields of one header block. */
  readonly headers: number;
  /** Parameters of one field. */
  readonly parameters: number;
  /** Encoded words of one field. */
  readonly encodedWords: number;
  /** Addresses of one field. */
  readonly addresses: number;
}

const defaultLimits: Limits = {
  message: 10_000_000,
  text: 1_000_000,
  parts: 100,
  depth: 10,
  headerBlock: 256 * 1024,
  headerLine: 32 * 1024,
  headers: 1_000,
  parameters: 50,
  encodedWords: 500,
  addresses: 1_000,
};

/** One reading of one mail: its limits, and what was odd so far. */
export class Reading {
  readonly limits: Limits;
  /** In words, each once. */
  readonly problems: string[] = [];
  /** Parts opened so far. */
  parts = 0;

  constructor(limits?: Partial<Limits>) {
    this.limits = limits === undefined ? defaultLimits : { ...defaultLimits, ...limits };
  }

  note(problem: string): void {
    // Every part can be odd in a few ways; a hostile mail shall not fill the report.
    if (this.problems.length < 100 && !this.problems.includes(problem)) this.problems.push(problem);
  }
}
