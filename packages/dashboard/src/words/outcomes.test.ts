import { expect, test } from 'vitest';
import { outcomeParts } from './outcomes.ts';

test('of one recipient the word alone, of several how many of each, what needs a look first', () => {
  expect(outcomeParts({ delivered: 1 }, 1)).toEqual([{ outcome: 'delivered', tone: 'ok', text: 'delivered' }]);
  const parts = outcomeParts({ delivered: 1200, queued: 3, bounced: 2 }, 1205);
  expect(parts.map(({ text }) => text)).toEqual(['2 bounced', '3 queued', '1,200 delivered']);
});
