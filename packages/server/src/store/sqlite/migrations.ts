/** Versions of the schema. A version that was released is never edited: a change is a new one. */
import { type Kysely, type Migration, sql } from 'kysely';
import { failpoint } from '../../observe/failpoint.ts';
import { endsAt } from '../ends-at.ts';
import { keysSenders } from '../keys-senders.ts';
import { messageLists } from '../message-lists.ts';
import { outcomeIndex } from '../outcome-index.ts';
import { queueCounts } from '../queue-counts.ts';
import { queuePicture } from '../queue-picture.ts';
import { queueRecipients } from '../queue-recipients.ts';
import { recalledBy } from '../recalled-by.ts';
import { healthTables } from './health-tables.ts';
import { idIndexes } from './id-index.ts';
import { incidentsTables } from './incidents-tables.ts';
import { listedPlaces } from './listed-places.ts';
import { listeningTables } from './listening-tables.ts';
import { publishingTables } from './publishing-tables.ts';
import { rulesTables } from './rules-tables.ts';
import { sourcesTables } from './sources-tables.ts';
import { textsTable } from './texts.ts';
import { visitsTables } from './visits-tables.ts';

const first: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of firstTables) {
      failpoint('mid-migration');
      await sql.raw(statement).execute(db);
    }
  },
};

const firstTables = [
  `create table messages (
    id blob primary key, accepted_at integer not null, sender text not null, stream text not null, list text,
    campaign text, size integer not null, detail text not null
  ) without rowid`,
  `create table bodies (
    message blob primary key references messages (id), crc integer not null, octets blob not null
  )`,
  `create table queue (
    message blob not null references messages (id), position integer not null, owner integer,
    held integer not null default 0, held_why text, crashes integer not null default 0,
    in_hand integer not null default 0, lane text not null, retry integer not null default 0, next_at integer not null,
    accepted_at integer not null, recipient text not null, domain text not null, orcpt text, notify text,
    attempts integer not null default 0, suspended_for integer not null default 0,
    suspended_mark integer not null default 0, history text not null default '', why text, delay_notice_at integer,
    delayed integer not null default 0, primary key (message, position)
  ) without rowid`,
  `create index queue_due on queue (lane, retry, next_at) where owner is null and held = 0`,
  `create index queue_waiting on queue (accepted_at, lane) where owner is null and held = 0`,
  `create index queue_leased on queue (owner, accepted_at) where owner is not null`,
  `create index queue_held on queue (accepted_at) where owner is null and held = 1`,
  `create index queue_quarantined on queue (accepted_at) where held_why is not null`,
  `create index queue_delay on queue (delay_notice_at) where delay_notice_at is not null and owner is null`,
  `create table notices (
    message blob not null references messages (id), position integer not null, action text not null,
    due_at integer not null, detail text not null, primary key (message, position, action)
  ) without rowid`,
  `create index notices_due on notices (due_at, message)`,
  `create table dialogues (
    seq integer primary key, message blob not null, position integer not null, attempt integer not null,
    at integer not null, text text not null
  )`,
  `create index dialogues_message on dialogues (message)`,
  `create table events (
    seq integer primary key, id blob not null, at integer not null, type integer not null, message blob,
    crc integer not null, packed blob not null
  )`,
  textsTable,
  `create unique index events_id on events (id)`,
  `create index events_message on events (message) where message is not null`,
  `create index events_at on events (at)`,
  `create index events_seldom on events (type) where type >= 3`,
  `create table sessions (id integer primary key autoincrement, lease integer not null, alive_until integer not null)`,
  `create table lane_states (
    lane text primary key, suspended_since integer, suspended_until integer, suspended_total integer not null,
    rate_factor real, rate_until integer, why text not null, "by" text not null
  ) without rowid`,
  `create table idempotency (
    key text primary key, message blob not null, fingerprint text not null, at integer not null
  ) without rowid`,
  `create index idempotency_at on idempotency (at)`,
  `create table keys (
    id text primary key, name text not null, hash text not null, scopes text not null, created_at integer not null
  ) without rowid`,
];

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0002-listening': listeningTables,
  '0003-health': healthTables,
  '0004-incidents': incidentsTables,
  '0005-publishing': publishingTables,
  '0006-sources': sourcesTables,
  '0007-rules': rulesTables,
  '0008-visits': visitsTables,
  '0009-listed-places': listedPlaces,
  '0010-id-indexes': idIndexes,
  '0011-queue-recipients': queueRecipients,
  '0012-ends-at': endsAt,
  '0013-outcome-index': outcomeIndex,
  '0014-queue-picture': queuePicture,
  '0015-message-lists': messageLists,
  '0016-queue-counts': queueCounts,
  '0017-recalled-by': recalledBy,
  '0018-keys-senders': keysSenders,
};
