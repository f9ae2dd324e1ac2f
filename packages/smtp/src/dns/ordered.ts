/** The order in which one delivery tries the hosts of a route. */
import type { MxHost, Route } from './route.ts';

/** Best preference first, equals in random order (RFC 5321 §5.1). `random` gives numbers from 0 up to 1. */
export function ordered(route: Extract<Route, { kind: 'hosts' }>, random: () => number = Math.random): MxHost[] {
  return shuffledWithin(route.hosts, random);
}

/** Sorts by preference and shuffles equals (Fisher and Yates). */
export function shuffledWithin<T extends { readonly preference: number }>(
  records: readonly T[],
  random: () => number,
): T[] {
  const mixed = [...records];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [mixed[i], mixed[j]];
    if (a !== undefined && b !== undefined) [mixed[i], mixed[j]] = [b, a];
  }
  // Sorting is stable: equals keep the order that the shuffle gave them.
  return mixed.sort((a, b) => a.preference - b.preference);
}
