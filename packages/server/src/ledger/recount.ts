/**
 * What outcomes come to when events about them are corrected. Effects are joined, and a join cannot take anything away:
 * the effect is made anew from all its events. That is right only as long as all of them are kept; where what is kept does
 * not come to what was counted, the count stays.
 */
import type { Recount } from '../store/store.ts';
import { corrected, isCorrection } from './corrected.ts';
import { bit, type Effect, isSameEffect, join } from './effect.ts';
import { effectOf, excusedEffect } from './effect-of.ts';
import type { LedgerEvent } from './event.ts';
import { outcomeMessage } from './subject.ts';

export type FindEffect = (message: string, recipient: number) => Promise<Effect | null>;

/** `history`: what is recorded of one address; `fresh`: what is to be recorded about it now; `excused`: ids of what an incident covers. */
export async function recount(
  find: FindEffect,
  recipient: number,
  history: readonly LedgerEvent[],
  fresh: readonly LedgerEvent[],
  excused: ReadonlySet<string> = new Set(),
): Promise<readonly Recount[]> {
  const all = [...history, ...fresh];
  if (!all.some(isCorrection)) return [];
  const recounts: Recount[] = [];
  for (const message of touched(all, fresh)) {
    const [before, after] = [effectOn(message, history), effectOn(message, all, excused)];
    const found = await find(message, recipient);
    // Incidents come and go: whether it was excused says nothing about what is kept.
    const counted = found === null ? null : unexcused(found);
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
export function effectOn(
  message: string,
  events: readonly LedgerEvent[],
  excused: ReadonlySet<string> = new Set(),
): Effect | null {
  const about = corrected(events).filter((event) => !isCorrection(event) && outcomeMessage(event) === message);
  let effect: Effect | null = null;
  for (const event of about) {
    const next = effectOf(event)?.effect;
    if (next === undefined) continue;
    const said = excused.has(event.id) ? join(next, excusedEffect(next, event.at)) : next;
    effect = effect === null ? said : join(effect, said);
  }
  return effect;
}

const unexcused = (effect: Effect): Effect => ({
  ...effect,
  bits: effect.bits & ~bit.excused,
  firsts: effect.firsts.map((first, index) => (1 << index === bit.excused ? 0 : first)),
});
