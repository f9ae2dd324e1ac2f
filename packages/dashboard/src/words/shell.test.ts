import { expect, test } from 'vitest';
import { shellWord } from './shell.ts';

test.each([
  ['jo@example.net', 'jo@example.net'],
  ['old leads', "'old leads'"],
  ["o'neil@example.net; rm -rf /", "'o'\\''neil@example.net; rm -rf /'"],
  ['$(reboot)', "'$(reboot)'"],
  ['--all', "'--all'"],
  ['', "''"],
])('%s', (text, expected) => {
  expect(shellWord(text)).toBe(expected);
});
