/**
 * Blocks of lines on their way to the store. The next ones are read while one is being recorded; the place to read on from
 * is kept when what stands before it is on disk, never sooner.
 */
import { failpoint } from '../../observe/failpoint.ts';
import type { TailMark } from './tail.ts';

export interface Taking {
  /** Resolves when the next block may be read; rejects with the failure of a block before. */
  readonly add: (taken: Promise<void>, next: TailMark) => Promise<void>;
  /** Resolves when all is recorded and the place is kept, as far as it could be; rejects with the first failure. */
  readonly end: () => Promise<void>;
}

/** Blocks under way at a time. */
const most = 4;

export function createTaking(keep: (mark: TailMark) => Promise<void>): Taking {
  /** Of each block: it, and all before it, are on disk. */
  const under: Promise<void>[] = [];
  let reached: TailMark | null = null;
  let keeping: Promise<void> | null = null;
  let unkept: { readonly error: unknown } | null = null;

  /** The last place of several that are reached while one is being kept. */
  const keepOn = async (): Promise<void> => {
    try {
      while (reached !== null && unkept === null) {
        const mark = reached;
        reached = null;
        failpoint('after-commit-before-offset');
        await keep(mark);
      }
    } catch (error) {
      unkept = { error };
    }
    keeping = null;
  };
  const inTurn = async (before: Promise<void> | undefined, taken: Promise<void>, next: TailMark): Promise<void> => {
    // What goes on is waited for, also behind one that failed.
    for (const each of await Promise.allSettled([before, taken])) if (each.status === 'rejected') throw each.reason;
    reached = next;
    keeping ??= keepOn();
  };
  const keptSoFar = (): void => {
    if (unkept !== null) throw unkept.error;
  };
  return {
    async add(taken, next) {
      const turn = inTurn(under.at(-1), taken, next);
      // Told of by `add` or `end`.
      turn.catch(() => {});
      under.push(turn);
      if (under.length === most) await under.shift();
      keptSoFar();
    },
    async end() {
      await under.at(-1);
      await keeping;
      keptSoFar();
    },
  };
}
