/**
 * An answer that many ask for, once a second each, and that may be dear to make: one that took longer than `quick` is given again
 * for ten times as long as it took, and for as long once more while a new one is made behind it; who asks while one is being made
 * that has turned out dear waits for that one. So it takes a tenth of the time at most, however many ask; what is quick is
 * always new.
 */
const quick = 100;
const worth = 10;

export function keptAnswer<T>(make: () => Promise<T>, clock: () => number = () => performance.now()): () => Promise<T> {
  let kept: { readonly answer: T; readonly took: number; readonly at: number } | null = null;
  let making: { readonly answer: Promise<T>; readonly at: number } | null = null;

  const made = async (at: number): Promise<T> => {
    try {
      const answer = await make();
      const took = clock() - at;
      kept = took > quick ? { answer, took, at } : null;
      return answer;
    } catch (error) {
      kept = null;
      throw error;
    }
  };
  const makeNew = (): Promise<T> => {
    const at = clock();
    const mine = { answer: made(at).finally(() => (making = making === mine ? null : making)), at };
    making = mine;
    return mine.answer;
  };

  return async () => {
    if (kept === null) return making !== null && clock() - making.at > quick ? making.answer : makeNew();
    const { answer, took, at } = kept;
    const age = clock() - at;
    if (age < worth * took) return answer;
    const next = making?.answer ?? makeNew();
    if (age >= 2 * worth * took) return next;
    // Nothing is kept then: whoever asks next is told.
    next.catch(() => {});
    return answer;
  };
}
