/** Webhooks and their deliveries, duties, alerts. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table webhooks (
    id text collate "C" primary key, url text not null, description text not null, types text not null, secrets text not null,
    state text not null, why text, created_at bigint not null, cursor bigint not null, failing_since bigint
  )`,
  `create table deliveries (
    seq bigint generated always as identity primary key, id text not null, endpoint text collate "C" not null, publication text not null,
    type text not null, body text not null, at bigint not null, state text not null, replay smallint not null,
    attempts integer not null, next_at bigint not null, last_at bigint, status integer, error text, duration bigint
  )`,
  'create unique index deliveries_id on deliveries (id)',
  // The second half of a lease: whoever believes to have the duty still brings an event to an endpoint once.
  'create unique index deliveries_once on deliveries (endpoint, publication) where replay = 0',
  `create index deliveries_waiting on deliveries (endpoint, seq) where state = 'waiting'`,
  'create index deliveries_endpoint on deliveries (endpoint, seq)',
  `create table duties (duty text collate "C" primary key, holder text not null, until bigint not null)`,
  `create table alerts (
    id text collate "C" primary key, rule text not null, key text not null, severity text not null, sentence text not null,
    next_step text not null, state text not null, opened_at bigint not null, acknowledged_at bigint, acknowledged_by text,
    resolved_at bigint, resolved_by text, calm_since bigint, told_at bigint, value double precision, threshold double precision, notifications integer not null
  )`,
  `create unique index alerts_standing on alerts (rule, key) where state <> 'resolved'`,
  `create table alert_notices (
    id text collate "C" primary key, alert text not null, channel text not null, kind text not null, attempts integer not null,
    next_at bigint not null, error text
  )`,
  'create table alert_rules (rule text collate "C" primary key, enabled smallint, threshold double precision)',
  `create table silences (
    id text collate "C" primary key, rule text, key text, until bigint not null, why text not null, "by" text not null,
    created_at bigint not null
  )`,
];

export const publishingTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
