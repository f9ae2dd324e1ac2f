/** Own rules, corrected events, jobs, what people changed, what was erased. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table own_rules (
    name text collate "C" primary key, rule text not null, who text not null, at bigint not null
  )`,
  `create table reclassifications (
    event bytea primary key, target bytea not null, run text collate "C", at bigint not null
  )`,
  'create index reclassifications_target on reclassifications (target)',
  'create index reclassifications_run on reclassifications (run, event) where run is not null',
  `create table jobs (
    id text collate "C" primary key, kind text not null, state text not null, who text not null, why text not null,
    started_at bigint not null, touched_at bigint not null, detail text not null
  )`,
  `create table audit (
    seq bigint generated always as identity primary key, at bigint not null, who text not null, what text not null,
    subject text not null, detail text not null
  )`,
  `create table erased (
    key bytea not null, scope text collate "C" not null, value text collate "C" not null, detail text not null,
    primary key (key, scope, value)
  )`,
  'create table secrets (name text collate "C" primary key, value text not null)',
];

export const rulesTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
