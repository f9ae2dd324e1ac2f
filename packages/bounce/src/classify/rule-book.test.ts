import { describe, expect, test } from 'vitest';
import { generalRules, providers } from '../rules/index.ts';
import { Heard } from './heard.ts';
import { ourRules } from './our-rules.ts';
import { unpackRules } from './packed-rules.ts';
import { RuleBook } from './rule-book.ts';
import { shelve } from './rule-shelf.ts';

const examples = [...providers.flatMap(({ rules }) => rules), ...generalRules].flatMap((rule) => rule.examples);
const newBook = (): RuleBook => new RuleBook(unpackRules(ourRules));
const idsOf = (book: RuleBook, heard: Heard): readonly string[] => book.all(heard).map(({ entry }) => entry.rule.id);

describe('the shipped rules', () => {
  test('match alike in the first replies and after the index is built', () => {
    const warm = newBook();
    for (const example of examples.slice(0, 300)) warm.first(new Heard(example, {}));
    for (let from = 0; from < examples.length; from += 150) {
      const cold = newBook();
      for (const example of examples.slice(from, from + 150)) {
        const heard = new Heard(example, {});
        expect(idsOf(warm, heard), example).toEqual(idsOf(cold, heard));
      }
    }
  });

  test('decide alike packed and as they are written', () => {
    const packed = newBook();
    const written = new RuleBook(shelve(generalRules, providers));
    for (const example of examples)
      for (const mx of [undefined, 'aspmx.l.google.com', 'example-com.mail.protection.outlook.com']) {
        const heard = new Heard(example, { mx });
        expect(idsOf(packed, heard), example).toEqual(idsOf(written, heard));
        expect(packed.first(heard)?.entry.conditions, example).toEqual(written.first(heard)?.entry.conditions);
        const bareOf = (book: RuleBook) => book.bare(heard).map(({ rule }) => rule.id);
        expect(bareOf(packed), example).toEqual(bareOf(written));
      }
  });

  test('decide by the first of all that match and are not barred', () => {
    const book = newBook();
    for (const example of examples) {
      const heard = new Heard(example, {});
      const first = book.all(heard).find(({ barred }) => barred === null);
      expect(book.first(heard)?.entry.rule.id, example).toBe(first?.entry.rule.id);
    }
  });
});
