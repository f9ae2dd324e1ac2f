/**
 * The thirteenth version of the schema: messages are found by what became of them, through the events that tell it
 * (`toldBy` of ledger/fate.ts). What is delivered, which most is, never enters the index.
 */
import { type Kysely, type Migration, type RawBuilder, sql } from 'kysely';

/**
 * By codes (event-row.ts), from `bounced` to `suppressed_send`; a list of them would cost SQLite a table for each event. Whoever is
 * to be led by the index says it word for word.
 */
export const tellsOutcome: RawBuilder<boolean> = sql`(type >= 3 and type <= 10 and message is not null)`;

export const outcomeIndex: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`create index events_outcome on events (type, message) where ${tellsOutcome}`.execute(db);
  },
};
