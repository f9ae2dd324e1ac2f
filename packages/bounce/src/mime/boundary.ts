/**
 * The pieces of a multipart body between its delimiter lines (RFC 2046 §5.1.1).
 */
import { beforeLineEnd, lineEnd, nextLine, skipBlanks, startsLine } from './line.ts';

export interface Pieces {
  /** Offsets in the text of each piece, without the line end that belongs to the delimiter. */
  readonly pieces: readonly (readonly [start: number, end: number])[];
  /** The closing delimiter was seen. */
  readonly closed: boolean;
  /** There are more pieces than asked for. */
  readonly more: boolean;
}

/** The last piece of a body that is not closed goes on to the end. */
export function splitBody(text: string, start: number, end: number, boundary: string, most: number): Pieces {
  // A view: searching it cannot run on into the rest of the mail.
  const body = text.slice(start, end);
  const dashed = `--${boundary}`;
  const pieces: [number, number][] = [];
  let open = -1;
  for (let at = nextDelimiter(body, dashed, 0); at !== -1; at = nextDelimiter(body, dashed, open)) {
    if (open !== -1) pieces.push([start + open, start + Math.max(open, beforeLineEnd(body, at, 0))]);
    const behind = at + dashed.length;
    if (body.startsWith('--', behind)) return { pieces, closed: true, more: false };
    if (pieces.length >= most) return { pieces, closed: false, more: true };
    open = nextLine(body, skipBlanks(body, behind, body.length), body.length);
  }
  if (open !== -1) pieces.push([start + open, end]);
  return { pieces, closed: false, more: false };
}

/** Offset of the next delimiter line, closing or not; -1 when there is none. */
function nextDelimiter(body: string, dashed: string, from: number): number {
  let at = body.indexOf(dashed, from);
  while (at !== -1) {
    const behind = at + dashed.length;
    const tail = skipBlanks(body, body.startsWith('--', behind) ? behind + 2 : behind, body.length);
    const ends = tail === body.length || lineEnd(body, tail, tail + 1) === tail;
    // Else it is text, or the delimiter of an inner body whose boundary begins with this one.
    if (ends && startsLine(body, at)) return at;
    at = body.indexOf(dashed, tail);
  }
  return -1;
}

/** For a multipart that names no boundary, or a wrong one: the first line `--x` with a field or an empty line below. */
export function guessBoundary(text: string, start: number, end: number): string | null {
  const body = text.slice(start, end);
  let at = body.indexOf('--');
  for (let tries = 0; at !== -1 && tries < 1_000; tries++) {
    const ends = lineEnd(body, at, Math.min(at + 200, body.length));
    const boundary = body.slice(at + 2, ends).trimEnd();
    if (
      startsLine(body, at) &&
      /^(?=[^\s]*\w)[^\s]+$/.test(boundary) &&
      opensPart(body, nextLine(body, ends, body.length))
    )
      return boundary;
    at = body.indexOf('--', ends);
  }
  return null;
}

function opensPart(body: string, at: number): boolean {
  const line = body.slice(at, lineEnd(body, at, Math.min(at + 200, body.length)));
  return (line === '' && at < body.length) || /^content-[a-z-]{1,40}[ \t]*:/i.test(line);
}
