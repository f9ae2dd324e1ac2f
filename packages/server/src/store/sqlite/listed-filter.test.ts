/** The filter before the suppression list: what it says no to is never in it, and it seldom says "perhaps" in vain. */
import { expect, test } from 'vitest';
import { addressKey } from '../../ledger/address-key.ts';
import { ListedFilter } from './listed-filter.ts';

const hashOf = (name: string): number => addressKey(`${name}@there.example`).recipient;
const hashes = (prefix: string, count: number): number[] =>
  Array.from({ length: count }, (_, index) => hashOf(`${prefix}${index}`));

/** A list that hands out its hashes as the store does. */
function listOf(entries: readonly number[]) {
  const sorted = [...entries].sort((a, b) => a - b);
  return {
    count: async () => sorted.length,
    page: async (after: number, limit: number) => {
      const recipients = Float64Array.from(sorted.filter((entry) => entry > after).slice(0, limit));
      return { recipients, last: recipients.at(-1) ?? after };
    },
  };
}

test('until the list has been read anybody may be on it', async () => {
  const filter = new ListedFilter();
  expect(filter.mayHave(hashOf('ann'))).toBe(true);
  await filter.fill(listOf([]));
  expect(filter.mayHave(hashOf('ann'))).toBe(false);
});

test('what was on the list, over several pages, and what was named before and since is never denied', async () => {
  const filter = new ListedFilter();
  filter.name(hashOf('early'));
  const listed = hashes('listed', 70_000);
  await filter.fill(listOf(listed));
  const named = hashes('named', 70_000);
  for (const recipient of named) filter.name(recipient);
  const denied = [hashOf('early'), ...listed, ...named].filter((recipient) => !filter.mayHave(recipient));
  expect(denied).toEqual([]);
});

test('however many were named, fewer than one in a hundred of the others is asked about in vain', async () => {
  const filter = new ListedFilter();
  await filter.fill(listOf([]));
  for (const recipient of hashes('named', 200_000)) filter.name(recipient);
  const inVain = hashes('other', 20_000).filter((recipient) => filter.mayHave(recipient));
  expect(inVain.length).toBeLessThan(200);
});

test('a list that cannot be read leaves every answer at "perhaps"', async () => {
  const filter = new ListedFilter();
  const broken = { count: async () => 1, page: () => Promise.reject(new Error('disk')) };
  await expect(filter.fill(broken)).rejects.toThrow('disk');
  expect(filter.mayHave(hashOf('ann'))).toBe(true);
});
