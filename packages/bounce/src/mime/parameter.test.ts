import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Reading } from './limits.ts';
import { readParameters } from './parameter.ts';

const read = (field: string) => {
  const { value, parameters, repeated } = readParameters(field, new Reading());
  return { value, ...Object.fromEntries(parameters), ...(repeated.length > 0 ? { repeated } : {}) };
};

describe('a value with parameters', () => {
  test.each([
    ['plain', 'Text/Plain; Charset=UTF-8', { value: 'text/plain', charset: 'UTF-8' }],
    ['quoted', 'a/b; x="one; two=\\"2\\""', { value: 'a/b', x: 'one; two="2"' }],
    ['comments', 'a/b (c; d) ; x=1 (one); y="(2)"', { value: 'a/b', x: '1', y: '(2)' }],
    ['blanks everywhere', ' a/b ;\t x = 1 ; y = "2" ; ', { value: 'a/b', x: '1', y: '2' }],
    ['closing quote missing', 'a/b; x="1; y=2', { value: 'a/b', x: '1; y=2' }],
    ['equals signs', 'a/b; x=--=_1=2', { value: 'a/b', x: '--=_1=2' }],
    ['semicolon missing', 'a/b x=1; y=2', { value: 'a/b', x: '1', y: '2' }],
    ['nothing', '', { value: '' }],
    ['no equals sign', 'a/b; x; y=1', { value: 'a/b', y: '1' }],
    ['twice: the first, and it is said', 'a/b; x=1; X=2', { value: 'a/b', x: '1', repeated: ['x'] }],
    ['an encoded word, as many write', 'a/b; name="=?utf-8?q?=C3=A9?="', { value: 'a/b', name: 'é' }],
    ['percent (RFC 2231 §4)', "a/b; x*=utf-8'fr'%C3%A9%20a", { value: 'a/b', x: 'é a' }],
    ['percent in another charset', "a/b; x*=iso-8859-1''%E9", { value: 'a/b', x: 'é' }],
    ['continued (§3)', 'a/b; x*0="one "; x*1=two', { value: 'a/b', x: 'one two' }],
    ['continued in any order', 'a/b; x*1=two; x*0=one', { value: 'a/b', x: 'onetwo' }],
    ['continued and percent', "a/b; x*0*=utf-8''%C3; x*1*=%A9; x*2=%41", { value: 'a/b', x: 'é%41' }],
    ['continued without a beginning', 'a/b; x*1=two', { value: 'a/b', x: '' }],
    ['broken percent', "a/b; x*=utf-8''%4%zz%41", { value: 'a/b', x: '%4%zzA' }],
    ['names of the language', 'a/b; constructor=1', { value: 'a/b', constructor: '1' }],
  ])('%s', (_, field, expected) => {
    expect(read(field)).toEqual(expected);
  });

  test('any value comes back from quotes and from percents', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const escaped = value.replace(/["\\]/g, '\\$&');
        expect(readParameters(`a/b; x="${escaped}"`, new Reading()).parameters.get('x')).toBe(value);
        const percent = Array.from(new TextEncoder().encode(value), (byte) => `%${byte.toString(16).padStart(2, '0')}`);
        expect(readParameters(`a/b; x*=utf-8''${percent.join('')}`, new Reading()).parameters.get('x')).toBe(value);
      }),
    );
  });

  test('never throws', () => {
    const pieces = fc.constantFrom(';', '=', '"', '(', ')', '\\', '*', "'", 'x*0*', '%4', 'a', ' ', '\n');
    fc.assert(fc.property(fc.array(pieces), (all) => typeof read(all.join('')).value === 'string'));
  });
});
