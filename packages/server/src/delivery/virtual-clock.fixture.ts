/** A clock that stands still until a test moves it. Timers fire in order, each once everything before it has come to rest. */
import type { Clock } from './clock.ts';

export interface VirtualClock extends Clock {
  /** Lets so much time pass. */
  readonly pass: (milliseconds: number) => Promise<void>;
  /** Resolves when nothing is under way at this instant. */
  readonly rest: () => Promise<void>;
  /** The wall clock jumps, timers do not. */
  readonly jump: (milliseconds: number) => void;
  /** Counts a piece of work as under way until it ends. */
  readonly during: <T>(work: Promise<T>) => Promise<T>;
}

interface Waiting {
  readonly due: number;
  readonly fire: () => void;
}

export function virtualClock(start: number): VirtualClock {
  let elapsed = 0;
  let offset = start;
  let underWay = 0;
  const waiting = new Set<Waiting>();

  const rest = async (): Promise<void> => {
    for (let calm = 0; calm < 3; calm = underWay === 0 ? calm + 1 : 0)
      await new Promise<void>((resolve) => void setImmediate(resolve));
  };
  const next = (until: number): Waiting | null => {
    let first: Waiting | null = null;
    for (const one of waiting) if (one.due <= until && (first === null || one.due < first.due)) first = one;
    return first;
  };
  const pass = async (milliseconds: number): Promise<void> => {
    const until = elapsed + milliseconds;
    await rest();
    for (let one = next(until); one !== null; one = next(until)) {
      waiting.delete(one);
      elapsed = Math.max(elapsed, one.due);
      one.fire();
      await rest();
    }
    elapsed = until;
  };
  const now = (): number => offset + elapsed;
  return {
    now,
    monotonic: () => elapsed,
    setTimer: (at, fire) => {
      const one = { due: elapsed + Math.max(0, at - now()), fire };
      waiting.add(one);
      return { cancel: () => void waiting.delete(one) };
    },
    pass,
    rest,
    jump: (milliseconds) => {
      offset += milliseconds;
    },
    during: async (work) => {
      underWay++;
      try {
        return await work;
      } finally {
        underWay--;
      }
    },
  };
}
