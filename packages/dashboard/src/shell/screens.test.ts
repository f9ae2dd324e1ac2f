import { expect, it } from 'vitest';
import { screens } from './screens.ts';

it('each screen of the rail has a letter of its own behind g', () => {
  const keys = screens.flatMap(({ rail }) => (rail === undefined ? [] : [rail.key]));
  expect(keys).not.toContain(undefined);
  expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
});
