/**
 * The fourteenth version of the schema: what is counted of a long queue is counted within an index, for a look at each of a
 * million entries takes seconds. SQLite wants the columns of an index's own condition in it, too.
 */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  'drop index queue_waiting',
  `create index queue_waiting on queue (accepted_at, lane, next_at, owner, held) where owner is null and held = 0`,
  'drop index queue_held',
  'create index queue_held on queue (accepted_at, owner, held) where owner is null and held = 1',
  'create index queue_domain on queue (domain, accepted_at, owner) where owner is null',
];

export const queuePicture: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
