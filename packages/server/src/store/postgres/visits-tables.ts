/** Who may look at the page. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table visits (
    id text collate "C" primary key, hash text not null, name text not null, scopes text not null, kind text not null,
    created_at bigint not null, expires_at bigint not null
  )`,
];

export const visitsTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) {
      await sql.raw(statement).execute(db);
    }
  },
};
