/**
 * Rules as the shipped library holds them: columns of text instead of a thousand objects. A program that asks about one reply
 * pays for the few rules whose words stand in it; the others are never made. `pack-rules.ts` writes what this reads.
 */

import type { Words } from '../match/pattern-set.ts';
import type { RegisteredStatus } from '../rules/enhanced-registry.ts';
import type { Provider } from '../rules/rule.ts';
import type { RuleShelf, SpokenRule } from './rule-shelf.ts';
import { type Reason, reasons } from './taxonomy.ts';

/** Lines are in the order of the rules: those of each provider, then the general ones. */
export interface PackedRules {
  /** A line for each provider: how many rules it has, its id and the suffixes of its MX hosts. The last line is the general rules'. */
  readonly providers: string;
  /** Ids without what stands before the slash, which is the provider's id. */
  readonly names: string;
  /** A character for each rule: `firstCode` and its place in the taxonomy. */
  readonly reasons: string;
  /** A character for each rule: how many of the patterns are its. */
  readonly counts: string;
  /** A line for each pattern, with a capital letter for each of `pieces`. */
  readonly patterns: string;
  /** A line for each rule: what else it says, as the inside of a JSON object. */
  readonly rest: string;
  /**
   * For each pattern the parts of it that tell words one of which every match contains (`partAt`). A part is a character for twice
   * its offset, and one more when another follows. A pattern that is plain text is its own word, and has `wholly` only; one of
   * which nothing is certain has `unsure`.
   */
  readonly words: string;
  /** The registry of enhanced statuses, a line for each: subject and detail, characters for both reasons, ! for none, confidence in percent. */
  readonly registry: string;
}

/** What a registered status means: `RegisteredStatus` without what is for people. */
export type StatusMeaning = Pick<RegisteredStatus, 'permanent' | 'temporary' | 'confidence'>;

/** Code of the character that stands for 0: behind the quotation mark, so that few need an escape. That for null comes before. */
export const firstCode = 35;

export const wholly = '!';
export const unsure = ' ';

/** What the capital letters A to Z, of which patterns have none, stand for in packed ones: what saves most, tried one by one. */
export const pieces = /* @__PURE__ */ (
  'recipient|address|message|invalid|account|allowed|blocked|sender|reject|domain|server|limit|mail|send|host|user|able|' +
  '.{0,| )?|) (|not|for|ing|con|ent|ion'
).split('|');

const letterA = 65;
export const letterOf = (piece: string): string => String.fromCharCode(letterA + pieces.indexOf(piece));
const pieceOf = (letter: string): string => pieces[letter.charCodeAt(0) - letterA] ?? letter;

/** The providers without their rules. */
export const packedProviders = (packed: PackedRules): readonly Pick<Provider, 'id' | 'mx'>[] =>
  blocksOf(packed).slice(0, -1);

/** The last block is the general rules'. */
const blocksOf = ({ providers }: PackedRules) =>
  providers.split('\n').map((line) => {
    const [count, id = '', ...mx] = line.split(' ');
    return { count: Number(count), id, mx };
  });

/** Undefined for the code of no reason. */
const reasonOf = (code: number): Reason | undefined => reasons[code - firstCode];

/** By subject and detail: "1.1" for X.1.1. */
export const unpackRegistry = ({ registry }: PackedRules): ReadonlyMap<string, StatusMeaning> =>
  new Map(
    registry.split('\n').map((line) => {
      const [key = '', meanings = '', percent] = line.split(' ');
      const permanent = reasonOf(meanings.charCodeAt(0)) ?? null;
      const temporary = reasonOf(meanings.charCodeAt(1)) ?? null;
      return [key, { permanent, temporary, confidence: Number(percent) / 100 }];
    }),
  );

export function unpackRules(packed: PackedRules): RuleShelf {
  const names = packed.names.split('\n');
  const patterns = packed.patterns.replace(/[A-Z]/g, pieceOf).split('\n');
  const rest = packed.rest.split('\n');
  const blocks = blocksOf(packed);
  const block = blocks.flatMap(({ count }, number) => new Array<number>(count).fill(number));
  return {
    count: names.length,
    patterns,
    owners: ownersOf(packed.counts),
    words: () => wordsOf(patterns, packed.words),
    providerOf(number) {
      return block[number] === blocks.length - 1 ? null : (blocks[block[number] as number]?.id ?? null);
    },
    rule(number): SpokenRule {
      const reason = reasonOf(packed.reasons.charCodeAt(number)) as Reason;
      const id = `${blocks[block[number] as number]?.id}/${names[number]}`;
      return { id, reason, ...JSON.parse(`{${rest[number]}}`) };
    },
  };
}

function ownersOf(counts: string): readonly number[] {
  const owners: number[] = [];
  for (let rule = 0; rule < counts.length; rule++)
    for (let left = counts.charCodeAt(rule) - firstCode; left > 0; left--) owners.push(rule);
  return owners;
}

function wordsOf(patterns: readonly string[], words: string): readonly Words[] {
  let at = 0;
  return patterns.map((pattern) => {
    const first = words[at];
    if (first === wholly || first === unsure) {
      at++;
      return first === wholly ? pattern : '';
    }
    const parts: Words[] = [];
    let place: number;
    do {
      place = words.charCodeAt(at++) - firstCode;
      parts.push(wordsOfPart(partAt(pattern, place >> 1)));
    } while (place % 2 === 1);
    return parts.length === 1 ? (parts[0] as Words) : parts.flat();
  });
}

/** A word stands for itself, a group for its alternatives. */
export const wordsOfPart = (part: string): Words => (part.startsWith('(') ? part.slice(1, -1).split('|') : part);

/** A group of plain alternatives, or plain characters, of which the last may be repeated or left out. Longer words are cut: they are hardly rarer. */
const part = /\([^\\^$.*+?()[\]{}]+\)|[^\\^$.*+?()[\]{}|]{1,8}(?![?*{])/y;

/** The part of the pattern that begins there. */
export function partAt(pattern: string, offset: number): string {
  part.lastIndex = offset;
  return part.exec(pattern)?.[0] ?? '';
}
