/**
 * Literals that a pattern requires: sets of strings such that every match contains at least one member of each set.
 * The index looks for these; only where all sets may be met is the pattern tried.
 */
import { bit, type Node } from './pattern-tree.ts';

type Words = readonly string[];

/** More alternatives than this are not multiplied out. */
const mostWords = 24;
/** More sets than this filter little. */
const mostSets = 6;
/** A set with a shorter member is met too often to be of use. */
const shortest = 3;
/** A class of so few characters is written out. */
const fewMembers = 3;

interface Found {
  /** Every string the node can match, when they are few. */
  readonly exact: Words | null;
  /** Every match contains a member of each. */
  readonly required: readonly Words[];
}

/** The longest-worded sets of all pieces, at most six; none when there is nothing of three characters to look for. */
export function requiredLiterals(pieces: readonly Node[]): readonly Words[] {
  const sets = pieces.flatMap((piece) => look(piece).required);
  return longestFirst(sets.filter((set) => shortestOf(set) >= shortest))
    .slice(0, mostSets)
    .map(withoutLonger);
}

/** Length of the shortest member; a character beyond ASCII counts double. */
const shortestOf = (words: Words): number =>
  Math.min(...words.map((word) => word.length + word.replace(/[ -~]/g, '').length));

const longestFirst = (sets: readonly Words[]): readonly Words[] =>
  sets.toSorted((one, other) => shortestOf(other) - shortestOf(one) || one.length - other.length);

/** A word that contains another of its set adds nothing. */
const withoutLonger = (words: Words): Words =>
  words.filter((word) => !words.some((other) => other !== word && word.includes(other)));

const exactly = (words: Words): Found => ({ exact: words, required: [words] });
const anything: Found = { exact: null, required: [] };

function look(node: Node): Found {
  switch (node.kind) {
    case 'text':
      return exactly([node.text]);
    case 'edge':
      return exactly(['']);
    case 'set':
      return few(node.members);
    case 'repeat':
      return repeated(look(node.item), node.min, node.max);
    case 'choice':
      return choice(node.options.map(look));
    case 'sequence':
      return sequence(node.items.map(look));
  }
}

function few(members: bigint): Found {
  const words: string[] = [];
  if ((members & bit(128)) !== 0n) return anything;
  for (let code = 32; code < 127 && words.length <= fewMembers; code++)
    if ((members & bit(code)) !== 0n) words.push(String.fromCharCode(code));
  return words.length <= fewMembers ? exactly(words) : anything;
}

function repeated(item: Found, min: number, max: number): Found {
  if (max === 1 && item.exact !== null) return exactly(min === 1 ? item.exact : ['', ...item.exact]);
  return { exact: null, required: min > 0 ? item.required : [] };
}

/** One of the options' best words must stand there. */
function choice(options: readonly Found[]): Found {
  const exact = options.flatMap((option) => option.exact ?? []);
  if (options.every((option) => option.exact !== null) && exact.length <= mostWords)
    return exactly([...new Set(exact)]);
  const best = options.map((option) => longestFirst(option.required)[0]);
  return best.every((words) => words !== undefined) ? { exact: null, required: [[...new Set(best.flat())]] } : anything;
}

/** Adjoining exact parts are multiplied out while they are few; each such run, and each other part, requires its own. */
function sequence(parts: readonly Found[]): Found {
  let run: Words = [''];
  const required: Words[] = [];
  let whole = true;
  for (const part of parts) {
    const tails = part.exact;
    if (tails !== null && tails.length * run.length <= mostWords) {
      run = run.flatMap((head) => tails.map((tail) => head + tail));
      continue;
    }
    whole = false;
    required.push(run, ...(tails === null ? part.required : []));
    run = tails ?? [''];
  }
  return { exact: whole ? run : null, required: [...required, run] };
}
