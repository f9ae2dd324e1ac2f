import { expect, test } from 'vitest';
import { addressesOf } from './addresses.ts';

const wish = { name: 'user_unknown', where: 'mailbox', domain: 'gmail.sim', stage: '', count: 2, run: 'r7' } as const;

test('each message has its own address, with the scenario in it', () => {
  expect(addressesOf(wish)).toEqual(['user_unknown+r7-1@gmail.sim', 'user_unknown+r7-2@gmail.sim']);
  expect(addressesOf({ ...wish, name: '554', stage: 'data', count: 1 })).toEqual(['data-554+r7-1@gmail.sim']);
  expect(addressesOf({ ...wish, name: 'tls-none', where: 'domain', count: 1 })).toEqual([
    'any-r7-1@tls-none.gmail.sim',
  ]);
});

test('the count is kept within its bounds', () => {
  expect(addressesOf({ ...wish, count: 5000 })).toHaveLength(1000);
  expect(addressesOf({ ...wish, count: -1 })).toHaveLength(1);
});
