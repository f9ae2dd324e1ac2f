/** The second version of the schema: who is not mailed, what became of each message, what came in. */
import { type Kysely, type Migration, sql } from 'kysely';

const counts = `attempted bigint not null, delivered bigint not null, soft bigint not null, recovered bigint not null,
  soft_final bigint not null, hard bigint not null, complaints bigint not null`;
/** The same rows again and again: room beside them keeps the changes within their pages. */
const changing = 'with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05)';

const statements = [
  'alter table messages add column header_id bigint',
  'create index messages_header_id on messages (header_id) where header_id is not null',
  'alter table events add column recipient bigint',
  'create index events_recipient on events (recipient, seq) where recipient is not null',
  `create table effects (
    message bytea not null, recipient bigint not null, detail text not null,
    constraint effects_key primary key (message, recipient)
  ) with (fillfactor = 90)`,
  `create table roll_ups_hourly (
    dimension text collate "C" not null, key text collate "C" not null, at bigint not null, ${counts},
    primary key (dimension, at, key)
  ) ${changing}`,
  `create table roll_ups_daily (
    dimension text collate "C" not null, key text collate "C" not null, at bigint not null, ${counts},
    primary key (dimension, at, key)
  ) ${changing}`,
  `create table suppressions (
    recipient bigint not null, key bytea not null, scope text collate "C" not null, value text collate "C" not null,
    address text, domain text collate "C", state text not null, reason text not null, since bigint not null,
    expires_at bigint, detail text not null, constraint suppressions_key primary key (recipient, key, scope, value)
  )`,
  'create index suppressions_since on suppressions (since, recipient, key, scope, value)',
  `create table suppression_changes (
    seq bigint generated always as identity primary key, recipient bigint not null, key bytea not null,
    scope text not null, value text not null, detail text not null
  )`,
  'create index suppression_changes_recipient on suppression_changes (recipient, seq)',
  `create table raws (
    seq bigint generated always as identity primary key, event bytea not null, at bigint not null, octets bytea not null
  )`,
  'create index raws_event on raws (event)',
  // Never has a row: a statement that finds a look stale puts one in, which fails under the name of the constraint.
  'create table stale_looks (recipient bigint not null, constraint look_is_stale check (recipient is null))',
];

export const listeningTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
