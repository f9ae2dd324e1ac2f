/** What an adapter gives the parts that both share: Kysely for reading and for single changes, and little more. */
import type { Compilable, Kysely, RawBuilder } from 'kysely';
import type { ClaimedEntry } from './rows.ts';
import type { Schema } from './schema.ts';

export interface EntryRef {
  readonly message: Uint8Array;
  readonly position: number;
}

export interface Database {
  readonly reads: Kysely<Schema>;
  readonly writes: Kysely<Schema>;
  /** Applies all or nothing. */
  readonly atomically: (queries: readonly Compilable[]) => Promise<void>;
  /** Of a row of `events`: its payload as JSON (event-row.ts); of `effects`: its detail (effect-row.ts). */
  readonly payload: RawBuilder<string>;
  readonly effectDetail: RawBuilder<string>;
  /** Of the table `events`: those that concern the recipient (ledger/subject.ts). */
  readonly aboutRecipient: (recipient: number) => RawBuilder<boolean>;
  /** Of the table `suppressions`: those of the address. */
  readonly inPlace: (recipient: number) => RawBuilder<boolean>;
  /** Leases those of the entries that nobody has, held ones too, to this process's session. */
  readonly lease: (entries: readonly EntryRef[]) => Promise<readonly ClaimedEntry[]>;
}
