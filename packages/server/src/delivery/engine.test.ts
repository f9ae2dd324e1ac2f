import { afterEach, describe, expect, test } from 'vitest';
import { createWorld, type World } from './engine.fixture.ts';

let world: World;
afterEach(() => world.end());

describe('a message', () => {
  test('is accepted, delivered and told of in order', async () => {
    world = await createWorld();
    const accepted = await world.submit(['bob@there.example']);
    await world.clock.rest();
    expect(accepted.kind).toBe('accepted');
    expect(world.logged).toEqual([]);
    expect(
      world.transactions.map(({ host, message }) => [host, message.sender, message.recipients[0]?.address]),
    ).toEqual([['mx.there.example', 'ann@sender.example', 'bob@there.example']]);
    expect(world.events.map(({ type }) => type)).toEqual(['accepted', 'delivered']);
    expect(world.events[1]).toMatchObject({ attempt: 1, recipient: 'bob@there.example', reply: { code: 250 } });
    expect(await world.store.counts(world.clock.now())).toMatchObject({ waiting: 0, leased: 0 });
  });
});
