/** Which failures of an address are found under something else, now that more is known of it: corrected ones, and excused ones. */
import { correctionsIn, follow } from './corrected.ts';
import type { LedgerEvent } from './event.ts';
import { isFailure, type Refound } from './failure.ts';

/** `fresh`: what is to be recorded now, of all that is known; `excused`: ids of what an incident covers. */
export function refoundAmong(
  history: readonly LedgerEvent[],
  fresh: readonly LedgerEvent[],
  excused: ReadonlySet<string>,
): readonly Refound[] {
  const all = [...history, ...fresh];
  const corrections = correctionsIn(all);
  const told = new Set(fresh.flatMap(({ reclassification }) => reclassification?.event ?? []));
  // A correction may have come before what it corrects.
  for (const { id } of fresh) if (corrections.has(id)) told.add(id);
  return all
    .filter((event) => isFailure(event) && (told.has(event.id) || excused.has(event.id)))
    .map((event) => ({ event: follow(event, corrections.get(event.id)), excused: excused.has(event.id) }));
}
