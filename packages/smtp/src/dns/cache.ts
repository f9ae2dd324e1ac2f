/**
 * What is known until an instant, bounded in number: the entry not used for longest goes first. What was learned later than it is
 * now is not believed: the clock was wrong then, and its end may be years ahead.
 */
export interface Cache<V> {
  readonly get: (key: string) => V | undefined;
  readonly set: (key: string, value: V, expiresAt: number) => void;
}

export function createCache<V>(limit: number, now: () => number): Cache<V> {
  /** A Map keeps the order of insertion; a used entry is inserted anew. */
  const entries = new Map<string, { readonly value: V; readonly since: number; readonly expiresAt: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      if (entry.expiresAt <= now() || entry.since > now()) return undefined;
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, expiresAt) {
      entries.delete(key);
      const since = now();
      if (limit <= 0 || expiresAt <= since) return;
      entries.set(key, { value, since, expiresAt });
      const oldest = entries.size > limit ? entries.keys().next().value : undefined;
      if (oldest !== undefined) entries.delete(oldest);
    },
  };
}
