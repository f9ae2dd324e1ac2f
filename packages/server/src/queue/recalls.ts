/**
 * What operators have recalled of what this process has (store/recalls.ts): what waits in memory goes back at once, what is
 * under way when its attempt has left it over; whoever asked is told of that.
 */
import { lookAgain } from '../duty/look-again.ts';
import type { EntryKey, QueueEntry } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { Bundle } from './bundle.ts';

/** Where bundles wait in memory: a lane, or for a look-up. */
export interface Waiting {
  readonly name: string;
  readonly remove: (fits: (bundle: Bundle) => boolean) => readonly Bundle[];
  readonly unshift: (bundle: Bundle) => void;
}

export interface RecallsDeps {
  readonly store: Pick<Store, 'recalled' | 'tellOnItsWay'>;
  /** Resolves when what was being claimed is in memory. */
  readonly taken: () => Promise<void>;
  readonly waiting: () => Iterable<Waiting>;
  /** Lets go of the body, too. */
  readonly giveBack: (bundle: Bundle, lane: string) => Promise<unknown>;
}

export class Recalls {
  readonly #deps: RecallsDeps;
  /** At the last look. */
  #names: ReadonlySet<string> = new Set();

  constructor(deps: RecallsDeps) {
    this.#deps = deps;
  }

  /** Resolves when what waited is in the store. */
  readonly look = lookAgain(async () => {
    await this.#deps.taken();
    const recalled = await this.#deps.store.recalled();
    this.#names = new Set(recalled.map(nameOf));
    if (recalled.length === 0) return;
    const given: Promise<unknown>[] = [];
    const onTheirWay = new Map(recalled.map((entry) => [nameOf(entry), entry]));
    for (const place of this.#deps.waiting()) {
      for (const bundle of place.remove(({ entries }) => entries.some(this.#isRecalled))) {
        // The place's hold on the body passes to the first part.
        const [back, rest] = this.#parted(bundle);
        if (rest !== null) {
          bundle.body.users++;
          place.unshift(rest);
        }
        if (back === null) continue;
        for (const entry of back.entries) onTheirWay.delete(nameOf(entry));
        given.push(this.#deps.giveBack(back, place.name || (back.entries[0]?.lane ?? '')));
      }
    }
    given.push(this.#deps.store.tellOnItsWay([...onTheirWay.values()]));
    await Promise.all(given);
  });

  /** What may go again of what an attempt has left over; the rest goes back. */
  readonly left = (bundle: Bundle, lane: string): Bundle | null => {
    const [back, rest] = this.#parted(bundle);
    if (back !== null) {
      bundle.body.users++;
      void this.#deps.giveBack(back, lane);
    }
    return rest;
  };

  readonly #isRecalled = (entry: QueueEntry): boolean => this.#names.has(nameOf(entry));

  #parted(bundle: Bundle): readonly [back: Bundle | null, rest: Bundle | null] {
    const part = (entries: readonly QueueEntry[]): Bundle | null =>
      entries.length > 0 ? { ...bundle, entries } : null;
    return [
      part(bundle.entries.filter(this.#isRecalled)),
      part(bundle.entries.filter((entry) => !this.#isRecalled(entry))),
    ];
  }
}

export const nameOf = ({ messageId, position }: EntryKey): string => `${messageId} ${position}`;
