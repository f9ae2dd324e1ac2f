/**
 * Rules in the order in which they stand, each handed out when it is asked for: what a `RuleBook` is made of.
 */
import type { Words } from '../match/pattern-set.ts';
import type { Provider, Rule } from '../rules/rule.ts';

/** What deciding needs of a rule; the rest is for people. */
export type SpokenRule = Omit<Rule, 'pattern' | 'meaning' | 'source' | 'examples'>;

export interface RuleShelf {
  /** How many rules there are; their numbers begin at 0. */
  readonly count: number;
  readonly patterns: readonly string[];
  /** Of each pattern the number of its rule, ascending. A rule without words has none. */
  readonly owners: readonly number[];
  /** Of each pattern words one of which stands in every match, where they are known. */
  readonly words?: () => readonly Words[];
  /** Null for a general rule. */
  readonly providerOf: (number: number) => string | null;
  readonly rule: (number: number) => SpokenRule;
}

export function shelve(general: readonly Rule[], providers: readonly Provider[] = []): RuleShelf {
  const owned = providers.flatMap(({ id, rules }) => rules.map((rule) => ({ rule, provider: id })));
  const all = [...owned, ...general.map((rule) => ({ rule, provider: null }))];
  return {
    count: all.length,
    patterns: all.flatMap(({ rule }) => patternsOf(rule)),
    owners: all.flatMap(({ rule }, number) => patternsOf(rule).map(() => number)),
    providerOf: (number) => all[number]?.provider ?? null,
    rule: (number) => all[number]?.rule as Rule,
  };
}

export const patternsOf = ({ pattern }: Pick<Rule, 'pattern'>): readonly string[] =>
  pattern === undefined ? [] : typeof pattern === 'string' ? [pattern] : pattern;
