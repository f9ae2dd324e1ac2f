/** Own rules, corrected events, jobs, what people changed, what was erased. */
import { type Kysely, type Migration, sql } from 'kysely';
import { failpoint } from '../../observe/failpoint.ts';

const statements = [
  'create table own_rules (name text primary key, rule text not null, who text not null, at integer not null) without rowid',
  `create table reclassifications (
    event blob primary key, target blob not null, run text, at integer not null
  ) without rowid`,
  'create index reclassifications_target on reclassifications (target)',
  'create index reclassifications_run on reclassifications (run, event) where run is not null',
  `create table jobs (
    id text primary key, kind text not null, state text not null, who text not null, why text not null,
    started_at integer not null, touched_at integer not null, detail text not null
  ) without rowid`,
  `create table audit (
    seq integer primary key, at integer not null, who text not null, what text not null, subject text not null,
    detail text not null
  )`,
  `create table erased (
    key blob not null, scope text not null, value text not null, detail text not null, primary key (key, scope, value)
  ) without rowid`,
  'create table secrets (name text primary key, value text not null) without rowid',
];

export const rulesTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) {
      failpoint('mid-migration');
      await sql.raw(statement).execute(db);
    }
  },
};
