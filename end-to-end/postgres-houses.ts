/** Services on one PostgreSQL server for the tests of a file: each test has a database of its own, and ends what it started. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import { startTestServer, type TestServer } from '../packages/server/src/store/postgres/test-server.fixture.ts';
import { type House, makeHouse, openSink, type Serving, type Sink, serve } from './service.ts';

export interface PostgresHouses {
  /** The URL of a database of its own, so that no test meets another's mail. */
  readonly database: () => Promise<string>;
  /** Everything that a copy of the database has of sources, webhooks and secrets. */
  readonly copied: (url: string) => Promise<string>;
  readonly openSink: () => Promise<Sink>;
  /** `store`: more keys of [store]; `more`: more tables. */
  readonly houseOn: (url: string, sink: Sink, store?: string, more?: string) => House;
  readonly start: (house: House, env?: Record<string, string>) => Promise<Serving>;
}

export function postgresHouses(): PostgresHouses {
  let postgres: TestServer;
  beforeAll(async () => {
    postgres = await startTestServer();
  }, 120_000);
  afterAll(() => postgres.stop(), 60_000);

  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });
  let databases = 0;
  return {
    database: async () => {
      const { host, port, user } = postgres.connection;
      const name = `serve${++databases}`;
      await postgres.query(`create database ${name}`);
      return `postgres://${user}@/${name}?host=${encodeURIComponent(host)}&port=${port}`;
    },
    copied: async (url) => {
      const name = /\/(\w+)\?/.exec(url)?.[1];
      const rows: unknown[] = [];
      for (const table of ['sources', 'webhooks', 'secrets', 'keys'])
        rows.push((await postgres.query(`select * from ${table}`, name)).rows);
      return JSON.stringify(rows);
    },
    openSink: async () => {
      const sink = await openSink();
      cleanups.push(() => sink.close());
      return sink;
    },
    houseOn: (url, sink, store = '', more = '') => {
      const house = makeHouse(sink.port, `[store]\nurl = ${JSON.stringify(url)}\n${store}\n${more}`);
      cleanups.push(() => house.remove());
      return house;
    },
    start: async (house, env) => {
      const serving = await serve(house, env);
      cleanups.push(async () => {
        serving.child.kill('SIGKILL');
        await serving.ended;
      });
      return serving;
    },
  };
}
