/**
 * Looks at what other processes may have changed, one look at a time, and once more when it was asked for meanwhile. Two looks
 * at once could end in the wrong order, over two connections, and leave what is older.
 */
export function lookAgain<Seen = void>(look: () => Promise<Seen>): () => Promise<Seen> {
  let running: Promise<Seen> | null = null;
  let next: Promise<Seen> | null = null;
  const begin = (): Promise<Seen> => {
    next = null;
    running = look().finally(() => {
      running = null;
    });
    return running;
  };
  /** Resolves when a look that began after the call has ended; rejects as it does. */
  return () => {
    if (running === null) return begin();
    next ??= running.then(begin, begin);
    return next;
  };
}
