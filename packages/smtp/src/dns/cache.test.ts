import { expect, test } from 'vitest';
import { createCache } from './cache.ts';

function cacheOf(limit: number) {
  const clock = { now: 1000 };
  return { clock, cache: createCache<string>(limit, () => clock.now) };
}

test('what is known is known until its end', () => {
  const { clock, cache } = cacheOf(10);
  cache.set('a', 'x', 2000);
  clock.now = 1999;
  expect(cache.get('a')).toBe('x');
  clock.now = 2000;
  expect(cache.get('a')).toBeUndefined();
});

test('what is not used for longest makes room', () => {
  const { cache } = cacheOf(2);
  cache.set('a', 'x', 2000);
  cache.set('b', 'y', 2000);
  cache.get('a');
  cache.set('c', 'z', 2000);
  expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual(['x', undefined, 'z']);
});

test('what was learned while the clock was ahead is forgotten when it has been put right', () => {
  const { clock, cache } = cacheOf(10);
  clock.now += 3e10;
  cache.set('a', 'x', clock.now + 1000);
  clock.now -= 3e10;
  expect(cache.get('a')).toBeUndefined();
});
