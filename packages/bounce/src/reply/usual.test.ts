import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUsual } from './usual.ts';

/** What it says in one line. */
const unusual = /[^ -~]| {2}|\\/;

test('tells printable ASCII with single spaces and no backslash, whatever stands where', () => {
  const character = fc.constantFrom(...' !a~\\\n\t\u007f\u0000é邮😀'.split(''), ' ', '  ', 'b', '0');
  fc.assert(
    fc.property(fc.array(character, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      expect(isUsual(text)).toBe(!unusual.test(text));
    }),
    { numRuns: 3000 },
  );
});

test.each(['\n', '\u007f', '\\', '  ', 'é', '\u0000'])('sees %j at every place', (odd) => {
  for (let before = 0; before < 12; before++)
    for (let behind = 0; behind < 12; behind++)
      expect(isUsual(`${'x'.repeat(before)}${odd}${'y'.repeat(behind)}`)).toBe(false);
});

test('says no to longer texts than it looks at, and is not led astray by what was there before', () => {
  expect(isUsual('x'.repeat(8192))).toBe(true);
  expect(isUsual('x'.repeat(8193))).toBe(false);
  expect(isUsual('\u0000'.repeat(40))).toBe(false);
  expect(isUsual('')).toBe(true);
  expect(isUsual('550 user unknown')).toBe(true);
});
