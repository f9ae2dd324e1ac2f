/** The second version of the schema: who is not mailed, what became of each message, what came in. */
import { type Kysely, type Migration, sql } from 'kysely';
import { failpoint } from '../../observe/failpoint.ts';
import { recipientIndex } from './recipient-index.ts';

const counts = `attempted integer not null, delivered integer not null, soft integer not null, recovered integer not null,
  soft_final integer not null, hard integer not null, complaints integer not null`;

const statements = [
  'alter table messages add column header_id integer',
  'create index messages_header_id on messages (header_id) where header_id is not null',
  'alter table events add column recipient integer',
  recipientIndex,
  `create table effects (
    message blob not null, recipient integer not null, packed blob not null,
    primary key (message, recipient)
  ) without rowid`,
  `create table roll_ups_hourly (
    dimension text not null, key text not null, at integer not null, ${counts}, primary key (dimension, at, key)
  ) without rowid`,
  `create table roll_ups_daily (
    dimension text not null, key text not null, at integer not null, ${counts}, primary key (dimension, at, key)
  ) without rowid`,
  `create table suppressions (
    recipient integer not null, key blob not null, scope text not null, value text not null, address text, domain text,
    state text not null, reason text not null, since integer not null, expires_at integer, detail text not null,
    primary key (recipient, key, scope, value)
  ) without rowid`,
  'create index suppressions_since on suppressions (since, recipient)',
  `create table suppression_changes (
    seq integer primary key, recipient integer not null, key blob not null, scope text not null, value text not null,
    detail text not null
  )`,
  'create index suppression_changes_recipient on suppression_changes (recipient)',
  'create table raws (seq integer primary key, event blob not null, at integer not null, octets blob not null)',
  'create index raws_event on raws (event)',
];

export const listeningTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) {
      failpoint('mid-migration');
      await sql.raw(statement).execute(db);
    }
  },
};
