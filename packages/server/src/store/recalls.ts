/**
 * The part of the store's port by which an operator reaches what is leased. An entry that is recalled is held: it is not tried
 * again when it comes back, and whoever has it waiting in memory hears of it (`recalls` of the news) and gives it back at once.
 * Whoever recalls something to end it holds it for as long as that takes: when its session ends, it is as it was before.
 */
import type { EntryKey } from './rows.ts';
import type { Selection } from './store.ts';

export interface Recalled {
  /** Leased to this session. */
  readonly mine: readonly EntryKey[];
  readonly others: readonly EntryKey[];
}

export interface RecallWrites {
  /** Resolves to all that is leased. What was held before to stay so is not changed by who wants to end it. */
  readonly recall: (selection: Selection, why: 'hold' | 'end') => Promise<Recalled>;
  /** What this session has recalled to end it, and has not ended, is as it was before. */
  readonly letRecalledGo: () => Promise<void>;
  /** What is leased still is not held when it comes back. Tells how many that are. */
  readonly takeHoldBack: (selection: Selection) => Promise<number>;
  /** Of what was recalled and is leased to this session: it cannot be given back, and nobody has to wait for it. */
  readonly tellOnItsWay: (entries: readonly EntryKey[]) => Promise<void>;
}

export interface RecallReads {
  /**
   * What of the selection is not held, or has not been ended, in one look at all of it: between two looks at what is free and what
   * is leased an entry may have gone from the one to the other and back.
   */
  readonly notReached: (selection: Selection, why: 'hold' | 'end', limit: number) => Promise<readonly EntryKey[]>;
  /** What is leased to this session and was recalled. */
  readonly recalled: () => Promise<readonly EntryKey[]>;
  /** Which of them are free, and of how many whoever has them has not told that they are on their way; others are gone. */
  readonly whereabouts: (
    entries: readonly EntryKey[],
  ) => Promise<{ readonly free: readonly EntryKey[]; readonly awaited: number }>;
}
