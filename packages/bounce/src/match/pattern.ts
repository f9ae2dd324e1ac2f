/**
 * One rule pattern, checked and ready to search with. Pieces are matched by the engine's own RegExp (or by indexOf where
 * they are plain text); since each takes its earliest place, nothing is tried twice across pieces, and `ways` bounds
 * what can be tried within one.
 */
import { certainWords } from './certain-words.ts';
import { type Literals, requiredLiterals } from './literals.ts';
import { type Node, PatternError, parsePattern } from './pattern-tree.ts';
import { mostWays, ways } from './ways.ts';

/** Offsets into the subject; `end` is behind the last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Longest pattern that is read. */
const longestPattern = 400;

/** What is wrong with a pattern, and at which character (from 0). */
export interface PatternProblem {
  readonly problem: string;
  readonly position: number;
}

/** Why the source is no pattern: not in the language, could be slow, or no literal to look for. Null when it is one. */
export function patternProblem(source: string): PatternProblem | null {
  if (source.length > longestPattern)
    return { problem: `longer than ${longestPattern} characters`, position: longestPattern };
  const pieces = parse(source);
  if (pieces instanceof PatternError) return { problem: pieces.message, position: pieces.position };
  if (pieces.some((piece) => ways(piece) > mostWays))
    return { problem: 'too many ways to match; name what stands between, or write .* between pieces', position: 0 };
  if (requiredLiterals(pieces).length === 0)
    return { problem: 'nothing certain to look for: at least three plain characters in a row', position: 0 };
  return null;
}

function parse(source: string): readonly Node[] | PatternError {
  try {
    return parsePattern(source);
  } catch (error) {
    if (error instanceof PatternError) return error;
    throw error;
  }
}

/** A source in which `patternProblem` finds nothing; it is not looked at again. */
export class Pattern {
  readonly #source: string;
  #certain: readonly (readonly string[])[] | undefined;
  #made: readonly (string | RegExp)[] | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  /** False where a glance shows that it cannot match. `holds`: whether a word stands in the subject. */
  mayMatch(holds: (word: string) => boolean): boolean {
    this.#certain ??= certainWords(this.#source);
    return this.#certain.every((words) => words.some(holds));
  }

  /** Every match contains at least one member of each set. */
  literals(): readonly Literals[] {
    const pieces = parse(this.#source);
    return pieces instanceof PatternError ? [] : requiredLiterals(pieces);
  }

  /** Where each piece stands; null when the subject does not match. */
  find(subject: string): readonly Span[] | null {
    const spans: Span[] = [];
    let from = 0;
    for (const piece of this.#pieces()) {
      const span = typeof piece === 'string' ? findText(piece, subject, from) : findRegExp(piece, subject, from);
      if (span === null) return null;
      spans.push(span);
      from = span.end;
    }
    return spans;
  }

  /** Made when they are first tried: few ever are. */
  #pieces(): readonly (string | RegExp)[] {
    this.#made ??= piecesOf(this.#source).map((piece) =>
      special.test(piece.replace(escaped, '')) ? new RegExp(piece, 'g') : piece.replace(escaped, '$1'),
    );
    return this.#made;
  }
}

function findText(text: string, subject: string, from: number): Span | null {
  const start = subject.indexOf(text, from);
  return start < 0 ? null : { start, end: start + text.length };
}

function findRegExp(regExp: RegExp, subject: string, from: number): Span | null {
  regExp.lastIndex = from;
  const match = regExp.exec(subject);
  return match === null ? null : { start: match.index, end: match.index + match[0].length };
}

/** A character that stands for itself although it is none of the plain ones. */
const escaped = /\\([^a-z])/g;

/** Beside those, anything that a RegExp reads otherwise than as itself. */
const special = /[\\[(.?+*{^$]/;

/** What has a meaning of its own in the language: an escape, a class, what stands between pieces, a group, a repeat. */
const token = /\\.|\[(?:\\.|[^\\\]])*\]|\.\*|\((?!\?)|[+*]/g;

/** How the language's own tokens are written for a RegExp; what is not here is written the same. */
const written: Readonly<Record<string, string>> = {
  '\\s': ' ',
  '\\d': '[0-9]',
  '\\w': '[a-z0-9_]',
  '(': '(?:',
  // A longer run of one class says nothing more.
  '+': '{1,64}',
  '*': '{0,64}',
};

/** The pieces of a pattern as sources of a RegExp. To read the tree for that would take ten times as long. */
function piecesOf(source: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let from = 0;
  for (const { 0: found, index } of source.matchAll(token)) {
    piece += source.slice(from, index);
    from = index + found.length;
    if (found !== '.*') piece += written[found] ?? found;
    else {
      pieces.push(piece);
      piece = '';
    }
  }
  return [...pieces, piece + source.slice(from)];
}
