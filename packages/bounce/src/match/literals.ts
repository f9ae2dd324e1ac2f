/**
 * Literals that a pattern requires: sets of strings such that every match contains at least one member of each set, and how
 * far from its beginning. The index looks for these; only where all sets may be met is the pattern tried.
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

/** From the least to the most; of characters. */
interface Distance {
  readonly least: number;
  readonly most: number;
}

/** Every match contains a member, which begins at that distance behind the match's own beginning. */
export interface Literals extends Distance {
  readonly words: Words;
}

/** What a node is: its length, and what stands in it. */
interface Found extends Distance {
  /** Every string the node can match, when they are few. */
  readonly exact: Words | null;
  readonly required: readonly Literals[];
}

/** Where the second piece of a pattern stands, nobody knows. */
const anywhere: Distance = { least: -1e6, most: 1e6 };

/** The longest-worded sets of all pieces, at most six; none when there is nothing of three characters to look for. */
export function requiredLiterals(pieces: readonly Node[]): readonly Literals[] {
  const sets = pieces.flatMap((piece, place) =>
    look(piece).required.map((set) => (place === 0 ? set : { ...set, ...anywhere })),
  );
  return longestFirst(sets.filter(({ words }) => shortestOf(words) >= shortest))
    .slice(0, mostSets)
    .map(withoutLonger);
}

/** Length of the shortest member; a character beyond ASCII counts double. */
const shortestOf = (words: Words): number =>
  Math.min(...words.map((word) => word.length + word.replace(/[ -~]/g, '').length));

const longestFirst = (sets: readonly Literals[]): readonly Literals[] =>
  sets.toSorted(({ words: one }, { words: other }) => shortestOf(other) - shortestOf(one) || one.length - other.length);

/** A word that contains another of its set adds nothing; where it stands, the other is found somewhat later. */
function withoutLonger({ words, least, most }: Literals): Literals {
  const kept = words.filter((word) => !words.some((other) => other !== word && word.includes(other)));
  const delays = words.map((word) => Math.max(...kept.map((other) => word.indexOf(other))));
  return { words: kept, least, most: most + Math.max(0, ...delays) };
}

const exactly = (words: Words): Found => {
  const lengths = words.map(({ length }) => length);
  const required = [{ words, least: 0, most: 0 }];
  return { exact: words, required, least: Math.min(...lengths), most: Math.max(...lengths) };
};

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
  const anything: Found = { exact: null, required: [], least: 1, most: 1 };
  if ((members & bit(128)) !== 0n) return anything;
  for (let code = 32; code < 127 && words.length <= fewMembers; code++)
    if ((members & bit(code)) !== 0n) words.push(String.fromCharCode(code));
  return words.length <= fewMembers ? exactly(words) : anything;
}

function repeated(item: Found, min: number, max: number): Found {
  if (max === 1 && item.exact !== null) return exactly(min === 1 ? item.exact : ['', ...item.exact]);
  return { exact: null, required: min > 0 ? item.required : [], least: item.least * min, most: item.most * max };
}

/** One of the options' best words must stand there. */
function choice(options: readonly Found[]): Found {
  const exact = options.flatMap((option) => option.exact ?? []);
  if (options.every((option) => option.exact !== null) && exact.length <= mostWords)
    return exactly([...new Set(exact)]);
  const best = options.map((option) => longestFirst(option.required)[0]).filter((set) => set !== undefined);
  const words = [...new Set(best.flatMap((set) => set.words))];
  return {
    exact: null,
    required: best.length === options.length ? [{ words, ...union(best) }] : [],
    ...union(options),
  };
}

const union = (distances: readonly Distance[]): Distance => ({
  least: Math.min(...distances.map(({ least }) => least)),
  most: Math.max(...distances.map(({ most }) => most)),
});

const sum = (one: Distance, other: Distance): Distance => ({
  least: one.least + other.least,
  most: one.most + other.most,
});

/** Adjoining exact parts are multiplied out while they are few; each such run, and each other part, requires its own. */
function sequence(parts: readonly Found[]): Found {
  const required: Literals[] = [];
  let whole = true;
  let run: Words = [''];
  let runAt: Distance = { least: 0, most: 0 };
  let at = runAt;
  for (const part of parts) {
    const tails = part.exact;
    const end = sum(at, part);
    if (tails !== null && tails.length * run.length <= mostWords) {
      run = run.flatMap((head) => tails.map((tail) => head + tail));
    } else {
      whole = false;
      required.push({ words: run, ...runAt });
      if (tails === null) for (const set of part.required) required.push({ words: set.words, ...sum(at, set) });
      run = tails ?? [''];
      runAt = tails === null ? end : at;
    }
    at = end;
  }
  required.push({ words: run, ...runAt });
  return { exact: whole ? run : null, required, least: at.least, most: at.most };
}
