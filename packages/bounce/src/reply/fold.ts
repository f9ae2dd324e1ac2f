/**
 * The folded reply, which rules are matched against (rules/rule.ts): lower case, every run of white space as one
 * space, the lines of a multi-line reply joined, without their repeated codes and the hyphen of the first. Each offset of the folded text leads
 * back to the reply as it was given. The usual reply (one line of ASCII) costs a look at four bytes at a time and one native lower-casing.
 */
import { statusEnd } from './enhanced-status.ts';
import { findCode, skipToStatus } from './reply-code.ts';
import { lowerUsual } from './usual.ts';

export interface Folded {
  readonly text: string;
  /** The words `start` to `end` of the folded text as offsets into the reply as it was given. */
  span(start: number, end: number): { readonly start: number; readonly end: number };
}

/** Characters that are folded; what follows is not looked at. */
export const FOLD_LIMIT = 8192;

/** `codeStart` is where the reply code begins (`Reply.codeStart`), -1 for none. Never throws. */
export function fold(text: string, codeStart: number = findCode(text, Math.min(text.length, FOLD_LIMIT))): Folded {
  const cut = text.length > FOLD_LIMIT ? text.slice(0, FOLD_LIMIT) : text;
  const oneLine = codeStart < 0 || cut.charCodeAt(codeStart + 3) !== HYPHEN;
  const trimmed = cut.charCodeAt(0) !== SPACE && cut.charCodeAt(cut.length - 1) !== SPACE;
  const usual = oneLine && trimmed ? lowerUsual(cut) : null;
  return usual === null ? refold(cut, codeStart) : new SameOffsets(usual);
}

const HYPHEN = 45;
const SLASH = 47;
const SPACE = 32;

class SameOffsets implements Folded {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  span(start: number, end: number): { start: number; end: number } {
    return { start, end };
  }
}

/** The folded text is made of pieces of the reply; a piece's offsets differ by one distance. */
class MovedOffsets implements Folded {
  text = '';
  private readonly starts: number[] = [];
  private readonly origins: number[] = [];

  /** Appends `piece`, which begins at `origin` in the reply. */
  add(piece: string, origin: number): void {
    if (piece === '') return;
    this.starts.push(this.text.length);
    this.origins.push(origin);
    this.text += piece;
  }

  span(start: number, end: number): { start: number; end: number } {
    return { start: this.originOf(start), end: end > start ? this.originOf(end - 1) + 1 : this.originOf(start) };
  }

  private originOf(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return (this.origins[low] ?? 0) + offset - (this.starts[low] ?? 0);
  }
}

/** Lower case without a change of length: "İ" would become two characters. Typographic quotes become plain ones. */
const lowerInPlace = (text: string): string =>
  text
    .replaceAll('\u0130', 'i')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c-\u201e]/g, '"');

function refold(given: string, codeStart: number): Folded {
  const head = repeatedHead(given, codeStart);
  const text = head?.announced ? `${given.slice(0, codeStart + 3)} ${given.slice(codeStart + 4)}` : given;
  const lower = lowerInPlace(text);
  const folded = new MovedOffsets();
  let start = 0;
  for (let i = 0; i < text.length; ) {
    const gap = gapEnd(text, i);
    if (gap === i) {
      i++;
      continue;
    }
    folded.add(lower.slice(start, i), start);
    const joins = isInvisible(text, i, gap);
    start = joins || head === null ? gap : repeatEnd(text, i, gap, head);
    if (!joins && folded.text !== '' && start < text.length) folded.add(' ', i);
    i = start;
  }
  folded.add(lower.slice(start), start);
  return folded;
}

/** End of the white space (also written as "\n" in two characters) that begins here; invisible characters count too. */
function gapEnd(text: string, start: number): number {
  let i = start;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 92 && isWrittenBreak(text, i)) i++;
    else if (c > 32 && c !== 160 && c !== 0x3000 && c !== 127 && !isZeroWidth(c)) break;
  }
  return i;
}

/** "\n" or "\r" in two characters before a code, a space, another one or the end; "DOMAIN\name" has none. */
function isWrittenBreak(text: string, at: number): boolean {
  const letter = text.charCodeAt(at + 1);
  if (letter !== 110 && letter !== 114) return false;
  const next = text.charCodeAt(at + 2);
  return Number.isNaN(next) || next <= SPACE || next === 92 || (next >= 48 && next <= 57);
}

const isZeroWidth = (c: number): boolean => c === 0xad || (c >= 0x200b && c <= 0x200d) || c === 0xfeff;

/** A gap of zero-width characters only joins what stands on both sides. */
function isInvisible(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isZeroWidth(text.charCodeAt(i))) return false;
  return true;
}

/** What every line of the reply repeats: the code, and the status behind it. */
interface Head {
  readonly start: number;
  readonly code: string;
  readonly status: string;
  /** "550-" announces that more lines follow (RFC 5321 §4.2.1), also where a logger has joined them with spaces. */
  readonly announced: boolean;
}

function repeatedHead(text: string, codeStart: number): Head | null {
  if (codeStart < 0) return null;
  const status = skipToStatus(text, codeStart + 3);
  return {
    start: codeStart,
    code: text.slice(codeStart, codeStart + 3),
    status: text.slice(status, statusEnd(text, status)),
    announced: text.charCodeAt(codeStart + 3) === HYPHEN,
  };
}

/** Where the next words begin behind the gap: over a " / " between lines and the repeated code and status. */
function repeatEnd(text: string, start: number, gap: number, head: Head): number {
  if (start < head.start || (!head.announced && !/[\n\r\\]/.test(text.slice(start, gap)))) return gap;
  let words = gap;
  for (let next = lineHeadEnd(text, words, head); next > words; next = lineHeadEnd(text, words, head)) words = next;
  return words;
}

/** Where the line goes on behind the code (and status) that it repeats; `line` when it repeats none. */
function lineHeadEnd(text: string, line: number, head: Head): number {
  const code = text.charCodeAt(line) === SLASH ? gapEnd(text, line + 1) : line;
  if (!text.startsWith(head.code, code)) return line;
  const hyphen = text.charCodeAt(code + 3) === HYPHEN ? 1 : 0;
  const words = gapEnd(text, code + 3 + hyphen);
  if (hyphen === 0 && words === code + 3 && words < text.length) return line;
  if (head.status === '' || !text.startsWith(head.status, words)) return words;
  const end = gapEnd(text, words + head.status.length);
  return end > words + head.status.length || end === text.length ? end : words;
}
