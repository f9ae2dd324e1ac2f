/** Where reports come from, and how far each source has been read. */
import { type Kysely, type Migration, sql } from 'kysely';
import { failpoint } from '../../observe/failpoint.ts';

const statements = [
  `create table sources (
    name text primary key, settings text, paused integer not null, host text, created_at integer not null
  ) without rowid`,
  'create table source_figures (name text primary key, figures text not null) without rowid',
  `create table source_marks (
    source text not null, place text not null, value text not null, at integer not null, primary key (source, place)
  ) without rowid`,
  `create table source_mails (
    source text not null, digest blob not null, at integer not null, primary key (source, digest)
  ) without rowid`,
  'create index source_mails_at on source_mails (at)',
];

export const sourcesTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) {
      failpoint('mid-migration');
      await sql.raw(statement).execute(db);
    }
  },
};
