/** Events and effects whose octets end too early, or name a text that is not there: pages with them could not be read. */
import { type Kysely, sql } from 'kysely';
import { idText } from '../id.ts';
import type { Schema } from '../schema.ts';
import { unpackEffect } from './packed-effect.ts';
import { unpackEvent } from './packed-event.ts';

const atOnce = 500;

/** Each finding is a sentence. */
export async function* unreadable(db: Kysely<Schema>): AsyncGenerator<string> {
  const texts = new Texts(db);
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('events')
      .select(['seq', 'id', 'packed'])
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(atOnce)
      .execute();
    const read = ({ packed }: (typeof rows)[number]) => unpackEvent(packed, texts.textOf);
    for (const { id } of await texts.unreadable(rows, read)) yield `event ${idText(id, 'evt_')} cannot be read`;
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.seq;
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
    const read = ({ packed, message }: (typeof rows)[number]) => unpackEffect(packed, message, texts.textOf);
    for (const { message } of await texts.unreadable(rows, read))
      yield `what became of a recipient of ${idText(message, 'msg_')} cannot be read`;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = [last.message, last.recipient];
  }
}

/** The numbers of the texts that are there. A row that can be seen was committed with its texts, which may be newer than our last look. */
class Texts {
  readonly #db: Kysely<Schema>;
  readonly #known = new Set<number>();
  #newest = 0;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Throws as the store's own does. What it gives is taken for whatever a text may be, also for JSON. */
  readonly textOf = (id: number): string => {
    if (!this.#known.has(id)) throw new RangeError(`no text has the number ${id}`);
    return '{}';
  };

  async unreadable<R>(rows: readonly R[], read: (row: R) => unknown): Promise<readonly R[]> {
    const suspects = rows.filter((row) => !canRead(() => read(row)));
    if (suspects.length === 0) return [];
    await this.#lookAgain();
    return suspects.filter((row) => !canRead(() => read(row)));
  }

  async #lookAgain(): Promise<void> {
    for (;;) {
      const rows = await this.#db
        .selectFrom('texts')
        .select('id')
        .where('id', '>', this.#newest)
        .orderBy('id')
        .limit(10_000)
        .execute();
      for (const { id } of rows) this.#known.add(id);
      const last = rows.at(-1);
      if (last === undefined) return;
      this.#newest = last.id;
    }
  }
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
