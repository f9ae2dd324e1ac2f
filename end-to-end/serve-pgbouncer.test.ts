/** The built service over PgBouncer: works where each connection is a session of its own, refused where it is not. */
import { afterEach, describe, expect, it } from 'vitest';
import { newsContract } from '../packages/server/src/store/contract/news.contract.ts';
import { openPostgresStore } from '../packages/server/src/store/postgres/open.ts';
import { type PgBouncer, startPgBouncer } from './pgbouncer.ts';
import { postgresHouses } from './postgres-houses.ts';
import { type Serving, submit } from './service.ts';

const { database, openSink, houseOn, start } = postgresHouses();

const bouncers: PgBouncer[] = [];
afterEach(async () => {
  for (const bouncer of bouncers.splice(0)) await bouncer.stop();
});
/** To a database of its own. */
async function bouncerTo(mode: 'session' | 'transaction'): Promise<PgBouncer> {
  const bouncer = await startPgBouncer(await database(), mode);
  bouncers.push(bouncer);
  return bouncer;
}

async function handIn(processes: readonly Serving[], count: number): Promise<void> {
  const each = Array.from({ length: count }, (_, number) =>
    processes.map(({ smtp }) => submit(smtp, 'bob@b.example', `Message ${number}`)),
  );
  for (const replies of await Promise.all(each.flat())) expect(replies.at(-2)).toMatch(/^250 2\.0\.0 /);
}

describe('pool_mode = session', () => {
  it('two processes send, each message once, and go on when it was killed and is back', async () => {
    const sink = await openSink();
    const bouncer = await bouncerTo('session');
    const houses = [houseOn(bouncer.url, sink), houseOn(bouncer.url, sink)];
    const processes = await Promise.all(houses.map((house) => start(house)));
    await handIn(processes, 10);
    await sink.arrived(20);
    await bouncer.restart();
    await handIn(processes, 10);
    await sink.arrived(40);
    const waiting = (): string => houses[0]?.run(['queue', 'shape', '--json']).out ?? '';
    await expect.poll(waiting, { timeout: 20_000 }).toContain('"waiting":0,"due":0,"held":0,"leased":0');
    expect(sink.messages).toHaveLength(40);
  });

  newsContract(async () => {
    const { url } = await bouncerTo('session');
    const stores = [
      await openPostgresStore({ connection: url }),
      await openPostgresStore({ connection: url }),
    ] as const;
    return {
      stores,
      damage: () => Promise.reject(new Error('nothing is to be damaged here')),
      dispose: async () => {
        for (const store of stores) await store.close();
      },
    };
  });
});

it('pool_mode = transaction: the start and the doctor say what is wrong', async () => {
  const { url } = await bouncerTo('transaction');
  const house = houseOn(url, await openSink());
  const sentence = 'a pooler that lends its connections by the transaction';
  await expect(start(house)).rejects.toThrow(sentence);
  const { code, out } = house.run(['doctor', '--offline']);
  expect([code, out]).toEqual([1, expect.stringContaining(sentence)]);
});
