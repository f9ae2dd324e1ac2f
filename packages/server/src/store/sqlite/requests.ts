/** What the main side asks of the thread that holds the database. Values only: they are cloned on their way. */
import type { EntryRow } from '../entry-row.ts';
import type { MessageRow } from '../message-row.ts';
import type { ClaimOptions } from '../store.ts';
import type { StoreErrorCode } from '../store-error.ts';
import type { Leasable } from '../waiting.ts';
import type { Applied } from './apply.ts';
import type { KnownHashes, ListedPage, LookAnswers } from './look-statements.ts';
import type { Cell, Program } from './program.ts';

export type Parameter = string | number | bigint | Uint8Array | null;

export interface Query {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

export interface QueryRows {
  readonly rows: readonly unknown[];
  readonly changes: number;
}

export interface LeasedRows {
  readonly message: MessageRow;
  readonly entries: readonly EntryRow[];
}

export interface EntryId {
  readonly message: Uint8Array;
  readonly position: number;
}

/** Each kind with what it gives back. */
interface Answers {
  readonly commit: { readonly program: Program; readonly gives: Applied };
  /** Gives whether the session lives; if it does, those that have not renewed are declared dead. */
  readonly reap: { readonly now: number; readonly session: number; readonly gives: boolean };
  readonly claim: {
    readonly options: Omit<ClaimOptions, 'except'>;
    readonly lanes: readonly string[];
    /** How many are to share what may be taken: these and those of later requests. */
    readonly lanesLeft: number;
    readonly session: number;
    readonly gives: readonly LeasedRows[];
  };
  /** Leases these, as far as they are still so. */
  readonly lease: {
    readonly entries: readonly EntryId[];
    readonly still: Leasable;
    readonly session: number;
    readonly gives: readonly LeasedRows[];
  };
  readonly body: { readonly message: Uint8Array; readonly gives: Uint8Array | null };
  /** What is asked for every report that comes in (look-statements.ts). */
  readonly looks: { readonly asked: readonly Cell[]; readonly gives: LookAnswers };
  readonly listed: { readonly recipients: Float64Array; readonly gives: string };
  readonly known: {
    readonly what: KnownHashes;
    readonly hashes: readonly number[];
    readonly gives: readonly number[];
  };
  /** Hashes of addresses with an entry in the suppression list, behind that row. */
  readonly hashes: { readonly after: number; readonly limit: number; readonly gives: ListedPage };
  readonly query: { readonly query: Query; readonly gives: QueryRows };
  /** All or nothing. */
  readonly transact: { readonly queries: readonly Query[]; readonly gives: readonly QueryRows[] };
  /** What SQLite finds wrong with its file, each finding a sentence. */
  readonly integrity: { readonly deep: boolean; readonly gives: readonly string[] };
  readonly backup: { readonly file: string; readonly gives: null };
  readonly settings: { readonly gives: { readonly synchronous: number; readonly journal: string } };
  readonly close: { readonly gives: null };
}

export type Kind = keyof Answers;
export type Asked<K extends Kind> = Omit<Answers[K], 'gives'>;
export type Given<K extends Kind> = Answers[K]['gives'];
export type Request = { readonly [K in Kind]: { readonly kind: K } & Asked<K> }[Kind];

export type Response =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly code: StoreErrorCode;
      readonly message: string;
      /** This side answers nothing else any more. */
      readonly fatal?: boolean;
    };
