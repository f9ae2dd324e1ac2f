import { trace } from '@hearback/bounce';
import { expect, test } from 'vitest';
import { bodyOf, bookOf, check, type Draft, draftFor, draftOf, type SavedRule, steadyWords } from './own-rule.ts';

const reply = '550 5.0.0 jo@reader.example: This mailbox retired (see policy A.7) on 12 May';
const given = { text: reply, mx: '', stage: null };
const draft: Draft = {
  ...{ name: 'retired', reason: 'user_disabled', patterns: 'this mailbox (has )?retired', code: '550 551' },
  ...{ status: '', stage: '', source: 'their handbook', example: reply },
};
const saved: SavedRule = { ...bodyOf(draft), name: 'retired', who: 'operator', at: '2026-11-28T10:00:00Z' };

test('a rule that is right decides its example, before the shipped ones', () => {
  const { rules, problems } = check(draft, [], given);
  expect(problems).toEqual([]);
  expect(trace(reply, { rules }).verdict).toMatchObject({ reason: 'user_disabled', rule: 'own/retired' });
});

test.each([
  [{ patterns: 'this (mailbox' }, /pattern ".*": .*\(character \d+\)/],
  [{ patterns: '', code: '' }, /neither pattern nor code nor status/],
  [{ patterns: 'something else' }, /example is not decided by it/],
  [{ name: 'Retired!' }, /the name has small letters/],
  [{ example: ' ' }, /has no example/],
])('%j is told', (changed, expected) => {
  expect(check({ ...draft, ...changed }, [], given).problems.join('; ')).toMatch(expected);
});

test('a saved rule speaks, and its draft takes its place', () => {
  expect(trace(reply, { rules: bookOf([saved]) }).verdict.rule).toBe('own/retired');
  const { rules, problems } = check({ ...draft, reason: 'user_moved' }, [saved], given);
  expect(problems).toEqual([]);
  expect(trace(reply, { rules }).verdict.reason).toBe('user_moved');
  expect(draftOf(saved)).toEqual(draft);
});

test('a draft for a reply has its steady words and decides it', () => {
  const made = draftFor(given, trace(reply));
  expect(made).toMatchObject({ name: 'this-mailbox-retired-see-policy', example: reply });
  expect(check(made, [], given).problems).toEqual([]);
});

test.each([
  ['550 5.1.1 <addr>: user <id> is gone since <n>', 'is gone since'],
  ['451 greylisted, try <time>', 'greylisted, try'],
  ['550', ''],
])('%s', (template, expected) => {
  expect(steadyWords(template)).toBe(expected);
});
