/** The third version of the schema: failures as they are searched for. */
import { type Kysely, type Migration, sql } from 'kysely';
import { failpoint } from '../../observe/failpoint.ts';

const statements = [
  // In the order of time, and so nearly appended; a page reads it from the end.
  `create table failures (
    at integer not null, event blob not null, class text not null, type text not null, reason text, provider text,
    domain text, list text, stream text, campaign text, sender_domain text, ip text, source text not null, code text,
    status text, template text, trusted text not null, primary key (at, event)
  ) without rowid`,
  'create index failures_domain on failures (domain, at, event)',
  'create index failures_list on failures (list, at, event) where list is not null',
  'create index failures_reason on failures (reason, at, event)',
];

export const healthTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) {
      failpoint('mid-migration');
      await sql.raw(statement).execute(db);
    }
  },
};
