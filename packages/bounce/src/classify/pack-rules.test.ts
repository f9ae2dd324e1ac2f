import { expect, test } from 'vitest';
import { Pattern } from '../match/pattern.ts';
import { fold } from '../reply/fold.ts';
import { generalRules, providers } from '../rules/index.ts';
import type { Provider, Rule } from '../rules/rule.ts';
import { packRules } from './pack-rules.ts';
import { packedProviders, unpackRules } from './packed-rules.ts';
import { patternsOf } from './rule-shelf.ts';

const packed = packRules(generalRules, providers);
const shelf = unpackRules(packed);
const written = [
  ...providers.flatMap(({ id, rules }) => rules.map((rule) => ({ rule, provider: id }))),
  ...generalRules.map((rule) => ({ rule, provider: null })),
];

test('unpacks to the same rules, without what is for people', () => {
  expect(shelf.count).toBe(written.length);
  written.forEach(({ rule, provider }, number) => {
    const { meaning, source, examples, pattern, ...spoken } = rule;
    const own = shelf.patterns.filter((_, place) => shelf.owners[place] === number);
    expect(own, rule.id).toEqual(patternsOf(rule));
    expect(shelf.rule(number), rule.id).toEqual(spoken);
    expect(shelf.providerOf(number), rule.id).toBe(provider);
  });
  expect(packedProviders(packed)).toMatchObject(providers.map(({ id, mx }) => ({ id, mx })));
});

test('gives each pattern words that stand wherever it matches', () => {
  const words = shelf.words?.() ?? [];
  let pattern = 0;
  let uncertain = 0;
  for (const { rule } of written)
    for (const source of patternsOf(rule)) {
      const known = [words[pattern++] ?? ''].flat();
      if (known.includes('')) uncertain++;
      for (const example of rule.examples) {
        const { text } = fold(example);
        if (new Pattern(source).find(text) !== null)
          expect(
            known.some((word) => text.includes(word)),
            source,
          ).toBe(true);
      }
    }
  expect(pattern).toBe(words.length);
  // Each of them is tried on every one of the first replies.
  expect(uncertain / pattern).toBeLessThan(0.02);
});

test('packs words in classes, alternatives and escapes', () => {
  const rule = (pattern: string | readonly string[]): Rule => ({
    id: 'generic/x',
    reason: 'user_unknown',
    pattern,
    source: '',
    examples: [],
  });
  const wordsOf = (...patterns: string[]) => unpackRules(packRules([rule(patterns)], [])).words?.();
  expect(wordsOf('user unknown', 'answer[/=]6596', '\\(no (such|known) user\\b')).toEqual([
    'user unknown',
    'answer',
    ' user',
  ]);
  expect(wordsOf('(mailbox|quota) .{0,20}(full|über)', '[0-9]{5}')).toEqual([['mailbox', 'quota'], '']);
});

test('holds providers without rules and rules without words', () => {
  const one: Provider = { id: 'north', name: 'North', mx: ['north.example', 'n.example'], rules: [] };
  const bare: Rule = {
    id: 'generic/bare',
    reason: 'user_unknown',
    status: ['5.1.1', '5.1.10'],
    final: false,
    source: '',
    examples: [],
  };
  const both = packRules([bare], [one]);
  expect(packedProviders(both)).toMatchObject([{ id: 'north', mx: ['north.example', 'n.example'] }]);
  expect(unpackRules(both).rule(0)).toEqual({
    id: 'generic/bare',
    reason: 'user_unknown',
    status: ['5.1.1', '5.1.10'],
    final: false,
  });
});
