/**
 * Recipients that a server still tries: Postfix says once for a whole message that its time is up, and that means each of
 * them. The messages of the last hundred thousand deferrals or so are remembered.
 */
import type { Attempt } from '../../logs/index.ts';

const most = 1 << 16;

export interface Waiting {
  /** The attempt itself, or one for each recipient that it is about. */
  readonly resolve: (attempt: Attempt) => readonly Attempt[];
}

export function createWaiting(): Waiting {
  let late = new Map<string, Map<string, Attempt>>();
  let early = new Map<string, Map<string, Attempt>>();
  const of = (message: string): Map<string, Attempt> | undefined => late.get(message) ?? early.get(message);

  const note = (attempt: Attempt, recipient: string): void => {
    const { message, outcome } = attempt;
    if (outcome !== 'deferred') {
      of(message)?.delete(recipient);
      return;
    }
    const waiting = of(message) ?? new Map<string, Attempt>();
    waiting.set(recipient, attempt);
    if (late.size === most) [early, late] = [late, new Map()];
    late.set(message, waiting);
  };

  return {
    resolve(attempt) {
      const { message, recipient } = attempt;
      if (recipient !== null) {
        note(attempt, recipient);
        return [attempt];
      }
      const waiting = [...(of(message)?.values() ?? [])];
      late.delete(message);
      early.delete(message);
      // What the last answer was says why.
      return waiting.length === 0
        ? [attempt]
        : waiting.map((last) => ({ ...last, at: attempt.at, outcome: attempt.outcome }));
    },
  };
}
