/** How long a route is good for. */
import { expect, test } from 'vitest';
import { hour, minute, routeTo, start } from '../delivery/engine.fixture.ts';
import { virtualClock } from '../delivery/virtual-clock.fixture.ts';
import { Routes } from './routes.ts';

const asked = async (steps: (clock: ReturnType<typeof virtualClock>) => Promise<unknown>): Promise<boolean> => {
  const clock = virtualClock(start);
  const routes = new Routes(async () => ({ ...routeTo('there.example'), expiresAt: clock.now() + hour }), clock);
  await routes.find('there.example');
  await steps(clock);
  return routes.known('there.example') === null;
};

test.each<[what: string, again: boolean, steps: Parameters<typeof asked>[0]]>([
  ['as long as all that it stands on', false, (clock) => clock.pass(hour - minute)],
  ['and no longer', true, (clock) => clock.pass(hour)],
  ['nor where the machine was asleep', true, async (clock) => clock.jump(hour)],
  ['nor where the clock was ahead when it was found', true, async (clock) => clock.jump(-24 * hour)],
])('%s', async (_, again, steps) => {
  expect(await asked(steps)).toBe(again);
});
