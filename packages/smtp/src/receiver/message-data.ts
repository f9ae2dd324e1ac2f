/**
 * The octets after DATA (RFC 5321 §4.1.1.4, §4.5.2): where the message ends, and the message without its dot-stuffing.
 * Only CRLF "." CRLF ends it. A CR or LF on its own is refused, for servers disagree on what it means ("SMTP smuggling").
 * A message that came in one piece is a view on that piece; nothing is looked at octet by octet.
 */
import type { Lines } from '../message/lines.ts';

export type DataProgress =
  | { readonly kind: 'more' }
  /** `next`: where in the chunk the next command begins. */
  | { readonly kind: 'end'; readonly next: number }
  | { readonly kind: 'bare_line_break' };

/** Where keeping stops: the message is read on to its end and forgotten. */
export type Overflow = 'size' | 'memory';

/** Memory that all messages of a receiver share. */
export interface Memory {
  /** False when there is not as much left. */
  readonly take: (octets: number) => boolean;
  readonly give: (octets: number) => void;
}

const more: DataProgress = { kind: 'more' };
const bareLineBreak: DataProgress = { kind: 'bare_line_break' };
const NOTHING = Buffer.alloc(0);
const DOT = 46;
const CR = 13;
const LF = 10;
const FIRST_BUFFER = 16 * 1024;

export class MessageData {
  #kept: Buffer = NOTHING;
  #length = 0;
  #taken = 0;
  #overflow: Overflow | null = null;
  #seen = 0;
  /** A line came that begins with a dot. */
  #dots = false;
  #longest = 0;
  /** Octets, in earlier chunks, of the line that is under way. */
  #begun = 0;
  /** Where the last chunk stopped: at the start of a line, in it, after "." alone, after a CR, after "." CR. */
  #state: 'start' | 'text' | 'dot' | 'cr' | 'dot_cr' = 'start';
  readonly #limit: number;
  readonly #memory: Memory;

  constructor(limit: number, memory: Memory) {
    this.#limit = limit;
    this.#memory = memory;
  }

  get overflow(): Overflow | null {
    return this.#overflow;
  }

  /** Octets that came, kept or not. */
  get seen(): number {
    return this.#seen;
  }

  /** The message; valid once the end was seen and nothing overflowed. */
  get body(): Buffer {
    return this.#kept.subarray(0, this.#length);
  }

  /** Of the body, in the same case: there is no bare CR or LF, or it would have been refused. */
  get lines(): Lines {
    return { bare: false, dots: this.#dots, longest: this.#longest, closed: true };
  }

  /** To be called once, when nobody needs the body any more. */
  release(): void {
    this.#memory.give(this.#taken);
    this.#taken = 0;
    this.#kept = NOTHING;
    this.#length = 0;
  }

  push(chunk: Buffer): DataProgress {
    this.#seen += chunk.length;
    const text = chunk.toString('latin1', 0, chunk.length);
    const resumed = this.#resume(chunk);
    if (typeof resumed !== 'number') return resumed;
    return this.#scan(chunk, text, resumed);
  }

  /** Ends what the last chunk left open in the middle of a line break or after a dot. Gives where to go on. */
  #resume(chunk: Buffer): number | DataProgress {
    let at = 0;
    if (this.#state === 'dot' && chunk.length > 0) {
      this.#state = chunk[0] === CR ? 'dot_cr' : 'text';
      if (this.#state === 'dot_cr') at = 1;
    }
    if (this.#state !== 'cr' && this.#state !== 'dot_cr') return at;
    if (at === chunk.length) return more;
    if (chunk[at] !== LF) return bareLineBreak;
    if (this.#state === 'dot_cr') return { kind: 'end', next: at + 1 };
    this.#state = 'start';
    this.#keep(chunk, 0, 1);
    this.#endLine(0);
    return 1;
  }

  /** Line by line, from the start of one or from the middle. */
  #scan(chunk: Buffer, text: string, from: number): DataProgress {
    let line = from;
    // What is not yet kept: whole lines are kept together, up to the next stuffed dot.
    let open = from;
    let atStart = this.#state === 'start';
    for (;;) {
      const stuffed = atStart && text.charCodeAt(line) === DOT;
      if (stuffed) {
        this.#keep(chunk, open, line);
        open = line + 1;
      }
      const cr = text.indexOf('\r', line);
      const lf = text.indexOf('\n', line);
      if (lf >= 0 && (cr < 0 || lf !== cr + 1)) return bareLineBreak;
      if (lf < 0) {
        if (cr >= 0 && cr !== text.length - 1) return bareLineBreak;
        return this.#pause(chunk, { open, line, atStart, stuffed, cr });
      }
      if (stuffed && cr === line + 1) return { kind: 'end', next: lf + 1 };
      if (stuffed) this.#dots = true;
      this.#endLine(cr - (stuffed ? line + 1 : line));
      line = lf + 1;
      atStart = true;
    }
  }

  /** The chunk is over within a line. */
  #pause(
    chunk: Buffer,
    at: { open: number; line: number; atStart: boolean; stuffed: boolean; cr: number },
  ): DataProgress {
    const rest = chunk.length - at.line;
    if (at.stuffed && rest === 1) this.#state = 'dot';
    else if (at.stuffed && rest === 2 && at.cr >= 0) this.#state = 'dot_cr';
    else if (at.cr >= 0) this.#state = 'cr';
    else this.#state = at.atStart && rest === 0 ? 'start' : 'text';
    if (this.#state === 'dot_cr') return more;
    this.#keep(chunk, at.open, chunk.length);
    if (at.stuffed) this.#dots = true;
    this.#begun += rest - (at.stuffed ? 1 : 0) - (this.#state === 'cr' ? 1 : 0);
    return more;
  }

  #endLine(octets: number): void {
    this.#longest = Math.max(this.#longest, this.#begun + octets);
    this.#begun = 0;
  }

  #keep(chunk: Buffer, from: number, to: number): void {
    const octets = to - from;
    if (octets === 0 || this.#overflow !== null) return;
    const length = this.#length + octets;
    if (length > this.#limit) {
      this.#forget('size');
      return;
    }
    if (this.#length === 0 && this.#memory.take(chunk.length)) {
      // A view keeps its whole chunk alive: that is what it costs.
      this.#taken = chunk.length;
      this.#kept = chunk.subarray(from, to);
    } else {
      if (length > this.#kept.length && !this.#grow(length)) {
        this.#forget('memory');
        return;
      }
      chunk.copy(this.#kept, this.#length, from, to);
    }
    this.#length = length;
  }

  /** A view is as long as what it shows, so that the second piece always comes to a buffer of our own. */
  #grow(length: number): boolean {
    let capacity = Math.min(this.#limit, Math.max(length, 2 * this.#kept.length, FIRST_BUFFER));
    if (!this.#memory.take(capacity)) {
      capacity = length;
      if (!this.#memory.take(capacity)) return false;
    }
    const larger = Buffer.allocUnsafeSlow(capacity);
    this.#kept.copy(larger, 0, 0, this.#length);
    this.#memory.give(this.#taken);
    this.#taken = capacity;
    this.#kept = larger;
    return true;
  }

  #forget(why: Overflow): void {
    this.release();
    this.#overflow = why;
  }
}
