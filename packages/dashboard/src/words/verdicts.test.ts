import { reasonText as libraryText, type Reason, taxonomy } from '@hearback/bounce';
import { expect, it } from 'vitest';
import { reasonText } from './verdicts.ts';

it('a reason is called on the page as the server calls it in its sentences', () => {
  // Here it stands in lists of what failed, where "message expired" would not say where.
  const own = new Set<Reason>(['message_expired']);
  const reasons = (Object.keys(taxonomy) as Reason[]).filter((reason) => !own.has(reason));
  expect(reasons.length).toBeGreaterThan(40);
  expect(reasons.map(reasonText)).toEqual(reasons.map(libraryText));
});
