/** A PostgreSQL server with a standby, the way between them, and the way by which Hearback finds whichever leads. */
import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { expect } from 'vitest';
import { join, vanishingProxy } from './cutting-proxy.fixture.ts';
import { startTestServer, type TestServer } from './test-server.fixture.ts';

export interface PostgresPair {
  readonly primary: TestServer;
  readonly standby: TestServer;
  /** Of Hearback: leads to the primary, then to the standby that was promoted. */
  readonly url: string;
  /** From now on the standby hears nothing of the primary. */
  readonly cutOff: () => void;
  /** How many commits of the primary wait for the standby. */
  readonly waiting: () => Promise<number>;
  /** The primary is gone for good, with what the standby has not heard. `first`: before anybody finds the standby. */
  readonly failOver: (first?: () => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** `synchronous`: no commit is answered before the standby has it. */
export async function startPair(synchronous: boolean): Promise<PostgresPair> {
  const primary = await startTestServer();
  const between = await vanishingProxy(socketOf(primary));
  const standby = await startTestServer({ primary, port: between.port });
  const way = await switchingWay(socketOf(primary));
  if (synchronous) {
    await primary.query(`alter system set synchronous_standby_names = '*'`);
    await primary.query('select pg_reload_conf()');
  }
  const count = async (text: string): Promise<number> => Number((await primary.query(text)).rows[0]?.count);
  const followers = `select count(*) from pg_stat_replication
    where state = 'streaming' and sync_state = '${synchronous ? 'sync' : 'async'}'`;
  await expect.poll(() => count(followers), { timeout: 30_000 }).toBe(1);
  const { user, database } = primary.connection;
  return {
    primary,
    standby,
    url: `postgres://${user}@127.0.0.1:${way.port}/${database}`,
    cutOff: between.vanish,
    waiting: () => count(`select count(*) from pg_stat_activity where wait_event = 'SyncRep'`),
    failOver: async (first) => {
      await primary.crash();
      await standby.query('select pg_promote()');
      await first?.();
      way.leadTo(socketOf(standby));
    },
    close: async () => {
      await Promise.all([way.close(), between.close()]);
      await Promise.all([primary.stop(), standby.stop()]);
    },
  };
}

const socketOf = ({ connection: { host, port } }: TestServer): string => `${host}/.s.PGSQL.${port}`;

/** As the address that moves along in a cluster. */
async function switchingWay(first: string) {
  let target = first;
  const open = new Set<Socket>();
  const way = createServer((client) => {
    const upstream = createConnection(target);
    join(client, upstream, open, (one, other) => void one.pipe(other));
  });
  way.listen(0, '127.0.0.1');
  await once(way, 'listening');
  const address = way.address();
  if (address === null || typeof address === 'string') throw new Error('a port was asked for');
  const hangUp = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: address.port,
    leadTo: (next: string) => {
      target = next;
      hangUp();
    },
    close: async () => {
      hangUp();
      way.close();
      await once(way, 'close');
    },
  };
}
