/** Versions of the schema. A version that was released is never edited: a change is a new one. */
import { type Kysely, type Migration, sql } from 'kysely';
import { endsAt } from '../ends-at.ts';
import { keysSenders } from '../keys-senders.ts';
import { messageLists } from '../message-lists.ts';
import { outcomeIndex } from '../outcome-index.ts';
import { queueCounts } from '../queue-counts.ts';
import { queuePicture } from '../queue-picture.ts';
import { queueRecipients } from '../queue-recipients.ts';
import { recalledBy } from '../recalled-by.ts';
import { healthTables } from './health-tables.ts';
import { incidentsTables } from './incidents-tables.ts';
import { listeningTables } from './listening-tables.ts';
import { newsTriggers } from './news-triggers.ts';
import { publishingTables } from './publishing-tables.ts';
import { rulesTables } from './rules-tables.ts';
import { seenSoon } from './seen-soon.ts';
import { smallerLedger } from './smaller-ledger.ts';
import { sourcesTables } from './sources-tables.ts';
import { visitsTables } from './visits-tables.ts';

const first: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of firstTables) await sql.raw(statement).execute(db);
  },
};

// Texts sort by their octets, as ids and cursors do. No foreign keys: each would lock its message's row for every entry.
const firstTables = [
  `create table messages (
    id bytea primary key, accepted_at bigint not null, sender text collate "C" not null, stream text not null, list text,
    campaign text, size integer not null, detail text not null
  )`,
  'create table bodies (message bytea primary key, crc bigint not null, octets bytea not null)',
  // Mail that lives for seconds is not worth compressing.
  'alter table bodies alter column octets set storage external',
  `create table queue (
    message bytea not null, position integer not null, owner bigint, held smallint not null default 0,
    held_why text, crashes smallint not null default 0, in_hand smallint not null default 0,
    lane text collate "C" not null, retry smallint not null default 0, next_at bigint not null,
    accepted_at bigint not null, recipient text not null, domain text collate "C" not null, orcpt text, notify text,
    attempts integer not null default 0, suspended_for bigint not null default 0,
    suspended_mark bigint not null default 0, history text not null default '', why text collate "C",
    delay_notice_at bigint, delayed smallint not null default 0, primary key (message, position)
  ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000)`,
  'create index queue_due on queue (lane, retry, next_at) where owner is null and held = 0',
  'create index queue_waiting on queue (accepted_at, lane) where owner is null and held = 0',
  'create index queue_leased on queue (owner, accepted_at) where owner is not null',
  'create index queue_held on queue (accepted_at) where owner is null and held = 1',
  'create index queue_quarantined on queue (accepted_at) where held_why is not null',
  'create index queue_delay on queue (delay_notice_at) where delay_notice_at is not null and owner is null',
  `create table notices (
    message bytea not null, position integer not null, action text not null, due_at bigint not null,
    detail text not null, primary key (message, position, action)
  )`,
  'create index notices_due on notices (due_at, message)',
  `create table dialogues (
    seq bigint generated always as identity primary key, message bytea not null, position integer not null,
    attempt integer not null, at bigint not null, text text not null
  )`,
  'create index dialogues_message on dialogues (message)',
  `create table events (
    seq bigint generated always as identity primary key, id bytea not null, at bigint not null, type smallint not null,
    message bytea, crc bigint not null, payload text not null
  )`,
  'create unique index events_id on events (id)',
  'create index events_message on events (message, seq) where message is not null',
  'create index events_at on events (at, seq)',
  'create index events_seldom on events (type, seq) where type >= 3',
  `create table sessions (
    id bigint generated always as identity primary key, lease bigint not null, alive_until bigint not null
  )`,
  `create table lane_states (
    lane text collate "C" primary key, suspended_since bigint, suspended_until bigint, suspended_total bigint not null,
    rate_factor double precision, rate_until bigint, why text not null, "by" text not null
  )`,
  `create table idempotency (
    key text collate "C" primary key, message bytea not null, fingerprint text not null, at bigint not null
  )`,
  'create index idempotency_at on idempotency (at)',
  `create table keys (
    id text collate "C" primary key, name text not null, hash text not null, scopes text not null,
    created_at bigint not null
  )`,
];

/** Each process looks every few seconds for what was recalled (../recalls.ts), among thousands that it has. */
const recalledIndex: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`create index queue_recalled on queue (owner) where owner is not null and held = 1`.execute(db);
  },
};

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0002-listening': listeningTables,
  '0003-health': healthTables,
  '0004-incidents': incidentsTables,
  '0005-publishing': publishingTables,
  '0006-sources': sourcesTables,
  '0007-rules': rulesTables,
  '0008-visits': visitsTables,
  '0009-news': newsTriggers,
  '0010-smaller-ledger': smallerLedger,
  '0011-queue-recipients': queueRecipients,
  '0012-ends-at': endsAt,
  '0013-outcome-index': outcomeIndex,
  '0014-queue-picture': queuePicture,
  '0015-recalled': recalledIndex,
  '0016-message-lists': messageLists,
  '0017-seen-soon': seenSoon,
  '0018-queue-counts': queueCounts,
  '0019-recalled-by': recalledBy,
  '0020-keys-senders': keysSenders,
};
