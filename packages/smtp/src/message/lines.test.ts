import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinPieces, linesOf, measure } from './lines.ts';

const octets = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('measure', () => {
  test.each([
    ['', { bare: false, dots: false, longest: 0, closed: true }],
    ['a\r\n', { bare: false, dots: false, longest: 1, closed: true }],
    ['a\r\nbcd', { bare: false, dots: false, longest: 3, closed: false }],
    ['.a\r\n', { bare: false, dots: true, longest: 2, closed: true }],
    ['a\r\n.\r\nb\r\n', { bare: false, dots: true, longest: 1, closed: true }],
    ['a.\r\n', { bare: false, dots: false, longest: 2, closed: true }],
    ['a\n', { bare: true, dots: false, longest: 1, closed: true }],
    ['a\rb\r\n', { bare: true, dots: false, longest: 3, closed: true }],
    ['a\r\n\r', { bare: true, dots: false, longest: 1, closed: false }],
    ['\n', { bare: true, dots: false, longest: 0, closed: true }],
    ['a\r\n\n.', { bare: true, dots: true, longest: 1, closed: false }],
    ['a\n\r', { bare: true, dots: false, longest: 1, closed: false }],
  ])('%j', (message, lines) => {
    expect(measure(octets(message))).toEqual({ ...lines, longest: expect.any(Number) });
    if (!lines.bare) expect(measure(octets(message)).longest).toBe(lines.longest);
  });
});

describe('pieces that are put together', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '.', '\r', '\n', '\r\n', '\r\n.') });

  test('are known as if they had been measured as a whole', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (pieces) => {
        const whole = joinPieces(pieces.map(octets));
        expect(whole.toString('latin1')).toBe(pieces.join(''));
        const { bare, dots, longest, closed } = linesOf(whole);
        const measured = measure(whole);
        expect({ bare, dots, closed }).toEqual({ bare: measured.bare, dots: measured.dots, closed: measured.closed });
        // A line end of one octet counts as if it were two.
        if (!bare) expect(longest).toBe(measured.longest);
      }),
    );
  });
});
