/**
 * Folds header lines that are too long (RFC 5322 §2.2.3): a line end before white space that is there already changes nothing
 * of what a field says, be it text, a quoted string or an encoded word. In fields of addresses a line may end behind a
 * comma as well.
 */
import { longestLine } from './lines.ts';

/** What a line should have (§2.1.1). */
const wanted = 78;
const addressFields = /^(?:from|sender|reply-to|to|cc|bcc|resent-(?:from|sender|to|cc|bcc))[ \t]*:/i;

/** A header section, or any other run of fields, in latin1 with CRLF line ends. Null: a line has no place to break. */
export function fold(header: string): string | null {
  let folded = '';
  let isAddresses = false;
  for (const line of header.split(/(?<=\r\n)/)) {
    if (!/^[ \t]/.test(line)) isAddresses = addressFields.test(line);
    const text = line.endsWith('\r\n') ? line.slice(0, -2) : line;
    const pieces = text.length <= longestLine ? [text] : foldLine(text, isAddresses);
    if (pieces === null) return null;
    folded += pieces.join('\r\n') + line.slice(text.length);
  }
  return folded;
}

function foldLine(line: string, isAddresses: boolean): readonly string[] | null {
  const pieces: string[] = [];
  let start = 0;
  // What stands before the rest: white space of the line itself, else one blank.
  let blank = '';
  let place = 0;
  const cut = (): void => {
    pieces.push(blank + line.slice(start, place));
    blank = isBlank(line, place) ? '' : ' ';
    start = place;
  };
  eachPlace(line, isAddresses, (at) => {
    if (place > start && at - start > wanted) cut();
    place = at;
  });
  if (place > start && line.length - start > wanted) cut();
  pieces.push(blank + line.slice(start));
  return pieces.every((piece) => piece.length <= longestLine) ? pieces : null;
}

/** Where the line may end; no line is of white space alone (RFC 5322 §3.2.2). */
function eachPlace(line: string, isAddresses: boolean, each: (at: number) => void): void {
  const last = line.trimEnd().length;
  let quoted = false;
  for (let at = line.length - line.trimStart().length + 1; at < last; at++) {
    if (line[at - 1] === '"' && line[at - 2] !== '\\') quoted = !quoted;
    const behindComma = isAddresses && !quoted && line[at - 1] === ',';
    if (isBlank(line, at) ? !isBlank(line, at - 1) : behindComma) each(at);
  }
}

const isBlank = (line: string, at: number): boolean => line[at] === ' ' || line[at] === '\t';
