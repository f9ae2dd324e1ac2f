/**
 * A version of the schema: what is looked up within an index alone is looked up in the table as well until a
 * vacuum has seen its page. Without these settings the newest fifth of a table waits for that, of ten million events two million.
 */
import { type Kysely, type Migration, sql } from 'kysely';

export const seenSoon: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const table of ['events', 'messages'])
      await sql`alter table ${sql.table(table)} set (
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000
      )`.execute(db);
  },
};
