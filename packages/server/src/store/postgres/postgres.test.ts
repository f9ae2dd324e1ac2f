/** The contract over a real PostgreSQL server. */
import { afterAll, beforeAll } from 'vitest';
import { storeContract, type World } from '../store.contract.ts';
import { openPostgresStore } from './open.ts';
import { startTestServer, type TestServer } from './test-server.fixture.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 120_000);
afterAll(() => server.stop());

/** Every table of ours; what the migrations remember of themselves stays. */
const emptyAll = `do $$ begin execute (
  select 'truncate ' || string_agg(quote_ident(tablename), ', ') || ' restart identity' from pg_tables
  where schemaname = current_schema() and tablename not like 'kysely%'
); end $$`;

async function openWorld(): Promise<World> {
  const { connection } = server;
  const first = await openPostgresStore({ connection, ownClock: true });
  await server.query(emptyAll);
  const second = await openPostgresStore({ connection, ownClock: true });
  return {
    stores: [first, second],
    damage: async (statement) => void (await server.query(statement)),
    dispose: async () => {
      await first.close();
      await second.close();
    },
  };
}

storeContract('PostgreSQL', openWorld);
