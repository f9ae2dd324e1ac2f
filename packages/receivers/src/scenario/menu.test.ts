import { expect, test } from 'vitest';
import { menu } from './menu.ts';
import { readDomainScenario, readScenario } from './read.ts';

test.each(menu.map((entry) => [entry.name, entry] as const))('%s is played', (name, { where, staged }) => {
  expect(where === 'mailbox' ? readScenario(name) : readDomainScenario(name)).not.toBeNull();
  if (staged && !name.includes('-')) expect(readScenario(`data-${name}`)).toMatchObject({ kind: 'say', stage: 'data' });
});

test('each has one place', () => {
  expect(new Set(menu.map(({ name }) => name)).size).toBe(menu.length);
});
