/** Version 12 of the schema, of both databases: when a message's own word ends it, for those that have one. */
import { type Kysely, type Migration, sql } from 'kysely';

export const endsAt: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql.raw('alter table queue add column ends_at bigint').execute(db);
    await sql
      .raw('create index queue_ends on queue (ends_at) where ends_at is not null and owner is null and held = 0')
      .execute(db);
  },
};
