/** What a stranger gets wrong is told, and leaves nothing behind. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { deliver, hostOf } from './sender.fixture.ts';
import { type ReceiversOptions, startReceivers, type World } from './world.ts';

const open: World[] = [];
async function start(options: ReceiversOptions = {}): Promise<World> {
  const world = await startReceivers(options);
  open.push(world);
  return world;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((world) => world.close()));
});

test.each<[string, ReceiversOptions, string]>([
  ['a scenario that is none', { profiles: { mine: { usr_unknown: 0.1 } } }, '"usr_unknown" is no scenario'],
  ['a share of more than all', { profiles: { mine: { ooo: 1.5 } } }, 'a share from 0 to 1, not 1.5'],
  ['shares of more than all together', { profiles: { mine: { ooo: 0.7, fbl: 0.7 } } }, 'more than 1'],
  ['a name that no address can say', { profiles: { my_mix: { ooo: 0.1 } } }, 'profile "my_mix"'],
  ['no time', { speed: 0 }, 'speed must be above 0'],
  ['mail to elsewhere', { returnTo: { host: '192.0.2.1', port: 25 } }, 'loopback addresses only'],
  ['mail to no port', { returnTo: { host: '127.0.0.1', port: 0 } }, 'a port from 1 to 65535, not to 0'],
])('%s is refused', async (_, options, why) => {
  await expect(start(options)).rejects.toThrow(why);
});

test('a port of the DNS that is taken: the hosts give theirs back', async () => {
  const taken = createSocket('udp4');
  taken.bind(0, '127.0.0.1');
  await once(taken, 'listening');
  const first = await start();
  const [smtp, { address }] = [first.smtpPort, await hostOf(first, 'gmail.sim')];
  await first.close();
  const { port } = taken.address();
  await expect(start({ ports: { smtp, dns: port } })).rejects.toThrow(`DNS: port ${port} of 127.0.0.1 is in use`);
  expect((await hostOf(await start({ ports: { smtp } }), 'gmail.sim')).address).toBe(address);
  taken.close();
});

test.each([
  ['one', '127.0.0.1'],
  ['many', 'the loopback addresses'],
] as const)('a port of the hosts that is taken, for %s', async (addresses, where) => {
  const taken = createServer().listen(0, '0.0.0.0');
  await once(taken, 'listening');
  const address = taken.address();
  const smtp = typeof address === 'object' && address !== null ? address.port : 0;
  const why = { message: `SMTP: port ${smtp} of ${where} is in use`, code: 'EADDRINUSE' };
  await expect(start({ addresses, ports: { smtp } })).rejects.toMatchObject(why);
  taken.close();
});

test('two worlds beside each other do not meet', async () => {
  const [one, other] = [await start({ seed: 7 }), await start({ seed: 7 })];
  await Promise.all([deliver(one, 'full@gmail.sim'), deliver(other, 'ann@gmail.sim')]);
  expect([one.counts.refused, one.counts.received]).toEqual([1, 0]);
  expect([other.counts.refused, other.counts.received]).toEqual([0, 1]);
});

test('closing breaks off who is connected, and tells who waits', async () => {
  const world = await start();
  const waiting = expect(world.until(({ received }) => received === 1)).rejects.toThrow(/closed.*"received":0/);
  const sockets = await Promise.all(
    ['gmail.sim', 'hang.sim', 'flood.sim'].map(async (domain) => {
      const { address } = await hostOf(world, domain);
      const socket = connect(world.smtpPort, address).on('error', () => {});
      await once(socket, 'connect');
      return { gone: once(socket.resume(), 'close') };
    }),
  );
  await world.close();
  await waiting;
  await Promise.all(sockets.map(({ gone }) => gone));
});

test('who waits no more when it is closed does not end the process', async () => {
  const lost: unknown[] = [];
  const lose = (why: unknown): void => void lost.push(why);
  process.on('unhandledRejection', lose);
  const world = await start();
  world.until(({ received }) => received === 1);
  await world.close();
  await setImmediate();
  process.off('unhandledRejection', lose);
  expect(lost).toEqual([]);
});

test('a wish that throws is told to who wished, and the world goes on', async () => {
  const world = await start();
  const wish = expect(
    world.until(({ received }) => {
      if (received > 0) throw new Error('mine');
      return false;
    }),
  ).rejects.toThrow('mine');
  expect((await deliver(world, 'ann@gmail.sim')).outcome.kind).toBe('delivered');
  await wish;
});
