import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Json, parseJson, parseJsonBody } from './json.ts';

const plain = (value: Json): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([name, member]) => [name, plain(member as Json)]));
  return value;
};

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const parsed = parseJson(text);
      // JSON.parse is the model; it reads whole numbers beyond 2^53 with loss, which these values do not have.
      fc.pre(!/\d{16}/.test(text));
      expect(parsed.ok && plain(parsed.value)).toEqual(JSON.parse(text));
    }),
    { numRuns: 300 },
  );
});

test('refuses what JSON.parse refuses, and nothing else but doubled names', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"a"',
    '"b"',
    '\\',
    '1',
    '-',
    '.5',
    'e9',
    'true',
    ' ',
    '\n',
    'n',
    '\\u00e9',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const parsed = parseJson(text);
      let model: unknown;
      try {
        model = { value: JSON.parse(text) };
      } catch {
        model = null;
      }
      if (parsed.ok) expect({ value: plain(parsed.value) }).toEqual(model);
      else if (model !== null) expect(parsed.why).toContain('stands twice');
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['deep', '['.repeat(33) + ']'.repeat(33), 'The JSON nests more than 32 levels.'],
  ['very deep', '['.repeat(1_000_000), 'The JSON nests more than 32 levels.'],
  ['long list', `[${'0,'.repeat(10_000)}0]`, 'A list has more than 10000 items.'],
  [
    'many names',
    `{${Array.from({ length: 2001 }, (_, n) => `"${n}":0`).join(',')}}`,
    'An object has more than 2000 names.',
  ],
  ['doubled name', '{"event":"delivered","event":"bounce"}', 'The name "event" stands twice in one object.'],
  ['doubled name, spelled otherwise', '{"a":1,"\\u0061":2}', 'The name "a" stands twice in one object.'],
  ['cut', '{"a":"b', 'The JSON ends too early.'],
  ['two values', '{} {}', 'The JSON is wrong at character 3.'],
  ['nothing', '', 'The JSON ends too early.'],
])('%s', (_, text, why) => {
  expect(parseJson(text)).toEqual({ ok: false, why });
});

test('octets that are no UTF-8', () => {
  expect(parseJsonBody(Uint8Array.of(0x22, 0xc3, 0x28, 0x22))).toEqual({ ok: false, why: 'The body is not UTF-8.' });
  expect(parseJsonBody(octets('﻿"é"'))).toEqual({ ok: true, value: 'é' });
});

test('whole numbers beyond 2^53 keep their digits', () => {
  expect(parseJson('[19421777835146490, 9007199254740991, 1e3, -0.5]')).toEqual({
    ok: true,
    value: ['19421777835146490', 9007199254740991, 1000, -0.5],
  });
});

test('names that mean something to the language mean nothing here', () => {
  const parsed = parseJson('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
  expect(parsed.ok).toBe(true);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
