/**
 * The store's port for whoever asks how things stand: sums of the roll-ups, and failures found by what they are about.
 * Failures are written by `commit` with their events (ledger/failure.ts).
 */
import type { Counts, Dimension } from '../ledger/contributions.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import type { FailureClass } from '../ledger/failure.ts';
import type { RollUp } from './listening.ts';

export interface SumsAsked {
  readonly grain: 'hourly' | 'daily';
  readonly dimension: Dimension;
  /** Null: all keys. */
  readonly keys: readonly string[] | null;
  /** Of keys of two parts: the first. */
  readonly first?: string | undefined;
  readonly from: number;
  readonly to: number;
  readonly order: keyof Counts;
  readonly limit: number;
}

export interface KeyCounts {
  readonly key: string;
  readonly counts: Counts;
}

/** Columns of a failure that a search may name. */
export const failureColumns = [
  'class',
  'type',
  'reason',
  'provider',
  'domain',
  'list',
  'stream',
  'campaign',
  'sender_domain',
  'ip',
  'source',
  'code',
  'status',
  'template',
  'trusted',
] as const;
export type FailureColumn = (typeof failureColumns)[number];

export interface Condition {
  readonly column: FailureColumn;
  /** Any of these; with `not` none of them. */
  readonly values: readonly string[];
  readonly not: boolean;
}

export interface FailureSearch {
  readonly conditions: readonly Condition[];
  /** Hash of the address (ledger/address-key.ts). */
  readonly recipient?: number | undefined;
  /** First instant, and the first one after the last. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Each stands in the reply, in any case. */
  readonly words: readonly string[];
  /** Whether the message was delivered to the recipient after all (`recovered` of ledger/contributions.ts). */
  readonly recovered?: boolean | undefined;
}

export interface FoundFailure {
  /** What it counts for now: corrections are followed, and incidents. */
  readonly class: FailureClass;
  readonly reason: string | null;
  /** As it was recorded. */
  readonly event: LedgerEvent;
}

export interface FailureGroup {
  /** In the order of the columns asked for; null: it has none. */
  readonly values: readonly (string | null)[];
  readonly count: number;
}

export interface HealthReads {
  /** The most of `order` first. Keys that come to nothing are left out. */
  readonly sums: (asked: SumsAsked) => Promise<readonly KeyCounts[]>;
  /**
   * By hour or day, for these keys; or, with `length` (milliseconds, whole hours or days), in sums of that length, the first
   * of which begins with `from`.
   */
  readonly course: (
    asked: Pick<SumsAsked, 'grain' | 'dimension' | 'from' | 'to'> & {
      readonly keys: readonly string[];
      readonly length?: number;
    },
  ) => Promise<readonly RollUp[]>;
  /**
   * The latest first; pages stay as they are when more comes in. A page looks at a bounded number of failures: it may hold
   * fewer than `limit`, even none, and still have a `next`.
   */
  readonly failures: (
    search: FailureSearch,
    after: string | null,
    limit: number,
  ) => Promise<{ readonly data: readonly FoundFailure[]; readonly next: string | null }>;
  /**
   * Counts of the latest failures of a search, for each set of columns, the most first; a search for words is none for this.
   * `exact`: no failure was left out.
   */
  readonly failureGroups: (
    search: FailureSearch,
    by: readonly (readonly FailureColumn[])[],
    most: number,
  ) => Promise<{
    readonly total: number;
    readonly exact: boolean;
    readonly groups: readonly (readonly FailureGroup[])[];
  }>;
}

export interface HealthWrites {
  /**
   * Folds the keys of a day (or hour) before `before` into the key "other", but for the `keep` that had the most mail: sums
   * over all keys stay as they are. Of at most `spans` days; tells how many rows it folded.
   */
  readonly foldRollUps: (asked: {
    readonly grain: 'hourly' | 'daily';
    readonly dimension: Dimension;
    readonly before: number;
    readonly keep: number;
    readonly spans: number;
  }) => Promise<number>;
  /** Deletes up to `limit` failures older than `failures`, and hours of roll-ups older than `hours`; tells how many. */
  readonly sweepHealth: (
    before: { readonly failures: number; readonly hours: number },
    limit: number,
  ) => Promise<number>;
}
