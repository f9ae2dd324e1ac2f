/** What an adapter gives the parts that both share: Kysely for reading and for single changes, and little more. */
import type { Compilable, Kysely } from 'kysely';
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
  /** Leases those of the entries that nobody has, held ones too, to this process's session. */
  readonly lease: (entries: readonly EntryRef[]) => Promise<readonly ClaimedEntry[]>;
}
