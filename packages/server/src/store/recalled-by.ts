/**
 * A version of the schema: what was recalled to be ended names the session that ends it, and goes on when that is no more; what is
 * under way says so to whoever recalled it.
 */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  'alter table queue add column recalled_by bigint',
  'alter table queue add column on_its_way smallint not null default 0',
  'create index queue_recalled_by on queue (recalled_by) where recalled_by is not null',
];

export const recalledBy: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

/** Behind a condition on `recalled_by`: what is recalled by sessions that are no more is as it was before. */
export const asBefore = { held: sql<number>`0`, recalled_by: sql<null>`null` };
