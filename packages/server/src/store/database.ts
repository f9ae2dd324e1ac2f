/** What an adapter gives the parts that both share: Kysely for reading and for single changes, and little more. */
import type { Compilable, Kysely, RawBuilder } from 'kysely';
import type { ClaimedEntry } from './rows.ts';
import type { Schema } from './schema.ts';
import type { Leasable } from './waiting.ts';

export interface EntryRef {
  readonly message: Uint8Array;
  readonly position: number;
}

/** Columns of events that hold an id; always with their table, for others have such names. */
export type EventIdColumn = 'events.id' | 'events.message';

export interface Database {
  readonly reads: Kysely<Schema>;
  readonly writes: Kysely<Schema>;
  /** Applies all or nothing. */
  readonly atomically: (queries: readonly Compilable[]) => Promise<void>;
  /** Of a row of `events`: its payload as JSON (event-row.ts); of `effects`: its detail (effect-row.ts). */
  readonly payload: RawBuilder<string>;
  readonly effectDetail: RawBuilder<string>;
  /** Of `effects`: what stands first in its detail, alone. */
  readonly effectBits: RawBuilder<number>;
  /** Of a row of `queue` that has a history: the instant of its last note. */
  readonly lastAttempt: RawBuilder<number>;
  /** Of the table `events`: those that concern the recipient (ledger/subject.ts). */
  readonly aboutRecipient: (recipient: number) => RawBuilder<boolean>;
  /** Of the table `events`: those that have one of these ids, of which there is one at least. */
  readonly isAmong: (column: EventIdColumn, ids: readonly Uint8Array[]) => RawBuilder<boolean>;
  /** The same for an id that stands in the column of another table, `other`. */
  readonly isSameId: (column: EventIdColumn, other: string) => RawBuilder<boolean>;
  /** Of the table `suppressions`: those of the address. */
  readonly inPlace: (recipient: number) => RawBuilder<boolean>;
  /** Whether the numbers of the newest events are given to others when those are deleted. */
  readonly givesNumbersAgain: boolean;
  /** By which leases begin and end: `now`, or the same moment by a clock that all processes share. */
  readonly instant: (now: number) => RawBuilder<number>;
  /** The session of this process; null when none is open. */
  readonly session: () => number | null;
  /** Behind a query whose rows are to be changed in their order: `for update`, where several may write at once. */
  readonly lockRows: RawBuilder<unknown>;
  /** The same for rows that are to stay, unchanged or not, until the change is committed. */
  readonly keepRows: RawBuilder<unknown>;
  /**
   * Leases to this process's session those of the entries that are `still` so: since they were found, somebody may have taken or
   * held them.
   */
  readonly lease: (entries: readonly EntryRef[], still: Leasable) => Promise<readonly ClaimedEntry[]>;
}
