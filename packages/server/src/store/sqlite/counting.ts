/** Effects and the roll-ups that follow from them, within the transaction of a batch. */
import { counted } from '../../ledger/contributions.ts';
import { type Effect, join } from '../../ledger/effect.ts';
import { effectDetail, readEffect } from '../effect-row.ts';
import { createTally, type Tally } from '../tally.ts';
import type { ListeningStatements } from './listening-statements.ts';

export interface Counting {
  readonly effect: (message: Uint8Array, recipient: number, detail: string) => void;
  /** In the place of what there is; where there is none, nothing. */
  readonly recount: (message: Uint8Array, recipient: number, detail: string) => void;
  /** Forgets what an earlier batch may have left. */
  readonly reset: () => void;
  /** Counts from here on stand or fall together. */
  readonly begin: () => void;
  readonly keep: () => void;
  readonly drop: () => void;
  /** Writes what was kept. */
  readonly write: () => void;
}

export function createCounting(run: ListeningStatements): Counting {
  const batch: Tally = createTally();
  const unit: Tally = createTally();
  let current = batch;

  const change = (message: Uint8Array, recipient: number, stored: string, after: Effect): void => {
    const changed = effectDetail(after);
    if (changed === stored) return;
    run.changeEffect.run([changed, message, recipient]);
    current.add(readEffect(stored), after);
  };

  return {
    effect: (message, recipient, detail) => {
      const effect = readEffect(detail);
      if (run.effect.run([message, recipient, detail]).changes === 1) {
        current.add(null, effect);
        return;
      }
      const stored = run.findEffect.get([message, recipient]);
      if (stored === undefined) throw new Error('an effect is neither new nor there');
      change(message, recipient, stored.detail, join(readEffect(stored.detail), effect));
    },
    recount: (message, recipient, detail) => {
      const stored = run.findEffect.get([message, recipient]);
      if (stored !== undefined) change(message, recipient, stored.detail, readEffect(detail));
    },
    reset: () => {
      batch.clear();
      current = batch;
    },
    begin: () => {
      unit.clear();
      current = unit;
    },
    keep: () => {
      batch.merge(unit);
      current = batch;
    },
    drop: () => {
      current = batch;
    },
    write: () => {
      for (const { grain, dimension, key, at, counts } of batch.rows())
        run[grain].run([dimension, key, at, ...counted.map((_, index) => counts[index] ?? 0)]);
      batch.clear();
    },
  };
}
