/**
 * Writes rules as `packed-rules.ts` reads them. Runs when the library is built, and in tests; not part of what is shipped.
 */
import { Pattern } from '../match/pattern.ts';
import type { Provider, Rule } from '../rules/rule.ts';
import {
  firstCode,
  letterOf,
  type PackedRules,
  partAt,
  pieces,
  type StatusMeaning,
  unsure,
  wholly,
  wordsOfPart,
} from './packed-rules.ts';
import { patternsOf } from './rule-shelf.ts';
import { type Reason, reasons } from './taxonomy.ts';

type Registry = Readonly<Record<string, StatusMeaning>>;

export function packRules(
  general: readonly Rule[],
  providers: readonly Provider[],
  registry: Registry = {},
): PackedRules {
  const rules = [...providers.flatMap((provider) => provider.rules), ...general];
  const patterns = rules.map(patternsOf);
  return {
    providers: [...providers, { id: prefixOf(general[0]), mx: [], rules: general }]
      .map(({ id, mx, rules }) => [rules.length, id, ...mx].join(' '))
      .join('\n'),
    names: rules.map(({ id }) => id.slice(id.indexOf('/') + 1)).join('\n'),
    reasons: rules.map(({ reason }) => character(reasons.indexOf(reason))).join(''),
    counts: patterns.map((own) => character(own.length)).join(''),
    patterns: patterns.flat().join('\n').replace(anyPiece, letterOf),
    rest: rules.map(restOf).join('\n'),
    words: patterns.flat().map(packWords).join(''),
    registry: Object.entries(registry)
      .map(([key, { permanent, temporary, confidence }]) =>
        [key, meaningOf(permanent) + meaningOf(temporary), Math.round(confidence * 100)].join(' '),
      )
      .join('\n'),
  };
}

const anyPiece = new RegExp(pieces.map((piece) => piece.replace(/\W/g, '\\$&')).join('|'), 'g');

/** ! stands before the first code, and so for no reason. */
const meaningOf = (reason: Reason | null): string => (reason === null ? '!' : character(reasons.indexOf(reason)));

const prefixOf = (rule: Rule | undefined): string => rule?.id.split('/')[0] ?? 'generic';
const character = (number: number): string => String.fromCharCode(firstCode + number);

function restOf({ id, reason, pattern, meaning, source, examples, ...rest }: Rule): string {
  return JSON.stringify(rest).slice(1, -1);
}

/** In a plain pattern each character stands for itself. */
const isPlain = (pattern: string): boolean => !/[\\^$.*+?()[{|]/.test(pattern);

/** Length of the longest words that `partAt` reads. */
const longest = 8;

/** The parts of the pattern whose words are the best to look for. */
function packWords(pattern: string): string {
  if (isPlain(pattern)) return wholly;
  const sets = new Pattern(pattern).literals().map(({ words }) => words);
  const parts = Array.from(pattern, (_, place) => partAt(pattern, place));
  const [best] = [
    ...parts.map((_, place) => [place]),
    ...sets.map((set) => [...new Set(set.map((word) => placeOf(word, parts)).filter((place) => place >= 0))]),
  ]
    .map((places) => ({ places, words: places.flatMap((place) => wordsOfPart(parts[place] ?? '')) }))
    .filter(({ words }) => sets.some((set) => isRequired(words, set)))
    .toSorted((one, other) => weight(other) - weight(one));
  if (best === undefined) return unsure;
  return best.places.map((place, number, { length }) => character(place * 2 + Number(number < length - 1))).join('');
}

/** Where the longest part begins that the word contains; -1 for none. */
const placeOf = (word: string, parts: readonly string[]): number =>
  parts.reduce(
    (best, part, place) => (part.length > (parts[best] ?? '').length && word.includes(part) ? place : best),
    -1,
  );

/** Whether each of the literals, one of which stands in every match, contains one of the words. */
const isRequired = (words: readonly string[], literals: readonly string[]): boolean =>
  literals.every((literal) => words.some((word) => word !== '' && literal.includes(word)));

interface Choice {
  readonly places: readonly number[];
  readonly words: readonly string[];
}

/** How rarely one of the words is met: by the shortest, and less for each further one and each further part to be written. */
const weight = ({ places, words }: Choice): number =>
  Math.min(longest, ...words.map((word) => word.length)) - words.length / 8 - places.length / 16;
