import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from './fold.ts';

const words = (count: number, length = 9): string => Array.from({ length: count }, () => 'x'.repeat(length)).join(' ');
const longest = (text: string | null): number => Math.max(...(text ?? '').split('\r\n').map((line) => line.length));

describe('a header line of more than 998 octets', () => {
  test('is folded at its blanks, and says the same unfolded (RFC 5322 §2.2.3)', () => {
    const header = `Subject: ${words(300)}\r\nTo: a@b.example\r\n`;
    const folded = fold(header);
    expect(longest(folded)).toBeLessThanOrEqual(78);
    expect(folded?.replaceAll(/\r\n(?=[ \t])/g, '')).toBe(header);
  });

  test('is folded behind the name when the first word needs a line of its own', () => {
    expect(fold(`X-Token: ${'x'.repeat(995)}\r\n`)).toBe(`X-Token:\r\n ${'x'.repeat(995)}\r\n`);
  });

  test('of addresses without a blank is folded behind commas, not those in quotes', () => {
    const address = '"Lee, Ann" <ann.lee@sender.example>';
    const header = `To: ${Array.from({ length: 60 }, () => address.replaceAll(' ', '')).join(',')}\r\n`;
    const folded = fold(header) ?? '';
    expect(longest(folded)).toBeLessThanOrEqual(78);
    expect(folded.replaceAll('\r\n ', '')).toBe(header);
    for (const line of folded.split('\r\n').slice(0, -1)) expect((line.match(/"/g)?.length ?? 0) % 2).toBe(0);
  });

  test('without any place to break is not folded', () => {
    expect(fold(`X-Token: ${'x'.repeat(998)}\r\n`)).toBeNull();
    expect(fold(`X-List: ${'x,'.repeat(600)}\r\n`)).toBeNull();
  });
});

test('lines within the limit stay as they are', () => {
  const header = `Subject: ${words(80)}\r\n\tgoes on\r\nX: ${'x'.repeat(990)}\r\n`;
  expect(fold(header)).toBe(header);
});

test('no line is made of white space alone, whatever blanks there are', () => {
  const unit = fc.constantFrom(' ', '\t', 'x', 'xxxxxxxxxxxxxxxxxxxxxxxx', ',', '"');
  fc.assert(
    fc.property(fc.string({ unit, minLength: 200, maxLength: 900 }), (value) => {
      const header = `Subject:${value}\r\n`;
      const folded = fold(header);
      if (folded === null) return;
      expect(folded.replaceAll(/\r\n(?=[ \t])/g, '')).toBe(header);
      if (folded !== header) expect(folded).not.toMatch(/\r\n[ \t]+\r\n/);
    }),
  );
});

test('a line of a megabyte takes no time to speak of', () => {
  const folded = fold(`Subject: ${words(100_000)}\r\n`);
  expect(longest(folded)).toBeLessThanOrEqual(78);
});
