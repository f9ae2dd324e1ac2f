/** Reads that see what stands when they are asked and answer when the test says so: the latest asked first, as the worst case has it. */
export interface LateAnswers<T> {
  readonly read: () => Promise<T>;
  /** Gives all answers, those to reads that begin meanwhile too; resolves when nobody waits for one any more. */
  readonly give: () => Promise<void>;
}

export function lateAnswers<T>(now: () => T): LateAnswers<T> {
  const waiting: (() => void)[] = [];
  const read = (): Promise<T> => {
    const seen = now();
    return new Promise((resolve) => waiting.push(() => resolve(seen)));
  };
  const give = async (): Promise<void> => {
    for (let answer = waiting.pop(); answer !== undefined; answer = waiting.pop()) {
      answer();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { read, give };
}
