/** Something that the page does at the server by hand: under way, done, or refused with the reason. */
import { useState } from 'preact/hooks';
import { asProblem } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';

export interface Doing {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Resolves to whether it was done. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
}

export function useDoing(): Doing {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    busy,
    problem,
    async run(work) {
      setBusy(true);
      setProblem(null);
      try {
        await work();
        return true;
      } catch (error) {
        setProblem(asProblem(error));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
