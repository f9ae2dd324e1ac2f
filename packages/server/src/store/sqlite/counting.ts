/** Effects and the roll-ups that follow from them, within the transaction of a batch. */
import { counted } from '../../ledger/contributions.ts';
import { type Effect, isSameEffect, join } from '../../ledger/effect.ts';
import { createTally, type Tally } from '../tally.ts';
import type { ListeningStatements } from './listening-statements.ts';
import type { Packer } from './octets.ts';
import { packEffect, unpackEffect } from './packed-effect.ts';
import type { Texts } from './texts.ts';

export interface Counting {
  readonly effect: (message: Uint8Array, recipient: number, effect: Effect) => void;
  /** In the place of what there is; where there is none, nothing. */
  readonly recount: (message: Uint8Array, recipient: number, effect: Effect) => void;
  /** Forgets what an earlier batch may have left. */
  readonly reset: () => void;
  /** Counts from here on stand or fall together. */
  readonly begin: () => void;
  readonly keep: () => void;
  readonly drop: () => void;
  /** Writes what was kept. */
  readonly write: () => void;
}

export function createCounting(run: ListeningStatements, texts: Texts, packer: Packer): Counting {
  const batch: Tally = createTally();
  const unit: Tally = createTally();
  let current = batch;

  const change = (message: Uint8Array, recipient: number, before: Effect, after: Effect): void => {
    if (isSameEffect(before, after)) return;
    run.changeEffect.run(packEffect(packer, after, message, texts, recipient), message, recipient);
    current.add(before, after);
  };

  return {
    effect: (message, recipient, effect) => {
      const packed = packEffect(packer, effect, message, texts, recipient);
      if (run.effect.run(message, recipient, packed).changes === 1) {
        current.add(null, effect);
        return;
      }
      const stored = run.findEffect.get(message, recipient);
      if (stored === undefined) throw new Error('an effect is neither new nor there');
      const before = unpackEffect(stored.packed, message, texts.textOf);
      change(message, recipient, before, join(before, effect));
    },
    recount: (message, recipient, effect) => {
      const stored = run.findEffect.get(message, recipient);
      if (stored === undefined) return;
      change(message, recipient, unpackEffect(stored.packed, message, texts.textOf), effect);
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
        run[grain].run(dimension, key, at, ...counted.map((_, index) => counts[index] ?? 0));
      batch.clear();
    },
  };
}
