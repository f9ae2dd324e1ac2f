/**
 * Writes rules as `packed-rules.ts` reads them. Runs when the library is built, and in tests; not part of what is shipped.
 */
import { Pattern } from '../match/pattern.ts';
import type { Provider, Rule } from '../rules/rule.ts';
import { firstCode, type PackedRules, type StatusMeaning, wholly, wordsOfPart } from './packed-rules.ts';
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
    patterns: patterns.flat().join('\n'),
    rest: rules.map(restOf).join('\n'),
    words: patterns.flat().map(packWords).join(''),
    registry: Object.entries(registry)
      .map(([key, { permanent, temporary, confidence }]) =>
        [key, meaningOf(permanent) + meaningOf(temporary), Math.round(confidence * 100)].join(' '),
      )
      .join('\n'),
  };
}

/** ! stands before the first code, and so for no reason. */
const meaningOf = (reason: Reason | null): string => (reason === null ? '!' : character(reasons.indexOf(reason)));

const prefixOf = (rule: Rule | undefined): string => rule?.id.split('/')[0] ?? 'generic';
const character = (number: number): string => String.fromCharCode(firstCode + number);

function restOf({ id, reason, pattern, meaning, source, examples, ...rest }: Rule): string {
  return JSON.stringify(rest).slice(1, -1);
}

/** In a plain pattern each character stands for itself. */
const isPlain = (pattern: string): boolean => !/[\\^$.*+?()[{|]/.test(pattern);

/** Longer words are cut: they are hardly rarer. */
const longest = 8;

/** The parts of the pattern whose words are the best to look for; one of length 0 when nothing is certain. */
function packWords(pattern: string): string {
  if (isPlain(pattern)) return wholly;
  const sets = new Pattern(pattern).literals().map(({ words }) => words);
  const choices = [
    ...sets.map((set) => [shared(set, pattern)]),
    ...(pattern.match(flatGroup) ?? []).map((group) => [group]),
    ...sets.map((set) => withoutLonger(set.map((word) => shared([word], pattern)))),
  ];
  const required = choices.filter((parts) =>
    sets.some((set) =>
      isRequired(
        parts.flatMap((part) => wordsOfPart(part)),
        set,
      ),
    ),
  );
  const [best = ['']] = required.toSorted((one, other) => weight(other) - weight(one));
  return best
    .map(
      (part, place) => character(pattern.indexOf(part)) + character(part.length * 2 + Number(place < best.length - 1)),
    )
    .join('');
}

const withoutLonger = (words: readonly string[]): readonly string[] =>
  [...new Set(words)].filter((word, _, all) => !all.some((other) => other !== word && word.includes(other)));

/** A group of plain alternatives. */
const flatGroup = /\([^\\^$.*+?()[\]{}]+\)/g;

/** Whether each of the literals, one of which stands in every match, contains one of the words. */
const isRequired = (words: readonly string[], literals: readonly string[]): boolean =>
  literals.every((literal) => words.some((word) => word !== '' && literal.includes(word)));

/** How rarely one of the words is met: by the shortest, and less for each further one and each further part to be written. */
function weight(parts: readonly string[]): number {
  const words = parts.flatMap((part) => wordsOfPart(part));
  return Math.min(longest, ...words.map((word) => word.length)) - words.length / 8 - parts.length / 16;
}

/** The longest part of the first word that all the others, and the text, contain; cut. */
function shared([first = '', ...others]: readonly string[], text: string): string {
  for (let length = Math.min(first.length, longest); length > 0; length--)
    for (let start = 0; start + length <= first.length; start++) {
      const part = first.slice(start, start + length);
      if (text.includes(part) && others.every((word) => word.includes(part))) return part;
    }
  return '';
}
