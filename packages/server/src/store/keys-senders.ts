/** A version of the schema, of both databases: as whom a key may send. Those there are send as anybody, as they did. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `alter table keys add column senders text not null default '["*"]'`,
  `alter table keys add column authors text not null default '[]'`,
];

export const keysSenders: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
