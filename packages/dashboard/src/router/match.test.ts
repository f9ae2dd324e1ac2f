import { expect, test } from 'vitest';
import { match } from './match.ts';

test.each([
  ['/', '/', {}],
  ['/bounces', '/bounces/', {}],
  ['/messages/:id', '/messages/msg_1', { id: 'msg_1' }],
  ['/addresses/:address', '/addresses/a%2Fb%40c.example', { address: 'a/b@c.example' }],
  ['/lists/:name', '/lists/%252E%252E', { name: '..' }],
  ['/lists/:name', '/lists/%252E%252Ex', { name: '%2E%2Ex' }],
  ['/messages/:id', '/messages', null],
  ['/messages/:id', '/messages/', null],
  ['/messages/:id', '/messages/a/b', null],
  ['/addresses/:address', '/addresses/%E0%A4%A', null],
])('%s on %s', (pattern, path, expected) => {
  expect(match(pattern, path)).toEqual(expected);
});
