/**
 * The eleventh version of the schema: what waits is found by its recipient. What is delivered at once from memory never enters the
 * index, as with those that claims use (waiting.ts); what is leased is little, and found among all that is. Only who asks for a
 * recipient names the second condition: SQLite would count what waits by this index, too, and look each entry up for it.
 */
import { type Kysely, type Migration, sql } from 'kysely';

export const queueRecipients: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`create index queue_recipient on queue (lower(recipient)) where owner is null and recipient <> ''`.execute(
      db,
    );
  },
};
