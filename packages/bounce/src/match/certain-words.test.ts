import { expect, test } from 'vitest';
import { certainWords } from './certain-words.ts';

test.each([
  ['user unknown', [['user unknown']]],
  [
    '(mailbox|quota) .{0,20}(full|over)',
    [
      ['mailbox', 'quota'],
      ['full', 'over'],
    ],
  ],
  ['(mailbox|quota)? .{0,20}(full|over){1,2} (is )?gone', [['gone']]],
  ['mailbox (is |was )?(currently |)full\\b', [['mailbox '], ['full']]],
  ['gr[ae]ylist(ed|ing)', [['ylist']]],
  ['e-?mails? rejected', [['mail'], [' rejected']]],
  ['boxx?es of (users|(no|such) thing) here', [['box'], ['es of '], [' here']]],
  ['\\(no such\\) .*user\\.name', [['no such'], ['user'], ['name']]],
  ['\\d+ seconds', [[' seconds']]],
  ['^550 no$', [['550 no']]],
  ['(спам|спаме)', [['спам', 'спаме']]],
  ['[(]word[)]', [['word']]],
] as const)('of %s', (source, sets) => {
  expect(certainWords(source)).toEqual(sets);
});
