/** Rows that are marked to be acted on together: by their box, or by x. */
import { useState } from 'preact/hooks';

export interface Marks {
  readonly has: (key: string) => boolean;
  readonly toggle: (key: string) => void;
  readonly clear: () => void;
}

export function useMarks(): Marks {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  return {
    has: (key) => marked.has(key),
    toggle: (key) =>
      setMarked((before) => {
        const next = new Set(before);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    clear: () => setMarked(new Set()),
  };
}
