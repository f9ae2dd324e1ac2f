/**
 * The part of the store's port by which an operator reaches what is leased. An entry that is recalled is held: it is not tried
 * again when it comes back, and whoever has it waiting in memory hears of it (`recalls` of the news) and gives it back at once.
 */
import type { EntryKey } from './rows.ts';
import type { Selection } from './store.ts';

export interface Recalled {
  /** Leased to this session. */
  readonly mine: readonly EntryKey[];
  readonly others: readonly EntryKey[];
}

export interface RecallWrites {
  /** Resolves to those that were not recalled before. */
  readonly recall: (selection: Selection) => Promise<Recalled>;
  /** What is leased still is not held when it comes back. Tells how many that are. */
  readonly takeRecallBack: (selection: Selection) => Promise<number>;
}

export interface RecallReads {
  /** What is leased to this session and was recalled. */
  readonly recalled: () => Promise<readonly EntryKey[]>;
  /** How many of them are free, and how many leased still; the others are gone. */
  readonly whereabouts: (entries: readonly EntryKey[]) => Promise<{ readonly free: number; readonly leased: number }>;
}
