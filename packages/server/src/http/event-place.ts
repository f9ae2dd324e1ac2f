/**
 * Where whoever follows the ledger goes on: the cursor of a page, or an event that was seen last, by its id alone or with where the
 * stream stood before it, as the stream writes it. The cursor and the place hold when events are erased; an id alone does not.
 */
import { tryCursor, writeCursor } from '../store/cursor.ts';
import type { Store } from '../store/store.ts';
import { Problem } from './errors.ts';
import { wrongField } from './routes/queue.ts';

const seen = /^(evt_[\w-]{1,100})(?:\.(\d{1,15}))?$/;

export const writeSeen = (id: string, before: number): string => `${id}.${before}`;
export const writeEventPlace = (place: number): string => writeCursor([place]);

/** Throws a Problem: it came from outside. */
export async function readEventPlace(store: Pick<Store, 'numberOf'>, text: string, pointer: string): Promise<number> {
  const [place] = tryCursor(text, ['number']) ?? [];
  if (Number.isSafeInteger(place)) return Number(place);
  const [, id, before] = seen.exec(text) ?? [];
  if (id === undefined) throw wrongField(pointer, 'is no cursor of this list, and no id of an event');
  const number = (await store.numberOf(id)) ?? before;
  if (number === undefined) throw new Problem('event_gone', `${id} is not kept any more, or never was.`);
  return Number(number);
}
