import { expect, test } from 'vitest';
import { problemOf } from './problem.ts';

const refused = (pointer: string) => ({
  code: 'invalid_request',
  detail: 'The request does not have its form',
  errors: [{ pointer, detail: 'must be an id as lists have it, which begins with evt_' }],
});

test('an id that cannot be one is told as nothing there, not as a pattern', () => {
  const problem = problemOf(400, refused('/params/id'));
  expect([problem.status, problem.message, problem.fields]).toEqual([
    404,
    'Nothing has this address. Was it cut off when it was copied?',
    [],
  ]);
});

test('what is wrong with something filled in is told field by field', () => {
  expect(problemOf(400, refused('/querystring/q')).fields.map(({ pointer }) => pointer)).toEqual(['/querystring/q']);
});

test('an answer that is no problem of ours is told by its status', () => {
  expect(problemOf(502, '<html>').message).toBe('The server answered 502.');
});
