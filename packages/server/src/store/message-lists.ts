/**
 * A version of the schema: messages are found by their list, too. Whether a message that an event tells of is of
 * the list is looked up in the list's own part of the index, which is small, and not in the rows of all messages between.
 */
import { type Kysely, type Migration, sql } from 'kysely';

export const messageLists: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`create index messages_list on messages (list, id) where list is not null`.execute(db);
  },
};
