/** A number that was given out early and becomes visible late is not stepped over. */
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventOf } from '../store.fixture.ts';
import type { Store } from '../store.ts';
import { clientConfig } from './connection.ts';
import { openPostgresStore } from './open.ts';
import { startTestServer, type TestServer } from './test-server.fixture.ts';

let server: TestServer;
let store: Store;
beforeAll(async () => {
  server = await startTestServer();
  store = await openPostgresStore({ connection: server.connection });
}, 120_000);
afterAll(async () => {
  await store.close();
  await server.stop();
});

it('waits for the transaction that has the lower number', async () => {
  const slow = new pg.Client(clientConfig(server.connection));
  await slow.connect();
  try {
    await slow.query('begin');
    await slow.query(
      `insert into events (id, at, type, crc, payload)
       values ('\\xff61', 1, 1, 0, '{"source":"queue","recipient":"early@there.example"}')`,
    );
    await store.commit({ events: [eventOf('delivered', { recipient: 'late@there.example' })] });
    for (let asked = 0; asked < 3; asked++)
      expect(await store.eventsBehind(0, ['delivered'], 10)).toEqual({ events: [], upTo: 0 });
    await slow.query('commit');
    const { events, upTo } = await store.eventsBehind(0, ['delivered'], 10);
    expect(events.map(({ recipient }) => recipient)).toEqual(['early@there.example', 'late@there.example']);
    expect(upTo).toBe(2);
  } finally {
    await slow.end();
  }
});
