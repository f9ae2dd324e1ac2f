/**
 * Where the fields of a header block stand and where the body begins (RFC 5322 §2.2), in one pass.
 * Blocks in the wild have blanks before the colon, folds that are not indented, or no empty line at the end:
 * a line that is no field continues the field before it when the header goes on behind it, else the body begins there.
 */
import type { Reading } from './limits.ts';
import { isBlank, lineEnd, nextLine, skipBlanks } from './line.ts';
import type { Source } from './source.ts';

export interface Field {
  /** Offsets of the name, of the colon behind it, and of the field's end. */
  readonly start: number;
  readonly colon: number;
  end: number;
}

export interface HeaderBlock {
  readonly start: number;
  readonly end: number;
  readonly bodyStart: number;
  readonly fields: readonly Field[];
  /** Of each field the mark of its name. */
  readonly marks: readonly number[];
}

/** `part` is the part's number, for the problems; 0 for fields that are no part's header. */
export function readHeaderBlock(
  source: Source,
  start: number,
  end: number,
  reading: Reading,
  part: number,
): HeaderBlock {
  const { limits } = reading;
  const { text } = source;
  const fields: Field[] = [];
  const marks: number[] = [];
  let open: Field | null = null;
  let full = false;
  let at = start;
  while (at < end) {
    const ends = source.lineEnd(at, end);
    const next = nextLine(text, ends, end);
    if (ends === at) return { start, end: at, bodyStart: next, fields, marks };
    const colon = fieldColon(text, at, ends);
    const kind = colon === -1 ? kindOfLine(text, at, ends, next, end, open !== null) : 'field';
    if (kind === 'separator') return { start, end: at, bodyStart: next, fields, marks };
    if (kind === 'body') {
      reading.note(`${nameOf(part)}: no empty line between header and body`);
      return { start, end: at, bodyStart: at, fields, marks };
    }
    if (kind === 'field') {
      open = { start: at, colon, end: ends };
      if (!full && (fields.length === limits.headers || at - start >= limits.headerBlock)) {
        reading.note(`${nameOf(part)}: header longer than ${limits.headers} fields or ${limits.headerBlock} bytes`);
        full = true;
      }
      if (!full) {
        fields.push(open);
        marks.push(markOf(text, at, endOfName(text, colon)));
      }
    } else if (kind !== 'from') {
      if (kind === 'broken') reading.note(`${nameOf(part)}: header line without a colon`);
      if (open !== null) open.end = ends;
    }
    at = next;
  }
  return { start, end, bodyStart: end, fields, marks };
}

const nameOf = (part: number): string => (part === 0 ? 'fields' : `part ${part}`);

/** Equal for equal names in any case, and mostly for those only: length, first and last character. */
export const markOf = (text: string, start: number, end: number): number =>
  (Math.min(end - start, longestName) << 16) |
  (lowered(text.charCodeAt(start)) << 8) |
  lowered(text.charCodeAt(end - 1));

/** Nobody asks for longer ones. */
const longestName = 0x3fff;

/** Names are ASCII. */
export const lowered = (unit: number): number => (unit >= 65 && unit <= 90 ? unit + 32 : unit);

function endOfName(text: string, colon: number): number {
  let end = colon;
  while (isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

type Line = 'fold' | 'separator' | 'from' | 'broken' | 'body';

/** A line that begins no field. `inside`: a field stands above, so that the line can belong to it. */
function kindOfLine(text: string, at: number, ends: number, next: number, end: number, inside: boolean): Line {
  const fold = isBlank(text.charCodeAt(at));
  const empty = fold && skipBlanks(text, at, ends) === ends;
  if (fold && !empty && inside) return 'fold';
  if (isFromLine(text, at)) return 'from';
  if (startsField(text, next, end)) return fold ? 'fold' : 'broken';
  if (empty) return 'separator';
  const beforeEmptyLine = next < end && lineEnd(text, next, next + 1) === next;
  return inside && beforeEmptyLine ? 'broken' : 'body';
}

/** A field begins here or at most three lines below, before any empty line: broken folds come in rows. */
function startsField(text: string, from: number, end: number): boolean {
  let at = from;
  for (let line = 0; line < 4 && at < end; line++) {
    if (fieldColon(text, at, end) !== -1) return true;
    const ends = lineEnd(text, at, end);
    if (ends === at) return false;
    at = nextLine(text, ends, end);
  }
  return false;
}

/** mbox: the envelope line, also where a mail program quoted it. */
export const isFromLine = (text: string, at: number): boolean =>
  text.startsWith('From ', at) || text.startsWith('>From ', at);

/**
 * Offset of the colon behind a field's name, -1 when no field begins here. A name is printable ASCII without blanks
 * (RFC 5322 §2.2); blanks before the colon are obsolete syntax (§4.5).
 */
function fieldColon(text: string, start: number, end: number): number {
  let nameEnd = start;
  while (nameEnd < end) {
    const unit = text.charCodeAt(nameEnd);
    if (unit === COLON || unit < 33 || unit > 126) break;
    nameEnd++;
  }
  if (nameEnd === start) return -1;
  const at = skipBlanks(text, nameEnd, end);
  return at < end && text.charCodeAt(at) === COLON ? at : -1;
}

const COLON = 58;
