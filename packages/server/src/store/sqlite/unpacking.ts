/**
 * What events and effects are read with: SQL functions that make JSON of their octets. Texts are looked up on a connection of their own: SQLite's
 * is busy while it reads a row. A row that can be seen was committed with its texts, and they stay.
 */
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { bitsOfEffect, effectText } from './packed-effect.ts';
import { unpackEvent } from './packed-event.ts';
import { readTexts } from './texts.ts';

export const payload = sql<string>`event_payload(events.packed)`;
export const effectDetail = sql<string>`effect_detail(effects.packed, effects.message)`;
export const effectBits = sql<number>`effect_bits(effects.packed)`;

/** Gives what closes that connection. */
export function makeReadable(db: Database.Database, file: string): () => void {
  let texts: { readonly db: Database.Database; readonly textOf: (id: number) => string } | null = null;
  const textOf = (id: number): string => {
    if (texts === null) {
      const own = new Database(file, { readonly: true, fileMustExist: true });
      texts = { db: own, textOf: readTexts(own) };
    }
    return texts.textOf(id);
  };
  const options = { deterministic: true };
  db.function('event_payload', options, (packed) => unpackEvent(packed as Uint8Array, textOf));
  db.function('effect_detail', options, (packed, message) =>
    effectText(packed as Uint8Array, message as Uint8Array, textOf),
  );
  db.function('effect_bits', options, (packed) => bitsOfEffect(packed as Uint8Array));
  return () => texts?.db.close();
}
