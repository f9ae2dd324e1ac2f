/**
 * What outcomes come to when events about them are corrected. Effects are joined, and a join cannot take anything away:
 * the effect is made anew from all its events. That is right only as long as all of them are kept; where what is kept does
 * not come to what was counted, the count stays.
 */
import type { Recount } from '../store/store.ts';
import { corrected, isCorrection } from './corrected.ts';
import { type Effect, isSameEffect, join } from './effect.ts';
import { effectOf } from './effect-of.ts';
import type { LedgerEvent } from './event.ts';
import { outcomeMessage } from './subject.ts';

export type FindEffect = (message: string, recipient: number) => Promise<Effect | null>;

/** `history`: what is recorded of one address; `fresh`: what is to be recorded about it now. */
export async function recount(
  find: FindEffect,
  recipient: number,
  history: readonly LedgerEvent[],
  fresh: readonly LedgerEvent[],
): Promise<readonly Recount[]> {
  const all = [...history, ...fresh];
  if (!all.some(isCorrection)) return [];
  const recounts: Recount[] = [];
  for (const message of touched(all, fresh)) {
    const [before, after] = [effectOn(message, history), effectOn(message, all)];
    const counted = await find(message, recipient);
    const isWhole = counted === null ? before === null : before !== null && isSameEffect(before, counted);
    if (isWhole && after !== null) recounts.push({ message, recipient, effect: after });
  }
  return recounts;
}

/** The messages whose events a correction among the fresh ones is about, or a recorded correction of a fresh one. */
function touched(all: readonly LedgerEvent[], fresh: readonly LedgerEvent[]): ReadonlySet<string> {
  const about = new Set(all.flatMap(({ reclassification }) => reclassification?.event ?? []));
  const now = new Set(fresh.flatMap(({ id, reclassification }) => reclassification?.event ?? id));
  return new Set(all.filter(({ id }) => about.has(id) && now.has(id)).map(outcomeMessage));
}

/** Null when no event bears on it. */
export function effectOn(message: string, events: readonly LedgerEvent[]): Effect | null {
  const about = corrected(events).filter((event) => !isCorrection(event) && outcomeMessage(event) === message);
  let effect: Effect | null = null;
  for (const event of about) {
    const next = effectOf(event)?.effect;
    if (next !== undefined) effect = effect === null ? next : join(effect, next);
  }
  return effect;
}
