/** The third version of the schema: failures as they are searched for. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table failures (
    at bigint not null, event bytea not null, class text collate "C" not null, type text collate "C" not null,
    reason text collate "C", provider text collate "C", domain text collate "C", list text collate "C",
    stream text collate "C", campaign text collate "C", sender_domain text collate "C", ip text collate "C",
    source text collate "C" not null, code text collate "C", status text collate "C", template text collate "C",
    trusted text collate "C" not null, primary key (at, event)
  )`,
  'create index failures_domain on failures (domain, at, event)',
  'create index failures_list on failures (list, at, event) where list is not null',
  'create index failures_reason on failures (reason, at, event)',
];

export const healthTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
