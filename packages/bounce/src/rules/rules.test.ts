/** Every rule proves itself: its examples are its tests, and no earlier rule may take them. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { explain } from '../classify/classify.ts';
import { ruleProblems } from '../classify/compile-rules.ts';
import { isReason } from '../classify/taxonomy.ts';
import type { Context, Verdict } from '../classify/verdict.ts';
import { generalRules, providers } from './index.ts';
import type { Rule } from './rule.ts';

interface Each {
  readonly rule: Rule;
  readonly mx: string | undefined;
}

const all: readonly Each[] = [
  ...providers.flatMap(({ rules, mx }) => rules.map((rule) => ({ rule, mx: mx[0] }))),
  ...generalRules.map((rule) => ({ rule, mx: undefined })),
];

describe('each rule', () => {
  test('obeys the pattern language', () => {
    const problems = all.flatMap(({ rule }) => ruleProblems(rule).map((problem) => `${rule.id}: ${problem}`));
    expect(problems).toEqual([]);
  });

  test('has an id of its own, a known reason, a source and an example', () => {
    const ids = all.map(({ rule }) => rule.id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id))).toEqual([]);
    expect(all.filter(({ rule }) => !isReason(rule.reason)).map(({ rule }) => rule.id)).toEqual([]);
    expect(
      all.filter(({ rule }) => rule.source === '' || rule.examples.length === 0).map(({ rule }) => rule.id),
    ).toEqual([]);
  });

  test('decides its own examples', () => {
    const stolen = all.flatMap((each) =>
      each.rule.examples
        .map((example) => [explain(example, contextOf(each)), example] as const)
        .flatMap(([verdict, example]) =>
          decides(each, verdict) ? [] : [`${verdict.rule} (${verdict.reason}) takes from ${each.rule.id}: ${example}`],
        ),
    );
    expect(stolen).toEqual([]);
  });

  test('decides at least one reply that no other rule does, with its MX or without', () => {
    const idle = all.filter(
      ({ rule, ...each }) =>
        ![contextOf({ rule, ...each }), {}].some((context) =>
          rule.examples.some((example) => explain(example, context).rule === rule.id),
        ),
    );
    expect(idle.map(({ rule }) => rule.id)).toEqual([]);
  });

  test('of a provider means the same where the MX is not known', () => {
    const lost = all
      .filter(({ rule, mx }) => mx !== undefined && rule.mxOnly !== true && rule.pattern !== undefined)
      .flatMap(({ rule }) =>
        rule.examples.flatMap((example) => {
          const verdict = explain(example, { stage: [rule.stage ?? []].flat()[0] });
          return verdict.reason === rule.reason
            ? []
            : [`${verdict.rule} (${verdict.reason}) takes from ${rule.id}: ${example}`];
        }),
      );
    expect(lost).toEqual([]);
  });
});

describe('the list', () => {
  test('has every file of rules', () => {
    const folder = dirname(fileURLToPath(import.meta.url));
    const list = readFileSync(join(folder, 'index.ts'), 'utf8');
    const files = ['.', 'generic'].flatMap((sub) =>
      readdirSync(join(folder, sub)).map((file) => `${sub}/${file}`.replace('./', '')),
    );
    const ofRules = files.filter((file) =>
      /^export const \w+: (Provider|readonly Rule\[\]) =/m.test(read(folder, file)),
    );
    const missing = ofRules.filter(
      (file) => file !== 'index.ts' && !list.includes(`'./${file}'`) && !imported(folder, file, files),
    );
    expect(missing).toEqual([]);
  });
});

/** A provider's rule may decide another's example if it means the same. */
const decides = ({ rule }: Each, verdict: Verdict): boolean =>
  verdict.reason === rule.reason &&
  (verdict.rule === rule.id || providers.some(({ id }) => verdict.rule.startsWith(`${id}/`)));

const contextOf = ({ rule, mx }: Each): Context => ({ mx, stage: [rule.stage ?? []].flat()[0] });

const read = (folder: string, file: string): string =>
  file.endsWith('.ts') ? readFileSync(join(folder, file), 'utf8') : '';

/** Whether another file of rules takes this one in. */
const imported = (folder: string, file: string, files: readonly string[]): boolean =>
  files.some((other) => other !== file && read(folder, other).includes(`/${basename(file)}'`));

describe('providers', () => {
  test('and generic/ name their rules after themselves', () => {
    expect(
      generalRules.filter(({ id }) => !id.startsWith('generic/')).map(({ id }) => `${id} must begin with generic/`),
    ).toEqual([]);
    const odd = providers.flatMap(({ id, rules }) =>
      rules.filter((rule) => !rule.id.startsWith(`${id}/`)).map((rule) => rule.id),
    );
    expect(odd).toEqual([]);
  });

  test('have MX suffixes that lead to one of them only', () => {
    const suffixes = providers.flatMap(({ id, mx }) => mx.map((suffix) => ({ id, suffix })));
    const clashes = suffixes.flatMap((one) =>
      suffixes
        .filter((other) => other.id !== one.id && one.suffix === other.suffix)
        .map((other) => `${one.id} and ${other.id}: ${one.suffix}`),
    );
    expect(clashes).toEqual([]);
    expect(suffixes.filter(({ suffix }) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(suffix))).toEqual([]);
  });
});
