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
const most = 3;

export function createTaking(keep: (mark: TailMark) => Promise<void>): Taking {
  const under: Promise<void>[] = [];
  const inTurn = async (before: Promise<void> | undefined, taken: Promise<void>, next: TailMark): Promise<void> => {
    // What goes on is waited for, also behind one that failed.
    const all = await Promise.allSettled([before, taken]);
    for (const each of all) if (each.status === 'rejected') throw each.reason;
    failpoint('after-commit-before-offset');
    await keep(next);
  };
  return {
    async add(taken, next) {
      const turn = inTurn(under.at(-1), taken, next);
      // Told of by `add` or `end`.
      turn.catch(() => {});
      under.push(turn);
      if (under.length === most) await under.shift();
    },
    end: async () => under.at(-1),
  };
}
