/** A number that was given out early and becomes visible late is not stepped over. */
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventsOfMessage } from '../../http/event-place.ts';
import { streamEvents } from '../../http/sse.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import { idOctets } from '../id.ts';
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

/** Its number is given out and not yet to be seen. */
async function slowly(
  recipient: string,
  messageId: string | null = null,
): Promise<{ readonly commit: () => Promise<void> }> {
  const slow = new pg.Client(clientConfig(server.connection));
  await slow.connect();
  await slow.query('begin');
  await slow.query('insert into events (id, at, type, message, crc, payload) values ($1, $2, 1, $3, 0, $4)', [
    ...[randomBytes(16), Date.now(), messageId === null ? null : idOctets(messageId, 'msg_')],
    JSON.stringify({ source: 'queue', recipient }),
  ]);
  return {
    commit: async () => {
      await slow.query('commit');
      await slow.end();
    },
  };
}

it('waits for the transaction that has the lower number', async () => {
  const early = await slowly('early@there.example');
  await store.commit({ events: [eventOf('delivered', { recipient: 'late@there.example' })] });
  for (let asked = 0; asked < 3; asked++)
    expect(await store.eventsBehind(0, ['delivered'], 10)).toEqual({ events: [], upTo: 0 });
  await early.commit();
  const { events, upTo } = await store.eventsBehind(0, ['delivered'], 10);
  expect(events.map(({ recipient }) => recipient)).toEqual(['early@there.example', 'late@there.example']);
  expect(upTo).toBe(2);
});

it('is told by a stream of events, too', async () => {
  const out = new PassThrough() as PassThrough & ServerResponse;
  const ended = new AbortController();
  let news = (_: readonly LedgerEvent[]): void => {};
  const watch = (hear: typeof news) => {
    news = hear;
    return () => {};
  };
  const [filter, from] = [{ type: 'delivered' }, await store.newestEvent()] as const;
  const mayListen = async () => true;
  const streaming = streamEvents(out, { ...{ store, watch, filter, from, mayListen }, signal: ended.signal });
  const early = await slowly('second@there.example');
  const late = eventOf('delivered', { recipient: 'third@there.example' });
  await store.commit({ events: [late] });
  news([late]);
  const told: string[] = [];
  for await (const chunk of out) {
    told.push(...(String(chunk).match(/[a-z]+@there\.example/g) ?? []));
    if (told.length === 0) await early.commit();
    if (told.includes('third@there.example')) break;
  }
  expect(told).toEqual(['second@there.example', 'third@there.example']);
  ended.abort();
  await streaming;
});

it('is waited for by pages, too', async () => {
  const from = await store.newestEvent();
  const early = await slowly('fourth@there.example');
  await store.commit({ events: [eventOf('delivered', { recipient: 'fifth@there.example' })] });
  const first = await store.eventsOnward(from, { type: 'delivered' }, 10);
  await early.commit();
  const second = await store.eventsOnward(first.resume, { type: 'delivered' }, 10);
  const read = [...first.events, ...second.events].map(({ recipient }) => recipient);
  expect(read).toEqual(['fourth@there.example', 'fifth@there.example']);
});

it('is not behind the place from which on the events since an instant are read', async () => {
  const since = Date.now();
  const early = await slowly('sixth@there.example');
  await store.commit({ events: [eventOf('delivered', { recipient: 'seventh@there.example', at: since })] });
  const place = await store.numberBefore(since);
  await early.commit();
  const { events } = await store.eventsOnward(place, { since }, 10);
  expect(events.map(({ recipient }) => recipient)).toEqual(['sixth@there.example', 'seventh@there.example']);
});

it('is not passed over by who looks at a message again, and who looks is shown at once what there is', async () => {
  const about = 'msg_01940000-0000-7000-8000-0000000000aa';
  const early = await slowly('eighth@there.example', about);
  const late = eventOf('delivered', { recipient: 'ninth@there.example', message_id: about });
  await store.commit({ events: [late] });
  const first = await eventsOfMessage(store, about, {});
  expect(first.events).toEqual([late]);
  await early.commit();
  const second = await eventsOfMessage(store, about, { after: first.resume });
  expect(second.events.map(({ recipient }) => recipient)).toEqual(['eighth@there.example', 'ninth@there.example']);
  expect((await eventsOfMessage(store, about, { after: second.resume })).events).toEqual([]);
});
