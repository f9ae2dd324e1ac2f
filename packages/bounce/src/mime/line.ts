/**
 * Lines in a mail: they end with LF, CRLF or CR, also mixed. CR CR LF, left by a double conversion, is one end.
 */
const LF = 10;
const CR = 13;

/** Offset of the line's end mark, or `end`. */
export function lineEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const unit = text.charCodeAt(at);
    if (unit === LF || unit === CR) return at;
    at++;
  }
  return end;
}

/** Offset behind the end mark that stands at `at`. */
export function nextLine(text: string, at: number, end: number): number {
  if (at >= end) return end;
  if (text.charCodeAt(at) === LF) return at + 1;
  if (text.charCodeAt(at + 1) === LF) return Math.min(at + 2, end);
  if (text.charCodeAt(at + 1) === CR && text.charCodeAt(at + 2) === LF) return Math.min(at + 3, end);
  return at + 1;
}

/** Offset of the end mark right before `at`, or `at` when there is none. */
export function beforeLineEnd(text: string, at: number, start: number): number {
  if (at <= start) return at;
  if (text.charCodeAt(at - 1) === CR) return at - 1;
  if (text.charCodeAt(at - 1) !== LF) return at;
  let mark = at - 1;
  while (mark > start && at - mark < 3 && text.charCodeAt(mark - 1) === CR) mark--;
  return mark;
}

export function startsLine(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  return before === LF || before === CR;
}

export const isBlank = (unit: number): boolean => unit === 32 || unit === 9;

export function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Every line end as \n. */
export function withPlainLineEnds(text: string): string {
  let plain = '';
  let from = 0;
  // Put together from pieces: to replace all at once takes twice as long.
  for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) !== LF) return text.replace(/\r{0,2}\n|\r/g, '\n');
    plain += text.slice(from, at);
    from = at + 1;
  }
  return from === 0 ? text : plain + text.slice(from);
}
