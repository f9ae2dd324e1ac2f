/** Deletes what names an address, and keeps its keyed hash. */
import { type Compilable, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Erasure, ErasureWrites } from '../erasure.ts';
import { idOctets } from '../id.ts';
import { newestSeq } from '../reads/publishing-reads.ts';

/** Values of one statement. */
const atOnce = 500;

export function erasureWrites(database: Database): ErasureWrites {
  const { reads, writes, atomically, inPlace, isAmong, givesNumbersAgain } = database;
  const deletions = ({ events, deliveries }: Erasure, newest: number): Compilable[] => {
    const queries: Compilable[] = [];
    for (let at = 0; at < deliveries.length; at += atOnce)
      queries.push(writes.deleteFrom('deliveries').where('id', 'in', deliveries.slice(at, at + atOnce)));
    for (let at = 0; at < events.length; at += atOnce) {
      const ids = events.slice(at, at + atOnce).map((id) => idOctets(id, 'evt_'));
      queries.push(writes.deleteFrom('raws').where('event', 'in', ids));
      queries.push(writes.deleteFrom('failures').where('event', 'in', ids));
      queries.push(writes.deleteFrom('reclassifications').where('event', 'in', ids));
      queries.push(writes.deleteFrom('events').where(isAmong('events.id', ids)));
    }
    // Whoever has read up to the newest would pass over the next one with its number: the newest that stays takes that.
    if (events.length > 0 && givesNumbersAgain)
      queries.push(
        writes
          .updateTable('events')
          .set({ seq: newest })
          .where('seq', '=', sql<number>`(select max(seq) from events)`)
          .where('seq', '<', newest),
      );
    // Where none stays, numbers begin anew.
    if (events.length > 0)
      queries.push(
        writes
          .updateTable('webhooks')
          .set({ cursor: sql`(select coalesce(max(seq), 0) from events)` })
          .where('cursor', '>', sql<number>`(select coalesce(max(seq), 0) from events)`),
      );
    return queries;
  };

  return {
    erase: async (erasure) => {
      const { entry, dialogues, kept } = erasure;
      const key = new Uint8Array(Buffer.from(entry.key, 'hex'));
      await atomically([
        ...deletions(erasure, await newestSeq(reads)),
        ...dialogues.map(({ seq, text }) => writes.updateTable('dialogues').set({ text }).where('seq', '=', seq)),
        ...erasure.listed.map(({ scope, value, state, since }) =>
          writes
            .deleteFrom('suppressions')
            .where(inPlace(entry.recipient))
            .where('key', '=', key)
            .where('scope', '=', scope)
            .where('value', '=', value)
            .where('state', '=', state)
            .where('since', '=', since),
        ),
        writes.deleteFrom('incident_addresses').where('recipient', '=', entry.recipient).where('key', '=', key),
        writes.deleteFrom('suppression_changes').where('recipient', '=', entry.recipient).where('key', '=', key),
        ...kept.map(({ key: hashed, scope, value, ...detail }) => {
          const row = {
            ...{ key: new Uint8Array(Buffer.from(hashed, 'hex')), scope, value },
            detail: JSON.stringify({ reason: detail.reason, at: detail.at, expires_at: detail.expires_at }),
          };
          return writes
            .insertInto('erased')
            .values(row)
            .onConflict((conflict) => conflict.columns(['key', 'scope', 'value']).doUpdateSet(row));
        }),
      ]);
    },
    unerase: async (key) => {
      const octets = new Uint8Array(Buffer.from(key, 'hex'));
      const { numDeletedRows } = await writes.deleteFrom('erased').where('key', '=', octets).executeTakeFirst();
      return numDeletedRows > 0n;
    },
    keepSecret: async (name, value) => {
      await writes
        .insertInto('secrets')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      const row = await reads.selectFrom('secrets').select('value').where('name', '=', name).executeTakeFirstOrThrow();
      return row.value;
    },
    replaceSecret: async (name, before, after) => {
      const ours = writes.updateTable('secrets').where('name', '=', name).where('value', '=', before);
      await ours.set({ value: after }).execute();
    },
  };
}
