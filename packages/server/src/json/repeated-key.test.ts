import fc from 'fast-check';
import { expect, it } from 'vitest';
import { repeatedKey } from './repeated-key.ts';

it.each([
  ['{"to":1,"to":2}', 'to'],
  ['{"a":{"b":1},"c":[{"d":1,"d" \n\t: 2}]}', 'd'],
  ['{"to":1,"t\\u006f":2}', 'to'],
  ['{"a\\"b":1,"a\\"b":2}', 'a"b'],
  ['{"a\\\\":1,"x":"\\\\","a\\\\":2}', 'a\\'],
  ['{"":1,"":2}', ''],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
])('%s has one', (json, key) => {
  expect(repeatedKey(json)).toBe(key);
});

it.each([
  '{"a":{"a":{"a":1}},"b":["a","a"],"c":"a"}',
  '[{"a":1},{"a":2}]',
  '{"a":"\\"a\\":1,\\"a\\":2"}',
  '{"a":"{\\"b\\":","b":1}',
  '"a"',
  '[]',
  '{}',
])('%s has none', (json) => {
  expect(repeatedKey(json)).toBeNull();
});

it('no object that JavaScript has written has one, and each has one when any of its keys is written again', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.boolean(), (object, indent) => {
      const json = JSON.stringify(object, null, indent ? 2 : 0);
      expect(repeatedKey(json)).toBeNull();
      const [key = ''] = Object.keys(object);
      expect(repeatedKey(`${json.slice(0, -1)},${JSON.stringify(key)}:0}`)).toBe(key);
    }),
    { numRuns: 2000 },
  );
});

it('what nests or escapes without end costs no more than its length', () => {
  const began = performance.now();
  for (const json of [
    `${'['.repeat(500_000)}${']'.repeat(500_000)}`,
    `"${'\\"'.repeat(500_000)}"`,
    `"${'\\\\'.repeat(500_000)}"`,
    `{"a"${' '.repeat(1_000_000)}:1}`,
    `[${'{"a":"a"},'.repeat(100_000)}{}]`,
  ])
    expect(repeatedKey(json)).toBeNull();
  expect(performance.now() - began).toBeLessThan(3000);
});
