import fc from 'fast-check';
import { expect, test } from 'vitest';
import { held } from './held-text.ts';
import { Matcher } from './matcher.ts';
import { Pattern, patternProblem } from './pattern.ts';

function find(source: string, text: string) {
  const matcher = new Matcher(1);
  expect(matcher.knows(0, source)).toBe(true);
  held.hold(text);
  return matcher.find(0, 0, text.length);
}

test.each<[pattern: string, text: string, start: number, end: number]>([
  ['user unknown', '550 user unknown', 4, 16],
  ['(no|not) such user', '550 no such user', 4, 16],
  ['(no|no such) user', 'no such user', 0, 12],
  ['users? (is |was )?unknown', 'users was unknown', 0, 17],
  ['^550 [^ ]+ unknown$', '550 <a@b> unknown', 0, 17],
  ['\\bunknown\\b', 'xunknown unknown', 9, 16],
  ['mail.{0,5}full', 'mail mail is full', 5, 17],
  ['code (a[0-9]){1,3} end', 'code a1a2a3 end', 0, 15],
  ['code (ab|cd){2} end', 'code ab code abcd end', 8, 21],
  ['(try )?again\\.', 'again try again.', 6, 16],
])('%s stands in "%s"', (source, text, start, end) => expect(find(source, text)).toEqual([{ start, end }]));

test.each([
  ['^user unknown', ' user unknown'],
  ['user unknown$', 'user unknown '],
  ['\\buser', 'superuser'],
  ['code (ab){3} end', 'code abab end'],
  ['mail.{0,5}full', 'mail\nfull'],
  ['user unknown', 'user unknow'],
  ['größe', 'grosse'],
])('%s does not stand in %j', (source, text) => expect(find(source, text)).toBeNull());

test('each piece stands behind the one before, at its earliest place', () => {
  expect(find('user.*full', 'full user is full, full')).toEqual([
    { start: 5, end: 9 },
    { start: 13, end: 17 },
  ]);
});

test('the first piece is looked for where it may begin', () => {
  const matcher = new Matcher(1);
  expect(matcher.knows(0, 'user')).toBe(true);
  held.hold('user user user');
  expect(matcher.find(0, 3, 7)).toEqual([{ start: 5, end: 9 }]);
  expect(matcher.find(0, 6, 9)).toBeNull();
});

test('what is repeated and can be empty has no program', () => {
  expect(new Matcher(1).knows(0, 'user (a?|b){0,2} unknown')).toBe(false);
});

const item = fc.constantFrom(
  ...['user', 'a', ' ', 'box', '.', '[a-m ]', '\\d', '[^ ]', '\\b', 'x?', '[a-f]{1,3}', '.+', '\\d*', '[^a]{0,2}'],
  ...['(user|use|us)', '(a|ab|abc)', '(box|\\d|b)?', '(ab|a|b){0,3}', '(a|[bx]o){2}'],
);
const patterns = fc
  .array(
    fc.array(item, { minLength: 1, maxLength: 5 }).map((items) => items.join('')),
    { minLength: 1, maxLength: 3 },
  )
  .map((pieces) => pieces.join('.*'));
const texts = fc
  .array(fc.constantFrom('user', 'a', 'b', 'ab', 'box', ' ', '7', 'x', 'xo'), { maxLength: 16 })
  .map((parts) => parts.join(''));

test('finds what a RegExp of the same source finds', () => {
  let known = 0;
  fc.assert(
    fc.property(patterns, texts, (source, text) => {
      fc.pre(patternProblem(source)?.problem.startsWith('nothing certain') ?? true);
      const matcher = new Matcher(1);
      if (!matcher.knows(0, source)) return;
      known++;
      held.hold(text);
      expect(matcher.find(0, 0, text.length)).toEqual(new Pattern(source).find(text));
    }),
    { numRuns: 4000 },
  );
  expect(known).toBeGreaterThan(2000);
});
