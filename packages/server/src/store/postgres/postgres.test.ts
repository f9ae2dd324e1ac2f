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

const everything = `messages, bodies, queue, notices, dialogues, events, sessions, lane_states, idempotency, keys, effects,
  roll_ups_hourly, roll_ups_daily, suppressions, suppression_changes, raws`;

async function openWorld(): Promise<World> {
  const { connection } = server;
  const first = await openPostgresStore({ connection });
  await server.query(`truncate ${everything} restart identity`);
  const second = await openPostgresStore({ connection });
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
