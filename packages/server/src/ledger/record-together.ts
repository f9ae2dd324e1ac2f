/**
 * Many events that have nothing to do with each other, in few commits: those that change no suppression entry share a unit,
 * for that is what most of a log tells. Each other one is decided on by itself. The answer is the same as if each had come
 * alone: where one of a shared unit was there before, all of that unit come again one by one.
 */
import type { Committed, Store, Unit } from '../store/store.ts';
import { addressKey } from './address-key.ts';
import { isPlain } from './decide.ts';
import type { LedgerEvent } from './event.ts';
import type { Recorder } from './record.ts';

export interface Given {
  readonly event: LedgerEvent;
  readonly raws?: Unit['raws'];
}

export interface RecordTogetherDeps {
  readonly recorder: Pick<Recorder, 'record'>;
  readonly store: Pick<Store, 'listedAmong'>;
}

/** One that was there before costs as many commits. */
const mostOfUnit = 250;

export function createRecordTogether({ recorder, store }: RecordTogetherDeps) {
  const alone = ({ event, raws }: Given): Promise<Committed> => recorder.record({ events: [event], raws });

  const shared = async (part: readonly Given[]): Promise<readonly Committed[]> => {
    const [first] = part;
    if (first !== undefined && part.length === 1) return [await alone(first)];
    const committed = await recorder.record({ events: part.map(({ event }) => event) });
    return committed === 'duplicate' ? Promise.all(part.map(alone)) : part.map(() => committed);
  };

  /** Places of those that can share a unit: no entry is about them, and the store will look again when it commits. */
  const sharing = async (given: readonly Given[]): Promise<readonly number[]> => {
    const plain = [...given.keys()].filter((place) => canShare(given[place]));
    if (plain.length < 2) return [];
    const about = new Set<number>();
    for (const place of plain) about.add(recipientOf(given[place]));
    const listed = await store.listedAmong([...about]);
    const seen = new Set<string>();
    return plain.filter((place) => {
      const id = given[place]?.event.id ?? '';
      // The same event twice in one unit would refuse all of it.
      if (listed.has(recipientOf(given[place])) || seen.has(id)) return false;
      seen.add(id);
      return true;
    });
  };

  /** One answer for each. */
  return async (given: readonly Given[]): Promise<readonly Committed[]> => {
    const answers: Committed[] = [];
    const under: Promise<void>[] = [];
    const left = new Set(given.keys());
    const together = await sharing(given);
    for (let at = 0; at < together.length; at += mostOfUnit) {
      const places = together.slice(at, at + mostOfUnit);
      const part = places.flatMap((place) => given[place] ?? []);
      for (const place of places) left.delete(place);
      under.push(
        shared(part).then((all) =>
          places.forEach((place, index) => {
            answers[place] = all[index] ?? 'committed';
          }),
        ),
      );
    }
    for (const place of left) {
      const one = given[place];
      if (one === undefined) continue;
      under.push(
        alone(one).then((committed) => {
          answers[place] = committed;
        }),
      );
    }
    await Promise.all(under);
    return answers;
  };
}

const canShare = (one: Given | undefined): boolean => one !== undefined && one.raws === undefined && isPlain(one.event);

/** Hash of the address; what is about nobody has no entry. */
const recipientOf = (one: Given | undefined): number =>
  one?.event.recipient == null ? -1 : addressKey(one.event.recipient).recipient;
