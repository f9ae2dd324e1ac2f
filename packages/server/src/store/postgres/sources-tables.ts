/** Where reports come from, and how far each source has been read. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table sources (
    name text collate "C" primary key, settings text, paused smallint not null, host text, created_at bigint not null
  )`,
  'create table source_figures (name text collate "C" primary key, figures text not null)',
  `create table source_marks (
    source text collate "C" not null, place text collate "C" not null, value text not null, at bigint not null,
    primary key (source, place)
  )`,
  `create table source_mails (
    source text collate "C" not null, digest bytea not null, at bigint not null, primary key (source, digest)
  )`,
  'create index source_mails_at on source_mails (at)',
];

export const sourcesTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
