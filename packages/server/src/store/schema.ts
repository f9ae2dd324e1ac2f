/**
 * The tables, the same in both databases. Ids are octets (id.ts), flags are 0 or 1, instants are milliseconds; what is
 * only read back whole is JSON text.
 */
import type { Generated } from 'kysely';

export interface MessagesTable {
  id: Uint8Array;
  accepted_at: number;
  sender: string;
  stream: string;
  list: string | null;
  campaign: string | null;
  size: number;
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
  /** CRC-32 of the payload. */
  crc: number;
  payload: string;
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
  /** JSON array. */
  scopes: string;
  created_at: number;
}

export interface Schema {
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
