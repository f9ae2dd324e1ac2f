/** Who may work at a time: one on each address, and so many in all. */

/** Work that shares a key goes one after the other, in the order in which it was handed in. */
export function createTurns() {
  const last = new Map<number, Promise<unknown>>();
  return async <T>(keys: readonly number[], work: () => Promise<T>): Promise<T> => {
    // Whether what went before failed is told to whoever asked for it.
    const before = Promise.allSettled(keys.map((key) => last.get(key)));
    const mine = before.then(work);
    for (const key of keys) last.set(key, mine);
    try {
      return await mine;
    } finally {
      for (const key of keys) if (last.get(key) === mine) last.delete(key);
    }
  };
}

/** At most so many at once; the others wait for their turn. */
export function atMost(limit: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < limit) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
