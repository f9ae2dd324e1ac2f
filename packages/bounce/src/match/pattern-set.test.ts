import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Pattern, patternProblem } from './pattern.ts';
import { PatternSet } from './pattern-set.ts';
import { indexOf } from './word-index.ts';

/** Patterns of the language, with texts that are likely to match them. */
const word = fc.constantFrom('user', 'mail', 'box', 'full', 'no', 'ab', 'é', '邮箱');
const atom = fc.oneof(word, fc.constantFrom('.', '[a-m ]', '\\d', '[^ ]', '\\s', 'x', ' '));
const item = fc.oneof(
  atom,
  fc
    .tuple(fc.constantFrom('[a-f]', '\\d', 'x', '.'), fc.constantFrom('?', '{1,3}', '+', '*'))
    .map(([one, count]) => one + count),
  fc
    .tuple(
      fc.array(atom, { minLength: 1, maxLength: 2 }),
      fc.array(atom, { minLength: 1, maxLength: 2 }),
      fc.constantFrom('', '?'),
    )
    .map(([one, other, count]) => `(${one.join('')}|${other.join('')})${count}`),
);
const patterns = fc
  .array(
    fc.array(item, { minLength: 1, maxLength: 4 }).map((items) => items.join('')),
    { minLength: 1, maxLength: 3 },
  )
  .map((pieces) => pieces.join('.*'))
  .filter((source) => patternProblem(source) === null);
const texts = fc
  .array(fc.oneof(word, fc.constantFrom(' ', 'x', 'a', '7', 'mailbox', 'user full')), { maxLength: 24 })
  .map((words) => words.join(''));

describe('every match', () => {
  test('is found where the RegExp of the same source finds one', () => {
    fc.assert(
      fc.property(patterns, texts, (source, text) => {
        // `+` and `*` count to 64, more than these texts are long in one class.
        const single = !source.includes('.*');
        const found = new Pattern(source).find(text);
        const expected = new RegExp(source).exec(text);
        if (single) expect(found?.[0]?.start ?? null).toBe(expected?.index ?? null);
        else if (found !== null) expect(expected).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  test('contains a member of each literal set', () => {
    fc.assert(
      fc.property(patterns, texts, (source, text) => {
        const pattern = new Pattern(source);
        fc.pre(pattern.find(text) != null);
        for (const { words } of pattern.literals()) expect(words.some((literal) => text.includes(literal))).toBe(true);
        // Nor does the glance at its words pass a match over.
        expect(pattern.mayMatch((word) => text.includes(word))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', 'é', '邮'), minLength: 1, maxLength: 6 });

describe('the index', () => {
  test('reports each set that has a word in the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(words, { minLength: 1, maxLength: 3 }), { maxLength: 12 }),
        fc.array(words),
        (sets, parts) => {
          const text = parts.join('');
          const index = indexOf(sets.map((words) => [words]));
          const found = new Set(index.found.subarray(0, index.scan(text)));
          sets.forEach((set, number) => {
            if (set.some((word) => text.includes(word))) expect(found).toContain(number);
          });
        },
      ),
    );
  });

  test('reports nothing else for words of three to seven bytes', () => {
    const index = indexOf([[['hear', 'shears']], [['his']], [['hearts']], [['unknown']]]);
    const found = (text: string) => [...index.found.subarray(0, index.scan(text))].sort();
    expect(found('sweethearts')).toEqual([0, 2]);
    expect(found('history')).toEqual([1]);
    expect(found('user unknow')).toEqual([]);
    expect(found('')).toEqual([]);
    expect(found('sweethearts')).toEqual([0, 2]);
  });

  test('reports a word too short to look for always, and a long word by parts of it', () => {
    const index = indexOf([[['x']], [['abcdefghijklmnopqrstuvwxyz']]]);
    expect(index.scan('')).toBe(1);
    expect(index.scan('abcdefghijklmnopqrstuvwxyz')).toBe(2);
  });
});

describe('a set of patterns', () => {
  const decided = (set: PatternSet, text: string): readonly number[] =>
    Array.from({ length: set.candidates(text) }, (_, place) => set.found[place] ?? -1)
      .filter((number) => set.find(number, text) !== null)
      .sort((a, b) => a - b);

  test('finds what trying one pattern after the other finds, before and after it builds its filter', () => {
    fc.assert(
      fc.property(
        fc.array(patterns, { maxLength: 12 }),
        fc.array(texts, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(4, 24),
        (sources, list, patience) => {
          const set = new PatternSet(sources, { signals: [['mail']], patience });
          for (const text of [...list, ...list, ...list, ...list]) {
            const expected = sources.flatMap((source, number) =>
              new Pattern(source).find(text) !== null ? [number] : [],
            );
            expect(decided(set, text)).toEqual(expected);
            expect(set.signalled(0, text)).toBe(text.includes('mail'));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('lets no text wait for its filter: each makes a part of it ready', () => {
    const sources = Array.from({ length: 2000 }, (_, n) => `word ${n} of many`);
    const set = new PatternSet(sources, { words: () => sources, patience: 200 });
    const literals = vi.spyOn(Pattern.prototype, 'literals');
    let most = 0;
    let searched = 0;
    for (let n = 0; n < 220; n++) {
      literals.mockClear();
      expect(decided(set, `550 word ${n} of many`)).toEqual([n]);
      most = Math.max(most, literals.mock.calls.length);
      searched += literals.mock.calls.length;
    }
    literals.mockRestore();
    expect(searched).toBe(sources.length);
    expect(most).toBeLessThanOrEqual(40);
  });

  test('tries at first only patterns one of whose known words stands in the text', () => {
    const set = new PatternSet(['user (unknown|gone)', 'mail'], { words: () => [['user '], ''], patience: 2 });
    expect(set.candidates('550 no such box')).toBe(1);
    expect(decided(set, '550 user gone')).toEqual([0]);
  });
});
