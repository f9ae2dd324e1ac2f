/** Takes out of memory what is not to be sent from here. */
import type { EntryKey } from '../store/rows.ts';
import type { Bundle } from './bundle.ts';

/** Where bundles wait in memory: a lane, or for a look-up. */
export interface Waiting {
  readonly name: string;
  readonly remove: (fits: (bundle: Bundle) => boolean) => readonly Bundle[];
  readonly unshift: (bundle: Bundle) => void;
}

interface TakenOut {
  readonly bundle: Bundle;
  /** That it waited in, or is to wait in. */
  readonly lane: string;
}

/** Those that are ready but not under way. They stay leased and counted: the caller gives them back. */
export function takeOut(places: Iterable<Waiting>, keys: readonly EntryKey[]): readonly TakenOut[] {
  const wanted = new Set(keys.map(nameOf));
  const isWanted = (key: EntryKey): boolean => wanted.has(nameOf(key));
  const taken: TakenOut[] = [];
  if (wanted.size === 0) return taken;
  for (const place of places) {
    for (const bundle of place.remove(({ entries }) => entries.some(isWanted))) {
      const entries = bundle.entries.filter(isWanted);
      const rest = bundle.entries.filter((entry) => !isWanted(entry));
      if (rest.length > 0) {
        bundle.body.users++;
        place.unshift({ ...bundle, entries: rest });
      }
      taken.push({ bundle: { ...bundle, entries }, lane: place.name === '' ? (entries[0]?.lane ?? '') : place.name });
    }
  }
  return taken;
}

const nameOf = ({ messageId, position }: EntryKey): string => `${messageId} ${position}`;
