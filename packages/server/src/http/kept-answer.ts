/**
 * An answer that many ask for, once a second each, and that may be dear to make: one that took longer than `quick` is given again
 * for ten times as long as it took, and for as long once more while a new one is made behind it; who asks while one is being made
 * that has turned out dear waits for that one. So it takes a tenth of the time at most, however many ask; what is quick is
 * always new, and what was begun before the number of `changes` grew is given to nobody who asks after it.
 */
const quick = 100;
const worth = 10;

interface Begun {
  readonly at: number;
  /** How many changes there had been. */
  readonly after: number;
}

export function keptAnswer<T>(
  make: () => Promise<T>,
  changes: () => number = () => 0,
  clock: () => number = () => performance.now(),
): () => Promise<T> {
  let kept: (Begun & { readonly answer: T; readonly took: number }) | null = null;
  let making: (Begun & { readonly answer: Promise<T> }) | null = null;

  const made = async (begun: Begun): Promise<T> => {
    try {
      const answer = await make();
      const took = clock() - begun.at;
      kept = took > quick ? { answer, took, ...begun } : null;
      return answer;
    } catch (error) {
      kept = null;
      throw error;
    }
  };
  const makeNew = (): Promise<T> => {
    const begun = { at: clock(), after: changes() };
    const mine = { answer: made(begun).finally(() => (making = making === mine ? null : making)), ...begun };
    making = mine;
    return mine.answer;
  };

  return async () => {
    const now = changes();
    if (making?.after !== now) making = null;
    if (kept === null) return making !== null && clock() - making.at > quick ? making.answer : makeNew();
    const { answer, took, at, after } = kept;
    const age = after === now ? clock() - at : Number.POSITIVE_INFINITY;
    if (age < worth * took) return answer;
    const next = making?.answer ?? makeNew();
    if (age >= 2 * worth * took) return next;
    // Nothing is kept then: whoever asks next is told.
    next.catch(() => {});
    return answer;
  };
}
