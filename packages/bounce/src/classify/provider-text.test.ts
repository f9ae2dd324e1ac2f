import { expect, test } from 'vitest';
import { providers } from '../rules/index.ts';
import { providerText } from './provider-text.ts';

test('hosts are called by their names, and what belongs to nobody by what it is', () => {
  expect(['yahoo.com', 'mx.example.net', 'other'].map(providerText)).toEqual([
    'yahoo.com',
    'mx.example.net',
    'other receivers',
  ]);
});

/** Called by what people know: the company, not the product. */
const better = new Map([
  ['apple', 'Apple'],
  ['aliyun', 'Aliyun'],
]);

test.each(providers.map(({ id, name }) => [id, name]))('%s is written as it writes itself', (id, name) => {
  expect(better.get(id) ?? name).toContain(providerText(id));
});
