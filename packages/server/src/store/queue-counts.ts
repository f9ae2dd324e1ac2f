/**
 * A version of the schema: how many wait, and how many of them are due, is counted within an index of nothing but the instants that
 * they wait for, a third of the size of the one that it was counted in.
 */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  'drop index queue_waiting',
  'create index queue_waiting on queue (accepted_at, lane) where owner is null and held = 0',
  'create index queue_next on queue (next_at, owner, held) where owner is null and held = 0',
];

export const queueCounts: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
