/**
 * A log format: how to know it and how to read it. Readers get blocks of whole lines, as bytes, and look only at
 * lines that can matter: most lines of a mail log are about connections, queues and filters.
 */
import type { Sink } from './attempt.ts';

export interface LogFormat {
  /** "Postfix": for people. */
  readonly name: string;
  /** A word that the lines of interest have and other programs' lines have not. */
  readonly mark: RegExp;
  /** An octet that every line of interest has, where most others have not. */
  readonly sign?: number;
  /** How a line names the Message-ID of a queue id, and what only such lines have. */
  readonly messageId?: { readonly sign: Buffer; readonly form: RegExp };
  /** A reader keeps what later lines need (whose message a queue id is), over all files of a run. */
  reader(sink: Sink): LogReader;
}

export interface LogReader {
  /** `writtenBy`: when the file was last written, in milliseconds; syslog lines have no year (RFC 3164 §4.1.2). */
  read(block: Buffer, writtenBy: number): void;
}

const newline = 0x0a;
const carriageReturn = 0x0d;
/** Longer lines are no log lines; they are cut here. */
export const lineLimit = 16_384;

/** Strings of this length live and die young; V8 keeps longer ones apart, which costs more than reading them. */
const pieceLength = 1 << 16;

/** The block cut at line ends into pieces that are worth making a string of. */
export function* pieces(block: Buffer): Generator<Buffer> {
  for (let start = 0; start < block.length; ) {
    const after = block.indexOf(newline, start + pieceLength);
    const end = after === -1 ? block.length : after + 1;
    yield block.subarray(start, end);
    start = end;
  }
}

/** Visits every line that contains `needle`, hopping from hit to hit; `at` is the needle's offset in the line. */
export function hop(block: Buffer, needle: string, visit: (line: string, at: number) => void): void {
  for (let hit = block.indexOf(needle); hit !== -1; ) {
    const line = lineAround(block, hit);
    const at = line.indexOf(needle);
    if (at !== -1) visit(line, at);
    hit = block.indexOf(needle, hit + Math.max(1, line.length - at));
  }
}

/** The line that holds the byte at `hit`; `start`: where it begins, where that is known. */
export function lineAround(block: Buffer, hit: number, start = block.lastIndexOf(newline, hit) + 1): string {
  const after = block.indexOf(newline, hit);
  return lineBetween(block, start, after === -1 ? block.length : after);
}

export function eachLine(block: Buffer, visit: (line: string) => void): void {
  for (let start = 0; start < block.length; ) {
    const after = block.indexOf(newline, start);
    const end = after === -1 ? block.length : after;
    if (end > start) visit(lineBetween(block, start, end));
    start = end + 1;
  }
}

function lineBetween(block: Buffer, start: number, end: number): string {
  const last = block[end - 1] === carriageReturn ? end - 1 : end;
  return block.toString('utf8', start, Math.min(last, start + lineLimit));
}

/** The text between two marks, from `from` on; null when either is missing. */
export function between(line: string, open: string, close: string, from = 0): string | null {
  const start = line.indexOf(open, from);
  if (start === -1) return null;
  const end = line.indexOf(close, start + open.length);
  return end === -1 ? null : line.slice(start + open.length, end);
}

/**
 * Whether the program says this first, behind "Nov 24 09:00:01 host program[17]: " (RFC 5424's header has no colon): what
 * clients choose, an address or a Message-ID, stands further on, and may look like a line of its own.
 */
export function isSaidFirst(line: string, start: number): boolean {
  const colon = line.indexOf(': ');
  return colon === -1 || colon >= start - 2;
}

/** This host itself: a content filter or a second instance, not a receiver. */
export const isLoopback = (host: string): boolean =>
  host.startsWith('127.') ||
  host.startsWith('[127.') ||
  host === '::1' ||
  host === 'localhost' ||
  host.startsWith('localhost.');
