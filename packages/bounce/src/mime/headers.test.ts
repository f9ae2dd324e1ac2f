import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHeaders } from './headers.ts';

const block = `Received: from a.example.org
	by b.example.org
Received: second
SUBJECT: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
 from here 
X-Spaced   : yes
__proto__: polluted
constructor: built
Empty:
`;

describe('fields by name', () => {
  const headers = parseHeaders(block);

  test('in any case, unfolded, decoded, trimmed', () => {
    expect(headers.get('subject')).toBe('Grüße from here');
    expect(headers.get('Received')).toBe('from a.example.org by b.example.org');
    expect(headers.get('x-spaced')).toBe('yes');
    expect(headers.get('empty')).toBe('');
  });

  test('all of a name, in order', () => {
    expect(headers.all('received')).toEqual(['from a.example.org by b.example.org', 'second']);
    expect(headers.all('x-missing')).toEqual([]);
  });

  test('as written', () => {
    expect(headers.raw('subject')).toBe(' =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n from here ');
    expect(headers.block).toBe(block);
  });

  test('names that begin, end and are long alike are told apart', () => {
    const alike = parseHeaders('X-Abcd-Id: one\nX-abce-id : two\nX-Abcd-Ie: three\n\n');
    expect(alike.get('x-abcd-id')).toBe('one');
    expect(alike.get('x-abce-id')).toBe('two');
    expect(alike.get('x-abcf-id')).toBe(null);
  });

  test('names of the language are names like others', () => {
    expect(headers.get('__proto__')).toBe('polluted');
    expect(headers.get('constructor')).toBe('built');
    expect(headers.get('toString')).toBe(null);
    expect(headers.all('hasownproperty')).toEqual([]);
  });
});

describe('broken blocks', () => {
  test('a fold that is not indented continues its field when fields follow', () => {
    const headers = parseHeaders('Subject: one\ntwo\nthree\nTo: a@example.org\n');
    expect(headers.get('subject')).toBe('one two three');
    expect(headers.get('to')).toBe('a@example.org');
  });

  test('also as the last line before the body', () => {
    expect(parseHeaders('To: a@example.org\nSubject: one\ntwo\n\nbody').get('subject')).toBe('one two');
  });

  test('without an empty line the body begins at the first line that cannot be a field', () => {
    const headers = parseHeaders(
      'Subject: one\nDear all,\nthis is text\nand more\nand more\nand more\nTo: be or not\n',
    );
    expect(headers.block).toBe('Subject: one\n');
    expect(headers.get('to')).toBe(null);
  });

  test('a line of blanks inside the block does not end it', () => {
    const headers = parseHeaders('Subject: one\n \n\ttwo\nTo: a@example.org\n\nbody');
    expect(headers.get('subject')).toMatch(/^one\s+two$/);
    expect(headers.get('to')).toBe('a@example.org');
  });

  test('a line of blanks before the body does', () => {
    expect(parseHeaders('Subject: one\n \nDear all,\n\nText').block).toBe('Subject: one\n');
  });
});

test('a field reads the same however it is folded', () => {
  const words = fc.array(fc.stringMatching(/^[a-z0-9.;=@<>]{1,12}$/), { minLength: 1, maxLength: 20 });
  const end = fc.constantFrom('\n', '\r\n', '\r');
  fc.assert(
    fc.property(words, end, fc.infiniteStream(fc.boolean()), (value, lineEnd, folds) => {
      const folded = value.reduce((text, word) => `${text}${folds.next().value ? lineEnd : ''} ${word}`, 'X-Test:');
      expect(parseHeaders(`${folded}${lineEnd}To: x${lineEnd}`).get('x-test')).toBe(value.join(' '));
    }),
  );
});
