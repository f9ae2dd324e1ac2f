/**
 * The rules that the users of this server wrote: kept in the store, ready in memory, the same in every process within seconds.
 */
import { createHash } from 'node:crypto';
import type { RuleBook } from '@hearback/bounce';
import { lookAgain } from '../duty/look-again.ts';
import type { Log } from '../observe/log.ts';
import type { OwnRule, RuleText, Store } from '../store/store.ts';
import { compileOwn, type Linted, lint, type NamedRule } from './lint.ts';

export interface RuleSet {
  /** Undefined: there are none. */
  readonly book: RuleBook | undefined;
  /** Of these rules and no others. */
  readonly version: string;
}

export interface OwnRules {
  /** What verdicts are made by now. */
  readonly current: () => RuleSet;
  readonly all: () => Promise<readonly OwnRule[]>;
  /** The rules as they would stand with these in the place of their namesakes. */
  readonly with: (rules: readonly NamedRule[]) => Promise<readonly NamedRule[]>;
  readonly lint: (rules: readonly NamedRule[]) => Promise<readonly Linted[]>;
  /** Saves all of them, unless one has a problem. */
  readonly save: (rules: readonly NamedRule[], who: string) => Promise<readonly Linted[]>;
  readonly remove: (name: string) => Promise<boolean>;
  /** Looks for what other processes have changed. */
  readonly refresh: () => Promise<void>;
  readonly close: () => void;
}

export interface OwnRulesOptions {
  readonly store: Pick<Store, 'onNews' | 'ownRules' | 'saveOwnRule' | 'removeOwnRule'>;
  readonly now: () => number;
  readonly log: Log;
}

const none: RuleSet = { book: undefined, version: 'none' };

export function ruleSet(rules: readonly NamedRule[]): RuleSet {
  if (rules.length === 0) return none;
  return { book: compileOwn(rules).rules, version: versionOf(rules) };
}

export async function openOwnRules({ store, now, log }: OwnRulesOptions): Promise<OwnRules> {
  let current = ruleSet(await store.ownRules());

  const refresh = lookAgain(async () => {
    const rules = await store.ownRules();
    if (versionOf(rules) !== current.version) current = ruleSet(rules);
  });
  const withThese: OwnRules['with'] = async (rules) => {
    const named = new Set(rules.map(({ name }) => name));
    const others = (await store.ownRules()).filter(({ name }) => !named.has(name));
    return [...others, ...rules].sort((a, b) => (a.name < b.name ? -1 : 1));
  };
  const lintThese: OwnRules['lint'] = async (rules) =>
    lint(await withThese(rules), new Set(rules.map(({ name }) => name)));

  const look = (): void => {
    refresh().catch((err: unknown) => log.error({ err }, 'Own rules could not be read; those of before go on'));
  };
  const close = store.onNews((subjects) => {
    if (subjects.has('rules')) look();
  });

  return {
    current: () => current,
    all: store.ownRules,
    with: withThese,
    lint: lintThese,
    save: async (rules, who) => {
      const linted = await lintThese(rules);
      if (linted.some(({ problems }) => problems.length > 0)) return linted;
      for (const { name, rule } of rules) await store.saveOwnRule({ name, rule, who, at: now() });
      await refresh();
      return linted;
    },
    remove: async (name) => {
      const removed = await store.removeOwnRule(name);
      await refresh();
      return removed;
    },
    refresh,
    close,
  };
}

function versionOf(rules: readonly { readonly name: string; readonly rule: RuleText }[]): string {
  if (rules.length === 0) return none.version;
  const text = JSON.stringify(rules.map(({ name, rule }) => [name, rule]));
  return `own-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}
