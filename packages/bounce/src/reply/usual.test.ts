import fc from 'fast-check';
import { expect, test } from 'vitest';
import { held, margin } from '../match/held-text.ts';
import { lowerUsual } from './usual.ts';

/** What it says in one line. */
const unusual = /[^ -~]| {2}|\\/;

/** What the text's bytes are, and that zeros follow. */
const heldBytes = (): readonly number[] => [...held.bytes.subarray(margin, held.end + 3)];

test('tells printable ASCII with single spaces and no backslash, whatever stands where', () => {
  const character = fc.constantFrom(...' !a@AZ[`z{~\\\n\t\u007f\u0000é邮😀'.split(''), ' ', '  ', 'b', '0');
  fc.assert(
    fc.property(fc.array(character, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      const lower = lowerUsual(text);
      expect(lower).toBe(unusual.test(text) ? null : text.toLowerCase());
      if (lower !== null) expect(heldBytes()).toEqual([...`${lower}\0\0\0`].map((unit) => unit.charCodeAt(0)));
    }),
    { numRuns: 3000 },
  );
});

test.each(['\n', '\u007f', '\\', '  ', 'é', '\u0000'])('sees %j at every place', (odd) => {
  for (let before = 0; before < 12; before++)
    for (let behind = 0; behind < 12; behind++)
      expect(lowerUsual(`${'x'.repeat(before)}${odd}${'y'.repeat(behind)}`)).toBeNull();
});

test('says no to longer texts than it looks at, and is not led astray by what was there before', () => {
  expect(lowerUsual('x'.repeat(8192))).not.toBeNull();
  expect(lowerUsual('x'.repeat(8193))).toBeNull();
  expect(lowerUsual('\u0000'.repeat(40))).toBeNull();
  expect(lowerUsual('')).not.toBeNull();
  expect(lowerUsual('550 user unknown')).not.toBeNull();
});
