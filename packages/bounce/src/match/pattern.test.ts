import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Pattern, patternProblem } from './pattern.ts';

const matched = (source: string, text: string): string | null => {
  const spans = new Pattern(source).find(text);
  return spans?.map(({ start, end }) => text.slice(start, end)).join('…') ?? null;
};

describe('a pattern', () => {
  test.each([
    ['user unknown', '550 user unknown here', 'user unknown'],
    ['mailbox (is )?(full|over quota)', '552 mailbox over quota', 'mailbox over quota'],
    ['gr[ae]y-?list', 'graylisted', 'graylist'],
    ['\\bspf\\b', 'no spf, no mail', 'spf'],
    ['in \\d+ seconds', 'again in 300 seconds', 'in 300 seconds'],
    ['ip [^ ]+ is listed', 'your ip 192.0.2.1 is listed', 'ip 192.0.2.1 is listed'],
    ['quota\\s\\(exceeded\\)', 'quota (exceeded)', 'quota (exceeded)'],
    ['^550 no such', '550 no such user', '550 no such'],
    ['try later$', 'busy, try later', 'try later'],
    ['sender .{0,8}refused', 'sender is refused', 'sender is refused'],
    ['邮箱(不存在|已满)', '552 邮箱已满', '邮箱已满'],
    ['c:\\\\mail\\.box', 'in c:\\mail.box', 'c:\\mail.box'],
    ['c:\\\\.mail', 'in c:\\xmail', 'c:\\xmail'],
    ['[.*]+ full', 'box *.* full', '*.* full'],
    ['[^\\]]+\\] full', 'box [a] full', 'box [a] full'],
    ['user\\.*gone', 'user...gone', 'user...gone'],
  ])('%s matches', (source, text, words) => {
    expect(matched(source, text)).toBe(words);
  });

  test.each([
    ['^550 no such', 'smtp; 550 no such user'],
    ['try later$', 'try later please'],
    ['\\bspf\\b', 'aspfx'],
    ['sender .{0,3}refused', 'sender is not refused'],
    ['in \\d{1,2} seconds', 'in 300 seconds'],
  ])('%s does not match %j', (source, text) => {
    expect(matched(source, text)).toBeNull();
  });

  test('takes pieces in their order, each at its earliest place', () => {
    expect(matched('rejected.*spam', 'rejected as spam, spam')).toBe('rejected…spam');
    expect(matched('rejected.*spam', 'spam was rejected')).toBeNull();
    expect(new Pattern('aaa.*aaa').find('aaaaa')).toBeNull();
    expect(new Pattern('aaa.*aaa').find('aaaxaaa')).toEqual([
      { start: 0, end: 3 },
      { start: 4, end: 7 },
    ]);
  });
});

describe('what is not in the language', () => {
  test.each([
    ['(?=user) unknown', 'no look-around', 0],
    ['user (?!known)x', 'no look-around', 5],
    ['(?<word>user)', 'no look-around', 0],
    ['(user)\\1', 'no back-references', 6],
    ['User unknown', 'capital letter', 0],
    ['user [A-Z] unknown', 'capital letter', 6],
    ['(user )+unknown', 'unbounded repeat of a group', 7],
    ['(user )*unknown', 'unbounded repeat of a group', 7],
    ['(user|)', 'empty alternative', 6],
    ['user|unknown', 'alternatives need a group', 4],
    ['user unknown)', 'unmatched )', 12],
    ['user (unknown', 'group never closed', 5],
    ['user [abc', 'class never closed', 5],
    ['user [z-a]', 'low to high', 9],
    ['user x{2,1}', 'low to high', 7],
    ['user x{2,}', 'expected {n} or {m,n}', 7],
    ['user x{900}', 'to 200 at most', 7],
    ['user a+?', 'one quantifier after another', 7],
    ['+user', 'nothing to repeat', 0],
    ['.*user', 'nothing between', 0],
    ['user.*', 'nothing between', 6],
    ['(user.*unknown)', '.* stands between pieces only', 5],
    ['user ^x', '^ stands at the start only', 5],
    ['user$ x', '$ stands at the end only', 4],
    ['user \\p{l}', 'unknown escape', 5],
    ['\\d+\\.\\d+', 'nothing certain to look for', 0],
    ['user.{0,99}.{0,99}.{0,99}x', 'too many ways', 0],
    ['user ([a-z]{1,9}){1,9}x', 'too many ways', 0],
    ['', 'nothing between', 0],
    ['a'.repeat(401), 'longer than 400', 400],
  ])('%s', (source, problem, position) => {
    expect(patternProblem(source)).toEqual({ problem: expect.stringContaining(problem), position });
  });

  test('is any text without an exception', () => {
    const pieces = fc.array(fc.constantFrom(...'abc ([{^$.|?*+\\)]}-,019'.split(''), 'user', '.*', '\\d', '(?:'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(pieces, (parts) => {
        patternProblem(parts.join(''));
      }),
      { numRuns: 3000 },
    );
  });
});

test('a long text that nearly matches is given up in linear time: else it would take hours', () => {
  const pattern = new Pattern('[a-z ]+ [a-z]+ .{0,40}(mail|user) [0-9]+ unknown');
  expect(pattern.find('mail '.repeat(2_000))).toBe(null);
});
