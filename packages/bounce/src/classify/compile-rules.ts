/**
 * A user's own rules, made ready at run time. Same language and same checks as ours; what is wrong with one rule is a problem
 * in words, and the others still work.
 */
import { patternProblem } from '../match/pattern.ts';
import type { Rule } from '../rules/rule.ts';
import { conditionProblems, conditionsOf } from './conditions.ts';
import { RuleBook } from './rule-book.ts';
import { patternsOf, shelve } from './rule-shelf.ts';
import { isReason } from './taxonomy.ts';
import { stages } from './verdict.ts';

export interface RuleProblem {
  /** Place in the list, from 0; -1 when there is no list. */
  readonly index: number;
  /** The rule's id where it has one. */
  readonly rule: string | null;
  /** "pattern \"a(b\": group never closed (character 2)" */
  readonly problem: string;
}

export interface CompiledRules {
  /** Pass to `explain(reply, { rules })`; holds the rules that have no problem. */
  readonly rules: RuleBook;
  readonly problems: readonly RuleProblem[];
}

/** Most rules that are read. */
const mostRules = 5000;

/**
 * Reads rules: an array of rule objects, or the JSON text of one. Never throws.
 *
 *     const { rules, problems } = compileRules([
 *       { id: 'acme/closed', reason: 'user_disabled', pattern: 'this mailbox retired', code: '550' },
 *     ]);
 *     explain('550 This mailbox retired in May', { rules }).reason; // 'user_disabled'
 *
 * `id`, `reason` and one of `pattern`, `code` and `status` are needed; `source` and `examples` are not.
 */
export function compileRules(source: string | readonly unknown[]): CompiledRules {
  const list = listOf(source);
  if (typeof list === 'string')
    return { rules: new RuleBook(shelve([])), problems: [{ index: -1, rule: null, problem: list }] };
  const good: Rule[] = [];
  const problems: RuleProblem[] = [];
  const ids = new Set<string>();
  list.slice(0, mostRules).forEach((value, index) => {
    const found = isRule(value) ? ruleProblems(value) : shapeProblems(value);
    const rule = isRule(value) ? value : null;
    const again = rule !== null && ids.has(rule.id) ? ['another rule has this id'] : [];
    if (rule !== null) ids.add(rule.id);
    for (const problem of [...found, ...again]) problems.push({ index, rule: rule?.id ?? null, problem });
    if (rule !== null && found.length + again.length === 0) good.push(rule);
  });
  if (list.length > mostRules)
    problems.push({ index: mostRules, rule: null, problem: `only the first ${mostRules} rules are read` });
  return { rules: new RuleBook(shelve(good)), problems };
}

/** What somebody has parsed from a file themselves may be anything, whatever the type says. */
function listOf(source: unknown): readonly unknown[] | string {
  try {
    const value: unknown = typeof source === 'string' ? JSON.parse(source) : source;
    return Array.isArray(value) ? value : 'not a list of rules, [{…}, …]';
  } catch (error) {
    return `not JSON: ${error instanceof Error ? error.message : 'unreadable'}`;
  }
}

/** What is wrong with a rule beside its shape: its patterns and conditions. Empty when nothing is. */
export function ruleProblems(rule: Rule): readonly string[] {
  const problems = [...conditionProblems(rule)];
  if (rule.pattern === undefined && conditionsOf(rule) === null) problems.push('neither pattern nor code nor status');
  for (const source of patternsOf(rule)) {
    const found = patternProblem(source);
    if (found !== null)
      problems.push(`pattern "${around(source, found.position)}": ${found.problem} (character ${found.position + 1})`);
  }
  return problems;
}

/** Of a long pattern what stands about its fault. */
function around(source: string, position: number): string {
  const [from, to] = [position - 40, position + 40];
  return source.length <= 120
    ? source
    : `${from > 0 ? '…' : ''}${source.slice(Math.max(0, from), to)}${to < source.length ? '…' : ''}`;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTexts = (value: unknown): boolean =>
  value === undefined || isText(value) || (Array.isArray(value) && value.length > 0 && value.every(isText));
const isStages = (value: unknown): boolean =>
  isTexts(value) && [value ?? []].flat().every((named) => stages.some((stage) => stage === named));

/** What each field of a rule has to be. */
const shape: readonly (readonly [field: keyof Rule, wanted: string, fits: (value: unknown) => boolean])[] = [
  ['id', 'a text such as "acme/closed"', isText],
  ['reason', 'one of the reasons of the taxonomy', (value) => isText(value) && isReason(value)],
  ['pattern', 'a text or a list of texts', isTexts],
  ['code', 'a text or a list of texts', isTexts],
  ['status', 'a text or a list of texts', isTexts],
  ['stage', 'a stage or a list of stages', isStages],
  [
    'confidence',
    'a number from 0 to 1',
    (value) => value === undefined || (typeof value === 'number' && value >= 0 && value <= 1),
  ],
  ['final', 'true or false', (value) => value === undefined || typeof value === 'boolean'],
];

function shapeProblems(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return ['not a rule object'];
  const fields = new Map(Object.entries(value));
  return shape
    .filter(([field, , fits]) => !fits(fields.get(field)))
    .map(([field, wanted]) => `${field}${given(fields.get(field))} is not ${wanted}`);
}

const given = (value: unknown): string => (isText(value) && value.length < 40 ? ` "${value}"` : '');

const isRule = (value: unknown): value is Rule => shapeProblems(value).length === 0;
