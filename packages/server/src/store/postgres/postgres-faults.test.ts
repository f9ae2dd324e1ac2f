/** What PostgreSQL's own failures must not do: lose what was acknowledged, or apply it twice. */
import dns from 'node:dns';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { claimAll, claimOne, lease } from '../contract/world.ts';
import { accepting, done, eventOf, start } from '../store.fixture.ts';
import type { Committed, Store } from '../store.ts';
import { cuttingProxy, vanishingProxy } from './cutting-proxy.fixture.ts';
import { openPostgresStore } from './open.ts';
import { lockHolder, startTestServer, type TestServer } from './test-server.fixture.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 120_000);
afterAll(() => server.stop());

const stores: Store[] = [];
async function open(port?: number): Promise<Store> {
  const connection = port === undefined ? server.connection : { ...server.connection, host: '127.0.0.1', port };
  const store = await openPostgresStore({ connection, patience: 30_000 });
  stores.push(store);
  return store;
}
beforeEach(async () => {
  await open();
  await server.query('truncate messages, bodies, queue, notices, dialogues, events, sessions, idempotency, duties');
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

async function accepted(): Promise<string[]> {
  const { rows } = await server.query(`select encode(id, 'hex') as id from messages`);
  return rows.map((row) => row.id as string);
}

describe('the server is killed and comes back', () => {
  test('what was acknowledged is there, once; what was not is committed afterwards or told', {
    timeout: 90_000,
  }, async () => {
    const store = await open();
    const acknowledged: string[] = [];
    let stop = false;
    let onFlow = (): void => {};
    /** Resolves when 200 more have been acknowledged. */
    const flows = (): Promise<void> => {
      const goal = acknowledged.length + 200;
      return new Promise((resolve) => {
        onFlow = () => {
          if (acknowledged.length >= goal) resolve();
        };
      });
    };
    const submit = async (): Promise<void> => {
      while (!stop) {
        const unit = accepting();
        expect(await store.commit(unit)).toBe('committed');
        acknowledged.push(unit.accept.message.id);
        onFlow();
      }
    };
    const clients = Array.from({ length: 20 }, submit);
    for (let round = 0; round < 2; round++) {
      await flows();
      await server.crash();
      await server.restart();
    }
    await flows();
    stop = true;
    await Promise.all(clients);
    const stored = await accepted();
    expect(new Set(stored).size).toBe(stored.length);
    expect(stored).toHaveLength(acknowledged.length);
    expect((await server.query('select count(*)::int as n from events')).rows[0]?.n).toBe(acknowledged.length);
    expect(await store.verify(true)).toEqual([]);
  });

  test('a commit that finds no database in time is refused, and nothing of it is kept', {
    timeout: 60_000,
  }, async () => {
    const store = await openPostgresStore({ connection: server.connection, patience: 100 });
    stores.push(store);
    await store.commit(accepting());
    await server.crash();
    await expect(store.commit(accepting())).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.counts(start)).rejects.toMatchObject({ code: 'unavailable' });
    await server.restart();
    expect(await store.commit(accepting())).toBe('committed');
    expect(await accepted()).toHaveLength(2);
  });
});

describe('the connection is cut in the middle of a commit', () => {
  /** Commits wait in the server until the lock is given back; returns how to wait for one, and the way out. */
  async function holdCommits(): Promise<void> {
    await server.query(`create or replace function wait_for_test() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock(4711); return null; end $$`);
    await server.query(`create constraint trigger wait_for_test after insert on messages
      deferrable initially deferred for each row execute function wait_for_test()`);
  }
  afterEach(async () => void (await server.query('drop trigger if exists wait_for_test on messages')));

  async function waitingBackend(): Promise<number> {
    for (;;) {
      const { rows } = await server.query(
        `select pid from pg_stat_activity where wait_event_type = 'Lock' and query = 'commit' and state = 'active'`,
      );
      if (rows[0] !== undefined) return rows[0].pid as number;
    }
  }

  test('its backend terminated: the batch is written again, and stands once', { timeout: 60_000 }, async () => {
    const store = await open();
    await holdCommits();
    const holder = await lockHolder(server.connection);
    const units = [accepting(), accepting({ key: { key: 'k', fingerprint: 'f' } }), accepting()];
    const committing = Promise.all(units.map((unit) => store.commit(unit)));
    const pid = await waitingBackend();
    await server.query(`select pg_terminate_backend(${pid})`);
    await waitingBackend();
    await holder.release();
    expect(await committing).toEqual(['committed', 'committed', 'committed']);
    expect(await accepted()).toHaveLength(3);
    expect((await store.events({}, null, 10)).data).toEqual(units.flatMap((unit) => unit.events));
  });

  test.each<[string, 'before' | 'after']>([
    ['the commit reached the server and its answer was lost: it is found to stand', 'after'],
    ['the commit never reached the server: it is written again', 'before'],
  ])('%s', { timeout: 60_000 }, async (_, when) => {
    const proxy = await cuttingProxy(join(server.connection.host, `.s.PGSQL.${server.connection.port}`), when);
    const store = await open(proxy.port);
    const other = await open();
    await store.openSession(lease, start);
    await store.commit(accepting({ to: ['a@x'] }));
    const mine = await claimOne(store);
    const units = [
      { settle: [done(mine)], events: [eventOf('delivered', { message_id: mine.entry.messageId })] },
      accepting({ to: ['b@x'], key: { key: 'k', fingerprint: 'f' } }),
      { events: [] },
    ];
    proxy.arm();
    const outcomes = Promise.all(units.map((unit): Promise<Committed> => store.commit(unit)));
    expect(await outcomes).toEqual(['committed', 'committed', 'committed']);
    expect(proxy.cuts()).toBe(1);
    expect((await other.events({}, null, 10)).data).toHaveLength(3);
    expect(await accepted()).toHaveLength(2);
    expect(await other.verify(true)).toEqual([]);
    await store.close();
    await proxy.close();
  });
});

test.each<['before' | 'after', number]>([
  ['before', 0],
  ['after', 1],
])(
  'a claim whose commit is cut off %s it is done: nobody takes it for one that leased nothing',
  async (when, leased) => {
    const proxy = await cuttingProxy(join(server.connection.host, `.s.PGSQL.${server.connection.port}`), when);
    const store = await open(proxy.port);
    await store.openSession(lease, start);
    await store.commit(accepting());
    proxy.arm();
    await expect(claimAll(store)).rejects.toMatchObject({ code: 'unavailable', applied: null });
    expect(proxy.cuts()).toBe(1);
    expect(await stores[0]?.counts(start)).toMatchObject({ leased });
    await store.openSession(lease, start);
    expect(await claimAll(store)).toHaveLength(1);
    await store.close();
    await proxy.close();
  },
);

test('a server that vanishes without a word is given up soon, and found again when it is back', async () => {
  const proxy = await vanishingProxy(join(server.connection.host, `.s.PGSQL.${server.connection.port}`));
  const connection = { ...server.connection, host: '127.0.0.1', port: proxy.port };
  const store = await openPostgresStore({ connection, patience: 500, silence: 100 });
  stores.push(store);
  await store.openSession(lease, start);
  await store.commit(accepting());
  await store.message('msg_01a20cc8-8e80-74f0-9435-9b02e399e76c');
  proxy.vanish();
  const unavailable = { code: 'unavailable' };
  await Promise.all([
    expect(store.commit(accepting())).rejects.toMatchObject(unavailable),
    expect(claimAll(store)).rejects.toMatchObject(unavailable),
    expect(store.renew(start)).rejects.toMatchObject(unavailable),
  ]);
  await proxy.comeBack();
  expect(await store.commit(accepting())).toBe('committed');
  expect(await store.renew(start)).toBe(true);
  expect(await claimAll(store)).toHaveLength(2);
  await store.close();
  await proxy.close();
}, 30_000);

test('a server that vanishes without a word is given up also when another answers to its name by then', async () => {
  const file = join(server.connection.host, `.s.PGSQL.${server.connection.port}`);
  const first = await vanishingProxy(file);
  const second = await vanishingProxy(file, '127.0.0.2', first.port);
  let address = '127.0.0.1';
  const lookUp = vi
    .spyOn(dns, 'lookup')
    .mockImplementation(((_name: string, _all: object, found: (error: null, addresses: dns.LookupAddress[]) => void) =>
      found(null, [{ address, family: 4 }])) as typeof dns.lookup);
  const connection = { ...server.connection, host: 'database.example', port: first.port };
  const store = await openPostgresStore({ connection, patience: 500, silence: 100 });
  stores.push(store);
  await store.openSession(lease, start);
  await store.commit(accepting());
  first.vanish();
  address = '127.0.0.2';
  await Promise.allSettled([store.commit(accepting()), claimAll(store), store.renew(start)]);
  expect(await store.commit(accepting())).toBe('committed');
  expect(await store.renew(start)).toBe(true);
  await store.close();
  lookUp.mockRestore();
  await Promise.all([first.close(), second.close()]);
}, 30_000);

describe('questions', () => {
  const askAbout = async (store: Store) => {
    const unit = accepting();
    await store.commit(unit);
    const { id } = unit.accept.message;
    const ask = () =>
      Promise.all([
        store.message(id),
        store.effect(id, 1),
        store.suppressionsAbout([1, 2]),
        store.eventsAbout(1, null, 5),
      ]);
    await ask();
    return { unit, ask, answer: [expect.objectContaining({ id }), null, [], []] };
  };
  const connections = async (): Promise<number> => {
    const { rows } = await server.query(
      "select count(*)::int as n from pg_stat_activity where application_name = 'hearback'",
    );
    return rows[0]?.n;
  };
  const cut = () =>
    server.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hearback'");

  test('share one connection; one that was cut costs no answer', { timeout: 30_000 }, async () => {
    const { ask, answer } = await askAbout(await open());
    await cut();
    expect(await ask()).toEqual(answer);
    expect(await connections()).toBe(1);
    // Cut while they are asked: the server has begun with some and tells them of the end.
    const [asked] = await Promise.all([ask(), cut()]);
    expect(asked).toEqual(answer);
  });

  test('are answered by a statement prepared anew when a migration has changed a column', {
    timeout: 30_000,
  }, async () => {
    const store = await open();
    const { ask, answer } = await askAbout(store);
    await server.query('alter table messages alter column sender type varchar');
    try {
      expect(await ask()).toEqual(answer);
      expect(await store.commit(accepting())).toBe('committed');
    } finally {
      await server.query('alter table messages alter column sender type text');
    }
  });

  test('are refused by a closed store, and leave no connection behind', { timeout: 30_000 }, async () => {
    const store = await open();
    const { ask } = await askAbout(store);
    await cut();
    const asked = ask().catch((error: unknown) => error);
    await store.close();
    await asked;
    await expect(ask()).rejects.toMatchObject({ code: 'closed' });
    // `beforeEach` opened another one, which was cut.
    expect(await connections()).toBe(0);
  });
});

test('whoever only looks at a database makes no tables in it', { timeout: 30_000 }, async () => {
  const only = { connection: server.connection, asItStands: true };
  stores.push(await openPostgresStore(only));
  await server.query('create database empty');
  const connection = { ...server.connection, database: 'empty' };
  await expect(openPostgresStore({ connection, asItStands: true })).rejects.toMatchObject({ code: 'schema' });
  const client = new pg.Client(connection);
  await client.connect();
  const { rows } = await client.query("select relname from pg_class where relnamespace = 'public'::regnamespace");
  await client.end();
  expect(rows).toEqual([]);
  await server.query('drop database empty');
});

test('a server that would not keep what it commits is refused', { timeout: 60_000 }, async () => {
  await server.query('alter system set fsync = off');
  await server.query('select pg_reload_conf()');
  try {
    await expect(openPostgresStore({ connection: server.connection })).rejects.toMatchObject({ code: 'settings' });
  } finally {
    await server.query('alter system reset fsync');
    await server.query('select pg_reload_conf()');
  }
});

test('a session with synchronous_commit off is set right', async () => {
  const connection = { ...server.connection, options: '-c synchronous_commit=off' };
  const store = await openPostgresStore({ connection });
  stores.push(store);
  expect(await store.guarantee()).toMatchObject({
    durable: true,
    text: expect.stringContaining('synchronous_commit=on'),
  });
});
