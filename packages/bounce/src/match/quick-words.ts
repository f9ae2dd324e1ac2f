/**
 * Words one of which every match of a pattern contains, found without reading the whole pattern: the longest run of plain
 * characters outside groups and classes, or the openings of a group's alternatives. Cheaper than a parse by far,
 * so a program that asks about one reply starts at once.
 */

/** Empty when nothing is certain: the pattern may match anything. */
export function quickWords(pattern: string): readonly string[] {
  let best: readonly string[] = [];
  let length = 0;
  let start = 0;
  for (let at = 0; at <= pattern.length; at++) {
    const char = pattern.charCodeAt(at);
    if (at < pattern.length && !isSpecial(char)) continue;
    const end = isQuantifier(char) ? at - 1 : at;
    if (end - start > length) {
      length = end - start;
      best = [pattern.slice(start, end)];
    }
    if (char === OPEN) {
      const close = groupEnd(pattern, at);
      if (close < 0) return [];
      const openings =
        length < 6 && !isQuantifier(pattern.charCodeAt(close + 1)) ? openingsOf(pattern, at + 1, close) : [];
      const shortest = Math.min(...openings.map((word) => word.length));
      if (openings.length > 0 && shortest > length) {
        length = shortest;
        best = openings;
      }
      at = close;
    } else if (char === BACKSLASH) at++;
    else if (char === SQUARE) at = classEnd(pattern, at);
    else if (char === CURLY) at = pattern.indexOf('}', at);
    if (at < 0) return [];
    start = at + 1;
  }
  return length < 2 ? [] : best;
}

/** What each alternative between the offsets begins with. */
function openingsOf(pattern: string, from: number, to: number): readonly string[] {
  const openings: string[] = [];
  for (let at = from; at < to; ) {
    let end = at;
    while (end < to && !isSpecial(pattern.charCodeAt(end))) end++;
    openings.push(pattern.slice(at, end < to && isQuantifier(pattern.charCodeAt(end)) ? end - 1 : end));
    at = nextAlternative(pattern, end, to);
  }
  return openings;
}

function nextAlternative(pattern: string, from: number, to: number): number {
  let at = from;
  while (at >= 0 && at < to && pattern.charCodeAt(at) !== BAR) at = skip(pattern, at) + 1;
  return at < 0 ? to : at + 1;
}

function groupEnd(pattern: string, open: number): number {
  let at = open + 1;
  while (at > 0 && at < pattern.length && pattern.charCodeAt(at) !== CLOSE) at = skip(pattern, at) + 1;
  return at > 0 && at < pattern.length ? at : -1;
}

/** Last offset of the escape, class or group that begins here, or of the character; -2 when it never ends. */
function skip(pattern: string, at: number): number {
  const char = pattern.charCodeAt(at);
  if (char === BACKSLASH) return at + 1;
  if (char === SQUARE) return classEnd(pattern, at);
  return char === OPEN ? groupEnd(pattern, at) : at;
}

function classEnd(pattern: string, open: number): number {
  for (let at = open + 1; at < pattern.length; at++) {
    if (pattern.charCodeAt(at) === BACKSLASH) at++;
    else if (pattern.charCodeAt(at) === 0x5d) return at;
  }
  return -2;
}

const OPEN = 0x28;
const CLOSE = 0x29;
const SQUARE = 0x5b;
const BACKSLASH = 0x5c;
const CURLY = 0x7b;
const BAR = 0x7c;

/** $ ( ) * + . ? [ \\ ^ { | */
const isSpecial = (char: number): boolean =>
  char < 0x40
    ? char === 0x24 || char === 0x2e || char === 0x3f || (char >= OPEN && char <= 0x2b)
    : char === SQUARE || char === BACKSLASH || char === 0x5e || char === CURLY || char === BAR;

/** * + ? { */
const isQuantifier = (char: number): boolean => char === 0x2a || char === 0x2b || char === 0x3f || char === CURLY;
