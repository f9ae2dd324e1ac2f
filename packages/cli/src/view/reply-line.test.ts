import { describe, expect, test } from 'vitest';
import { replyLine, shortened } from './reply-line.ts';

describe('a reply as one line', () => {
  test.each([
    ['550 5.1.1 No such user', '550 5.1.1 No such user'],
    ['550-5.1.1 No such\n550 5.1.1  user', '550 5.1.1 No such user'],
    ['550-No such\r\n550-user\r\n550 here', '550 No such user here'],
    ['421-4.7.0 Wait\n421 4.7.1 longer', '421 4.7.0 Wait 4.7.1 longer'],
    ['550-5.7.1 Call\n5505551234 for help', '550 5.7.1 Call 5505551234 for help'],
    ['550 5.1.1', '550 5.1.1'],
    ['550-\n550', '550'],
    ['Cancelled  by\nann', 'Cancelled by ann'],
    ['', ''],
  ])('%j', (text, line) => expect(replyLine(text)).toBe(line));
});

test('what is cut says so, within its width', () => {
  expect(shortened('No such user', 12)).toBe('No such user');
  expect(shortened('No such user', 9)).toBe('No such…');
  expect(shortened('No such user', 0)).toBe('…');
});
