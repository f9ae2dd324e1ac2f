import { describe, expect, test } from 'vitest';
import { generalRules, providers } from '../rules/index.ts';
import { Heard } from './heard.ts';
import { RuleBook } from './rule-book.ts';

const examples = [...providers.flatMap(({ rules }) => rules), ...generalRules].flatMap((rule) => rule.examples);
const idsOf = (book: RuleBook, heard: Heard): readonly string[] => book.all(heard).map(({ entry }) => entry.rule.id);

describe('the shipped rules', () => {
  test('match alike in the first replies and after the automaton is built', () => {
    const warm = new RuleBook(generalRules, providers);
    for (const example of examples.slice(0, 300)) warm.first(new Heard(example, {}));
    for (let from = 0; from < examples.length; from += 150) {
      const cold = new RuleBook(generalRules, providers);
      for (const example of examples.slice(from, from + 150)) {
        const heard = new Heard(example, {});
        expect(idsOf(warm, heard), example).toEqual(idsOf(cold, heard));
      }
    }
  });

  test('decide by the first of all that match and are not barred', () => {
    const book = new RuleBook(generalRules, providers);
    for (const example of examples) {
      const heard = new Heard(example, {});
      const first = book.all(heard).find(({ barred }) => barred === null);
      expect(book.first(heard)?.entry.rule.id, example).toBe(first?.entry.rule.id);
    }
  });
});
