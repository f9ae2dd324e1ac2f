/**
 * The tables, the same in both databases. Ids are octets (id.ts), flags are 0 or 1, instants are milliseconds; what is
 * only read back whole is JSON text.
 */
import type { Generated } from 'kysely';
import type { AlertingSchema } from './alerting-schema.ts';
import type { HealthTables } from './health-schema.ts';
import type { IncidentsSchema } from './incidents-schema.ts';
import type { PublishingSchema } from './publishing-schema.ts';
import type { RulesSchema } from './rules-schema.ts';
import type { SourcesSchema } from './sources-schema.ts';
import type { VisitsSchema } from './visits-schema.ts';

export interface MessagesTable {
  id: Uint8Array;
  accepted_at: number;
  sender: string;
  stream: string;
  list: string | null;
  campaign: string | null;
  size: number;
  /** Hash of the Message-ID that it was handed in with; null when we made it. */
  header_id: number | null;
  /** The rest of a StoredMessage (message-row.ts). */
  detail: string;
}

interface BodiesTable {
  message: Uint8Array;
  /** CRC-32 of the octets: `verify` finds what a disk has changed. */
  crc: number;
  octets: Uint8Array;
}

/**
 * One row a recipient that is not settled. `waiting` (waiting.ts) entries alone are in the index that claims use, so that
 * what is delivered at once from memory never touches it.
 */
export interface QueueTable {
  message: Uint8Array;
  position: number;
  /** Session that it is leased to. */
  owner: number | null;
  held: Generated<number>;
  /** Why the service itself holds it. */
  held_why: string | null;
  /** Session that has recalled it to end it, and holds it for no longer. */
  recalled_by: number | null;
  /** 1 when whoever has it has told that it is under way and cannot be given back; of the last recall alone. */
  on_its_way: Generated<number>;
  /** Crashes in a row that it was in hand at, or may have been (see QueueEntry). */
  crashes: Generated<number>;
  /** 1 while one that is under suspicion is being tried. */
  in_hand: Generated<number>;
  lane: string;
  /** 1 when it has been tried: fresh ones go first. */
  retry: Generated<number>;
  next_at: number;
  accepted_at: number;
  recipient: string;
  domain: string;
  orcpt: string | null;
  notify: string | null;
  attempts: Generated<number>;
  suspended_for: Generated<number>;
  suspended_mark: Generated<number>;
  /** Each AttemptNote as JSON behind a comma. */
  history: Generated<string>;
  /** Text of the last note. */
  why: string | null;
  delay_notice_at: number | null;
  /** 1 when the delay notice has been sent: there is one at most. */
  delayed: Generated<number>;
  /** When the message's own word ends it. */
  ends_at: number | null;
}

export interface NoticesTable {
  message: Uint8Array;
  position: number;
  action: string;
  due_at: number;
  detail: string;
}

interface DialoguesTable {
  seq: Generated<number>;
  message: Uint8Array;
  position: number;
  attempt: number;
  at: number;
  text: string;
}

interface EventsTable {
  seq: Generated<number>;
  id: Uint8Array;
  at: number;
  /** Code of the type (event-row.ts). */
  type: number;
  message: Uint8Array | null;
  /** Hash of the address it concerns (ledger/subject.ts). */
  recipient: number | null;
  /** CRC-32 of what is stored. */
  crc: number;
  /** In PostgreSQL alone: JSON. */
  payload: Generated<string>;
  /** In SQLite alone (sqlite/packed-event.ts). */
  packed: Generated<Uint8Array>;
}

interface SessionsTable {
  id: Generated<number>;
  lease: number;
  alive_until: number;
}

interface LaneStatesTable {
  lane: string;
  suspended_since: number | null;
  suspended_until: number | null;
  suspended_total: number;
  rate_factor: number | null;
  rate_until: number | null;
  why: string;
  by: string;
}

interface IdempotencyTable {
  key: string;
  message: Uint8Array;
  fingerprint: string;
  at: number;
}

interface KeysTable {
  id: string;
  name: string;
  hash: string;
  /** JSON arrays, these three. */
  scopes: string;
  senders: string;
  authors: string;
  created_at: number;
}

/** One row for each message and recipient that anything became of. */
interface EffectsTable {
  message: Uint8Array;
  recipient: number;
  /** In PostgreSQL alone: JSON. */
  detail: Generated<string>;
  /** In SQLite alone (sqlite/packed-effect.ts). */
  packed: Generated<Uint8Array>;
}

interface TextsTable {
  id: Generated<number>;
  text: string;
  /** CRC-32 of the text. */
  crc: number;
}

interface RollUpsTable {
  dimension: string;
  key: string;
  at: number;
  attempted: number;
  delivered: number;
  soft: number;
  recovered: number;
  soft_final: number;
  hard: number;
  complaints: number;
}

interface SuppressionsTable {
  recipient: number;
  key: Uint8Array;
  scope: string;
  value: string;
  address: string | null;
  /** Of the address; of the hash alone, null. */
  domain: string | null;
  state: string;
  reason: string;
  since: number;
  expires_at: number | null;
  /** The rest of a SuppressionEntry (suppression-row.ts). */
  detail: string;
}

interface SuppressionChangesTable {
  seq: Generated<number>;
  recipient: number;
  key: Uint8Array;
  scope: string;
  value: string;
  /** The rest of a SuppressionChanged. */
  detail: string;
}

interface RawsTable {
  seq: Generated<number>;
  event: Uint8Array;
  at: number;
  octets: Uint8Array;
}

export interface Schema
  extends HealthTables,
    IncidentsSchema,
    SourcesSchema,
    RulesSchema,
    VisitsSchema,
    PublishingSchema,
    AlertingSchema {
  effects: EffectsTable;
  /** In SQLite alone. */
  texts: TextsTable;
  roll_ups_hourly: RollUpsTable;
  roll_ups_daily: RollUpsTable;
  suppressions: SuppressionsTable;
  suppression_changes: SuppressionChangesTable;
  raws: RawsTable;
  messages: MessagesTable;
  bodies: BodiesTable;
  queue: QueueTable;
  notices: NoticesTable;
  dialogues: DialoguesTable;
  events: EventsTable;
  sessions: SessionsTable;
  lane_states: LaneStatesTable;
  idempotency: IdempotencyTable;
  keys: KeysTable;
}
