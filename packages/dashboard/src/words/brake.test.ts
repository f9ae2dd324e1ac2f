import { expect, test } from 'vitest';
import { brakeWords } from './brake.ts';

test('a brake says why in words, and who put it on where that was a person', () => {
  expect(brakeWords({ by: 'auto', why: 'rate limited: 421 4.7.0 [TSS04]' })).toEqual({
    text: 'rate limited: 421 4.7.0 [TSS04]',
    incident: null,
  });
  expect(brakeWords({ by: 'ann', why: 'Their postmaster asked' }).text).toBe('ann: Their postmaster asked');
});

test('what an incident holds back names it by a link, not by its id', () => {
  expect(brakeWords({ by: 'incident:inc_1', why: 'Our own incident inc_1: IP on a blocklist' })).toEqual({
    text: 'Our own incident: IP on a blocklist',
    incident: 'inc_1',
  });
});
