/**
 * Many events that have nothing to do with each other, in few commits: those that change no suppression entry share a unit,
 * for that is what most of a log tells. Each other one is decided on by itself. The answer is the same as if each had come
 * alone: where one of a shared unit was there before, all of that unit come again one by one.
 */
import type { Committed, Store, Unit } from '../store/store.ts';
import { addressKey } from './address-key.ts';
import { sizeUp } from './decide.ts';
import type { LedgerEvent } from './event.ts';
import type { Recorder } from './record.ts';

export interface Given {
  readonly event: LedgerEvent;
  readonly raws?: Unit['raws'];
}

export interface RecordTogetherDeps {
  readonly recorder: Pick<Recorder, 'record'>;
  readonly store: Pick<Store, 'suppressionsAbout'>;
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

  /** Those that can share a unit: what no entry is about, and the store will look again when it commits. */
  const plainOf = async (given: readonly Given[]): Promise<ReadonlySet<Given>> => {
    const simple = given.filter(
      ({ event, raws }) => raws === undefined && sizeUp({ events: [event] }).kind === 'simple',
    );
    if (simple.length < 2) return new Set();
    const keyOf = ({ event: { recipient } }: Given): string => (recipient === null ? '' : addressKey(recipient).key);
    const about = simple.flatMap(({ event: { recipient } }) =>
      recipient === null ? [] : addressKey(recipient).recipient,
    );
    const listed = new Set((await store.suppressionsAbout([...new Set(about)])).map(({ key }) => key));
    const seen = new Set<string>();
    return new Set(
      simple.filter((each) => {
        // The same event twice in one unit would refuse all of it.
        if (listed.has(keyOf(each)) || seen.has(each.event.id)) return false;
        seen.add(each.event.id);
        return true;
      }),
    );
  };

  /** One answer for each. */
  return async (given: readonly Given[]): Promise<readonly Committed[]> => {
    const plain = await plainOf(given);
    const answers = new Map<Given, Promise<Committed>>();
    const together = [...plain];
    for (let at = 0; at < together.length; at += mostOfUnit) {
      const part = together.slice(at, at + mostOfUnit);
      const committed = shared(part);
      part.forEach((each, index) => {
        answers.set(
          each,
          committed.then((all) => all[index] ?? 'committed'),
        );
      });
    }
    return Promise.all(given.map((each) => answers.get(each) ?? alone(each)));
  };
}
