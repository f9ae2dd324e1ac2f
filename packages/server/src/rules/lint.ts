/**
 * What is wrong with own rules: their form and patterns (the linear-time subset), examples that they do not decide, and the
 * examples of shipped rules that they would take over, which is allowed and told.
 */
import { type CompiledRules, compileRules, explain, type RuleBook, stages } from '@hearback/bounce';
import type { Rule } from '@hearback/bounce/rules';
import type { OwnRule, RuleText } from '../store/store.ts';
import { ownPrefix } from './judge.ts';

export type NamedRule = Pick<OwnRule, 'name' | 'rule'>;

export interface Linted {
  readonly name: string;
  /** Sentences; empty when the rule can be saved. */
  readonly problems: readonly string[];
  /** Examples of shipped rules that this one would decide from now on. */
  readonly takes: readonly { readonly rule: string; readonly example: string }[];
}

const mostTaken = 20;
const withId = ({ name, rule }: NamedRule): RuleText => ({ ...rule, id: ownPrefix + name });

/** Made ready in this order; those with a problem are left out. */
export const compileOwn = (rules: readonly NamedRule[]): CompiledRules => compileRules(rules.map(withId));

/** `rules` as they would stand beside each other. */
export async function lint(rules: readonly NamedRule[], asked: ReadonlySet<string>): Promise<readonly Linted[]> {
  const compiled = compileOwn(rules);
  const taken = await takenBy(compiled.rules, asked);
  return rules.flatMap((named, index) => {
    const { name } = named;
    if (!asked.has(name)) return [];
    const problems = compiled.problems.filter((each) => each.index === index).map(({ problem }) => problem);
    const found = problems.length > 0 ? problems : exampleProblems(named, compiled.rules);
    return [{ name, problems: found, takes: taken.get(name) ?? [] }];
  });
}

const examplesOf = ({ examples }: RuleText): readonly string[] =>
  [examples ?? []].flat().filter((each): each is string => typeof each === 'string');

function exampleProblems({ name, rule }: NamedRule, rules: RuleBook): readonly string[] {
  const examples = examplesOf(rule);
  if (examples.length === 0) return ['has no example: a reply that it is to decide'];
  const [stage] = [rule['stage'] ?? []].flat();
  return examples.flatMap((example) => {
    const verdict = explain(example, { rules, stage: stages.find((known) => known === stage) });
    const id = ownPrefix + name;
    return verdict.rule === id ? [] : [`the example "${example}" is decided by ${verdict.rule}`];
  });
}

async function takenBy(
  rules: RuleBook,
  asked: ReadonlySet<string>,
): Promise<ReadonlyMap<string, { readonly rule: string; readonly example: string }[]>> {
  const taken = new Map<string, { rule: string; example: string }[]>();
  for (const { rule, example, mx } of await shippedExamples()) {
    const [stage] = [rule.stage ?? []].flat();
    const by = explain(example, { mx, stage, rules }).rule;
    const name = by.slice(ownPrefix.length);
    if (!by.startsWith(ownPrefix) || !asked.has(name)) continue;
    const list = taken.get(name) ?? [];
    if (list.length < mostTaken) taken.set(name, [...list, { rule: rule.id, example }]);
  }
  return taken;
}

interface Shipped {
  readonly rule: Rule;
  readonly example: string;
  readonly mx: string | undefined;
}

/** Loaded when first asked for: delivering mail needs none of it. */
async function shippedExamples(): Promise<readonly Shipped[]> {
  const { generalRules, providers } = await import('@hearback/bounce/rules');
  const shipped = (rule: Rule, mx?: string): Shipped[] => rule.examples.map((example) => ({ rule, example, mx }));
  return [
    ...providers.flatMap(({ rules, mx }) => rules.flatMap((rule) => shipped(rule, mx[0]))),
    ...generalRules.flatMap((rule) => shipped(rule)),
  ];
}
