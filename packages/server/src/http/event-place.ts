/**
 * Where whoever follows the ledger goes on: the cursor of a page, or an event that was seen last, by its id alone or with where the
 * stream stood before it, as the stream writes it. The cursor and the place hold when events are erased; an id alone does not.
 */
import { type TSchema, Type } from 'typebox';
import { tryCursor, writeCursor } from '../store/cursor.ts';
import type { Store } from '../store/store.ts';
import { Problem } from './errors.ts';
import { wrongField } from './routes/queue.ts';
import { pageOf, paging } from './schemas.ts';

const seen = /^(evt_[\w-]{1,100})(?:\.(\d{1,15}))?$/;

export const writeSeen = (id: string, before: number): string => `${id}.${before}`;
export const writeEventPlaces = (places: { readonly next: number | null; readonly resume: number }) => ({
  next: places.next === null ? null : writeCursor([places.next]),
  resume: writeCursor([places.resume]),
});

export const resume = Type.String({
  description: 'Where to go on when others have come, given as `after`; there also on the last page',
});

export const eventsPaging = {
  ...paging,
  after: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 500,
      description: '`next` or `resume` of the page before, or the id of an event',
    }),
  ),
};
export const pageOfEvents = (schema: TSchema) => Type.Object({ ...pageOf(schema).properties, resume });

/** A page of what happened to one message, as far as it can be seen; throws a Problem for a place that is none. */
export async function eventsOfMessage(
  store: Pick<Store, 'numberOf' | 'eventsOnward'>,
  messageId: string,
  { after, limit = 100 }: { readonly after?: string; readonly limit?: number },
) {
  const place = after === undefined ? 0 : await readEventPlace(store, after, '/querystring/after');
  const { events, ...places } = await store.eventsOnward(place, { messageId, unsettled: true }, limit);
  return { events, ...writeEventPlaces(places) };
}

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
