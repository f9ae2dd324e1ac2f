import { expect, test } from 'vitest';
import { providers } from '../packages/bounce/dist/rules.js';
import { providerText } from '../packages/dashboard/src/words/verdicts.ts';
import { providerName } from '../packages/server/src/ledger/provider-name.ts';

test('a receiver is called on the page as the server calls it in its sentences', () => {
  const ids = providers.map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(40);
  const all = [...ids, 'other', 'mx.example.net'];
  expect(all.map(providerText)).toEqual(all.map(providerName));
});
