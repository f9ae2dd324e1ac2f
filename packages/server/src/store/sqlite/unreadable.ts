/** Events and effects whose octets end too early, or name a text that is not there: pages with them could not be read. */
import { type Kysely, sql } from 'kysely';
import { idText } from '../id.ts';
import type { Schema } from '../schema.ts';
import { unpackEffect } from './packed-effect.ts';
import { unpackEvent } from './packed-event.ts';

const atOnce = 500;

/** Each finding is a sentence. */
export async function* unreadable(db: Kysely<Schema>): AsyncGenerator<string> {
  const textOf = await textsOf(db);
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('events')
      .select(['seq', 'id', 'packed'])
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(atOnce)
      .execute();
    for (const { seq, id, packed } of rows) {
      after = seq;
      if (!canRead(() => unpackEvent(packed, textOf))) yield `event ${idText(id, 'evt_')} cannot be read`;
    }
    if (rows.length === 0) break;
  }
  for (let after: readonly [Uint8Array, number] = [new Uint8Array(), -1]; ; ) {
    const rows = await db
      .selectFrom('effects')
      .select(['message', 'recipient', 'packed'])
      .where(sql<boolean>`(message, recipient) > (${after[0]}, ${after[1]})`)
      .orderBy('message')
      .orderBy('recipient')
      .limit(atOnce)
      .execute();
    for (const { message, recipient, packed } of rows) {
      after = [message, recipient];
      if (!canRead(() => unpackEffect(packed, message, textOf)))
        yield `what became of a recipient of ${idText(message, 'msg_')} cannot be read`;
    }
    if (rows.length === 0) return;
  }
}

/** Throws as the store's own does. What it gives is taken for whatever a text may be, also for JSON. */
async function textsOf(db: Kysely<Schema>): Promise<(id: number) => string> {
  const known = new Set<number>();
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('texts')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(10_000)
      .execute();
    for (const { id } of rows) known.add(id);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  return (id) => {
    if (!known.has(id)) throw new RangeError(`no text has the number ${id}`);
    return '{}';
  };
}

function canRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return false;
    throw error;
  }
}
