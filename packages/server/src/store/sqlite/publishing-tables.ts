/** Webhooks and their deliveries, duties, alerts. */
import { type Kysely, type Migration, sql } from 'kysely';
import { failpoint } from '../../observe/failpoint.ts';

const statements = [
  `create table webhooks (
    id text primary key, url text not null, description text not null, types text not null, secrets text not null,
    state text not null, why text, created_at integer not null, cursor integer not null, failing_since integer
  ) without rowid`,
  `create table deliveries (
    seq integer primary key, id text not null, endpoint text not null, publication text not null,
    type text not null, body text not null, at integer not null, state text not null, replay integer not null,
    attempts integer not null, next_at integer not null, last_at integer, status integer, error text, duration integer
  )`,
  'create unique index deliveries_id on deliveries (id)',
  // The second half of a lease: whoever believes to have the duty still brings an event to an endpoint once.
  'create unique index deliveries_once on deliveries (endpoint, publication) where replay = 0',
  `create index deliveries_waiting on deliveries (endpoint, seq) where state = 'waiting'`,
  'create index deliveries_endpoint on deliveries (endpoint, seq)',
  `create table duties (duty text primary key, holder text not null, until integer not null) without rowid`,
  `create table alerts (
    id text primary key, rule text not null, key text not null, severity text not null, sentence text not null,
    next_step text not null, state text not null, opened_at integer not null, acknowledged_at integer, acknowledged_by text,
    resolved_at integer, resolved_by text, calm_since integer, told_at integer, value real, threshold real, notifications integer not null
  ) without rowid`,
  `create unique index alerts_standing on alerts (rule, key) where state <> 'resolved'`,
  `create table alert_notices (
    id text primary key, alert text not null, channel text not null, kind text not null, attempts integer not null,
    next_at integer not null, error text
  ) without rowid`,
  'create table alert_rules (rule text primary key, enabled integer, threshold real) without rowid',
  `create table silences (
    id text primary key, rule text, key text, until integer not null, why text not null, "by" text not null,
    created_at integer not null
  ) without rowid`,
];

export const publishingTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) {
      failpoint('mid-migration');
      await sql.raw(statement).execute(db);
    }
  },
};
