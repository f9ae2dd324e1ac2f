import { expect, test } from 'vitest';
import { readViews, viewsOf } from './views.ts';

test.each([null, '', 'nonsense', '{"name":"x"}', '[1,{"name":"no search"},{"search":"no name"}]'])(
  '%j holds no view',
  (stored) => {
    expect(readViews(stored)).toEqual([]);
  },
);

test('a view of the same name is replaced, and one that is removed is gone', () => {
  const { views, save, remove } = viewsOf('test');
  save('yahoo', 'q=provider:yahoo');
  save('full', 'q=reason:mailbox_full');
  save('yahoo', 'q=provider:yahoo class:soft');
  expect(views.value.map(({ name, search }) => [name, search])).toEqual([
    ['full', 'q=reason:mailbox_full'],
    ['yahoo', 'q=provider:yahoo class:soft'],
  ]);
  remove('full');
  expect(views.value.map(({ name }) => name)).toEqual(['yahoo']);
});
