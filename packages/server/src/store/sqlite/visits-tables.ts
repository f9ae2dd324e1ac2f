/** Who may look at the page. */
import { type Kysely, type Migration, sql } from 'kysely';
import { failpoint } from '../../observe/failpoint.ts';

const statements = [
  `create table visits (
    id text primary key, hash text not null, name text not null, scopes text not null, kind text not null,
    created_at integer not null, expires_at integer not null
  ) without rowid`,
];

export const visitsTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) {
      failpoint('mid-migration');
      await sql.raw(statement).execute(db);
    }
  },
};
