/**
 * One rule pattern, checked and ready to search with. Pieces are matched by the engine's own RegExp (or by indexOf where
 * they are plain text); since each takes its earliest place, nothing is tried twice across pieces, and `ways` bounds
 * what can be tried within one.
 */
import { requiredLiterals } from './literals.ts';
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

/** Null for a source that is not in the language; what else `patternProblem` finds is not looked for again. */
export function readPattern(source: string): Pattern | null {
  const pieces = parse(source);
  return pieces instanceof PatternError ? null : new Pattern(pieces);
}

function parse(source: string): readonly Node[] | PatternError {
  try {
    return parsePattern(source);
  } catch (error) {
    if (error instanceof PatternError) return error;
    throw error;
  }
}

export class Pattern {
  readonly #tree: readonly Node[];
  readonly #pieces: readonly (string | RegExp)[];

  constructor(pieces: readonly Node[]) {
    this.#tree = pieces;
    this.#pieces = pieces.map((piece) => (piece.kind === 'text' ? piece.text : new RegExp(write(piece), 'g')));
  }

  /** Every match contains at least one member of each set. */
  literals(): readonly (readonly string[])[] {
    return requiredLiterals(this.#tree);
  }

  /** Where each piece stands; null when the subject does not match. */
  find(subject: string): readonly Span[] | null {
    const spans: Span[] = [];
    let from = 0;
    for (const piece of this.#pieces) {
      const span = typeof piece === 'string' ? findText(piece, subject, from) : findRegExp(piece, subject, from);
      if (span === null) return null;
      spans.push(span);
      from = span.end;
    }
    return spans;
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

/** The tree as the source of a RegExp. */
function write(node: Node): string {
  switch (node.kind) {
    case 'text':
      return node.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    case 'set':
    case 'edge':
      return node.source;
    case 'sequence':
      return node.items.map(write).join('');
    case 'choice':
      return `(?:${node.options.map(write).join('|')})`;
    case 'repeat':
      return `(?:${write(node.item)}){${node.min},${node.max}}`;
  }
}
