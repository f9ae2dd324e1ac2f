import { expect, test } from 'vitest';
import { ProviderTable } from './provider.ts';

const provider = (id: string, ...mx: string[]) => ({ id, name: id, mx, rules: [] });
const table = new ProviderTable([
  provider('north', 'north.example', 'mx.example.org'),
  provider('inner', 'in.north.example'),
]);

test.each([
  ['mx1.north.example', 'north'],
  ['north.example', 'north'],
  ['MX1.North.Example.', 'north'],
  ['a.b.in.north.example', 'inner'],
  ['mx.example.org', 'north'],
  ['example.org', null],
  ['notnorth.example', null],
  ['north.example.net', null],
  ['', null],
  ['...', null],
])('%s belongs to %s', (host, id) => {
  expect(table.of(host)).toBe(id);
});
