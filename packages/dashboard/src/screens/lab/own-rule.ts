/** A rule of one's own as it is written in the form, checked by the library in the browser (docs/rules.md). */
import { compileRules, explain, type Reason, type RuleBook, type Stage, stages, type Trace } from '@hearback/bounce';
import { wordsOf } from '../../words/words-of.ts';
import type { Given } from './reading.ts';

/** What the form holds: texts, as they are typed. */
export interface Draft {
  readonly name: string;
  readonly reason: Reason;
  /** One pattern a line; any of them will do. */
  readonly patterns: string;
  readonly code: string;
  readonly status: string;
  readonly stage: Stage | '';
  readonly source: string;
  readonly example: string;
}

/** As PUT /v1/own-rules/{name} takes it. */
export interface RuleBody {
  readonly reason: Reason;
  readonly pattern?: string | string[];
  readonly code?: string | string[];
  readonly status?: string | string[];
  readonly stage?: Stage | Stage[];
  readonly confidence?: number;
  readonly final?: boolean;
  readonly meaning?: string;
  readonly source?: string;
  readonly examples: string | string[];
}

export interface SavedRule extends RuleBody {
  readonly name: string;
  readonly who: string;
  readonly at: string;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
const oneOrMany = (texts: string[]): string | string[] => (texts.length === 1 ? (texts[0] ?? '') : texts);

export function bodyOf({ reason, patterns, code, status, stage, source, example }: Draft): RuleBody {
  const [pattern, codes, statuses] = [linesOf(patterns), wordsOf(code), wordsOf(status)];
  return {
    reason,
    ...(pattern.length === 0 ? {} : { pattern: oneOrMany(pattern) }),
    ...(codes.length === 0 ? {} : { code: oneOrMany(codes) }),
    ...(statuses.length === 0 ? {} : { status: oneOrMany(statuses) }),
    ...(stage === '' ? {} : { stage }),
    ...(source.trim() === '' ? {} : { source: source.trim() }),
    examples: example,
  };
}

export function draftOf({ name, reason, pattern, code, status, stage, source = '', examples }: SavedRule): Draft {
  const [first = ''] = [examples].flat();
  return {
    ...{ name, reason, source, example: first },
    patterns: [pattern ?? []].flat().join('\n'),
    code: [code ?? []].flat().join(' '),
    status: [status ?? []].flat().join(' '),
    stage: [stage ?? []].flat()[0] ?? '',
  };
}

export interface Checked {
  readonly rules: RuleBook;
  /** What keeps it from being saved, in sentences. Empty: nothing. */
  readonly problems: readonly string[];
}

/** The draft before the rules that are saved, as if it were saved. */
export function check(draft: Draft, saved: readonly SavedRule[], { mx, stage }: Pick<Given, 'mx' | 'stage'>): Checked {
  const id = `own/${draft.name}`;
  const others = saved.filter(({ name }) => name !== draft.name).map(ruleOf);
  const own = compileRules([{ ...bodyOf(draft), id }]);
  const problems = own.problems.map(({ problem }) => problem);
  if (!/^[a-z0-9][a-z0-9-]{0,79}$/.test(draft.name))
    problems.push('the name has small letters, digits and hyphens only');
  if (draft.example.trim() === '') problems.push('it has no example');
  else if (problems.length === 0) {
    const { rule } = explain(draft.example, { mx: mx || undefined, stage: stage ?? undefined, rules: own.rules });
    if (rule !== id) problems.push(`its example is not decided by it, but by ${rule}`);
  }
  return { rules: compileRules([{ ...bodyOf(draft), id }, ...others]).rules, problems };
}

const ruleOf = ({ name, who, at, ...rule }: SavedRule) => ({ ...rule, id: `own/${name}` });

/** Null when there are none. */
export const bookOf = (saved: readonly SavedRule[]): RuleBook | undefined =>
  saved.length === 0 ? undefined : compileRules(saved.map(ruleOf)).rules;

/** A draft for the reply: words of it that do not vary, the reason as far as it is known. */
export function draftFor({ text }: Given, { verdict }: Trace): Draft {
  const words = steadyWords(verdict.template);
  return {
    name: words
      .replace(/[^a-z0-9]+/g, '-')
      .split('-', 5)
      .filter((word) => word !== '')
      .join('-')
      .slice(0, 80),
    reason: verdict.reason,
    patterns: escaped(words),
    ...{ code: '', status: '', stage: '', source: '', example: text },
  };
}

/** The longest piece of a template between its variable parts, without code and status in front. */
export function steadyWords(template: string): string {
  const pieces = template
    .toLowerCase()
    .replace(/^\d{3}[ -]?(\d\.\d{1,3}\.\d{1,3})?/, '')
    .split(/<(?:addr|ip|host|id|n|url|time)>/)
    .map((piece) => piece.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, ''));
  const longest = pieces.reduce((best, piece) => (piece.length > best.length ? piece : best), '');
  return longest.length <= 70 ? longest : longest.slice(0, 71).replace(/\s+\S*$/, '');
}

/** The characters of the pattern language stand for themselves. */
const escaped = (words: string): string => words.replace(/[\\.()[\]{}?*+^$|]/g, '\\$&');

export const stageChoices: readonly (readonly [string, string])[] = [
  ['', 'any'],
  ...stages.map((stage) => [stage, stage] as const),
];
