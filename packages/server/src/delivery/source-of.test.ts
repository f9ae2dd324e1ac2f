/** Several sources in rotation: the same message always from the same one, and its share of the mail for each. */
import { afterEach, expect, test } from 'vitest';
import { createWorld, hour, type World } from './engine.fixture.ts';
import { defaultSettings } from './settings.ts';
import { sourceOf } from './source-of.ts';

let world: World | null = null;
afterEach(() => world?.end());

test('each has its share; one alone has all', () => {
  const taken = new Map<string, number>();
  for (let n = 0; n < 3000; n++) {
    const source = sourceOf(['a', 'b', 'c'], `msg_${n}`);
    taken.set(source, (taken.get(source) ?? 0) + 1);
  }
  expect([...taken.keys()].sort()).toEqual(['a', 'b', 'c']);
  expect(Math.min(...taken.values())).toBeGreaterThan(900);
  expect(sourceOf(['a'], 'msg_1')).toBe('a');
});

test('retries of a message come from the address of its first attempt; other streams keep to theirs', async () => {
  const { defaults } = defaultSettings('out.example');
  world = await createWorld({
    settings: {
      sources: new Map([
        ['a', { name: 'a', address: '192.0.2.1', ehlo: 'a.out.example' }],
        ['b', { name: 'b', address: '192.0.2.2', ehlo: 'b.out.example' }],
        ['own', { name: 'own', address: '192.0.2.3', ehlo: 'own.out.example' }],
      ]),
      defaults: { ...defaults, sources: ['a', 'b'] },
      streams: new Map([['receipts', { sources: ['own'] }]]),
    },
  });
  world.answer = () => '450 4.7.1 Greylisted';
  for (let n = 0; n < 20; n++) await world.submit([`user${n}@there.example`]);
  await world.submit(['ann@there.example'], { submission: { labels: { stream: 'receipts' } } });
  await world.clock.pass(hour);
  const from = new Map<string, Set<string | null>>();
  for (const { recipient, source_ip } of world.eventsOf('deferred'))
    from.set(String(recipient), (from.get(String(recipient)) ?? new Set()).add(source_ip));
  expect(from.size).toBe(21);
  expect(world.eventsOf('deferred').length).toBeGreaterThan(40);
  for (const addresses of from.values()) expect(addresses.size).toBe(1);
  const all = new Set([...from.values()].flatMap((addresses) => [...addresses]));
  expect(all).toEqual(new Set(['192.0.2.1', '192.0.2.2', '192.0.2.3']));
  expect(from.get('ann@there.example')).toEqual(new Set(['192.0.2.3']));
});
