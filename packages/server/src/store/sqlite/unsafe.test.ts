import { expect, it } from 'vitest';
import { unsafeSynchronous } from './unsafe.ts';

it('is off unless asked for', () => {
  expect(unsafeSynchronous({})).toBeUndefined();
  expect(unsafeSynchronous({ NODE_ENV: 'test', HEARBACK_UNSAFE_SYNCHRONOUS: '' })).toBeUndefined();
});

it('is refused outside of tests, and when it says nothing known', () => {
  expect(() => unsafeSynchronous({ HEARBACK_UNSAFE_SYNCHRONOUS: 'normal' })).toThrow('for tests alone');
  expect(() => unsafeSynchronous({ NODE_ENV: 'production', HEARBACK_UNSAFE_SYNCHRONOUS: 'off' })).toThrow(
    'tests alone',
  );
  expect(() => unsafeSynchronous({ NODE_ENV: 'test', HEARBACK_UNSAFE_SYNCHRONOUS: 'extra' })).toThrow('"normal" or');
});

it('gives what a test asks for', () => {
  expect(unsafeSynchronous({ NODE_ENV: 'test', HEARBACK_UNSAFE_SYNCHRONOUS: 'normal' })).toBe('normal');
});
