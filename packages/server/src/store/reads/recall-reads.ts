/** What was recalled, and what of it has come back. */
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { idOctets, idText } from '../id.ts';
import type { RecallReads } from '../recalls.ts';
import type { EntryKey } from '../rows.ts';
import { selects } from '../selection.ts';
import { held, leased, recalled, waiting } from '../waiting.ts';

const atOnce = 500;
const notRecalled = sql<boolean>`queue.owner is not null and queue.held = 0`;
const toBeEnded = sql<boolean>`queue.recalled_by is not null`;

export function recallReads({ reads, session }: Database): RecallReads {
  return {
    notReached: async (selection, why, limit) => {
      const ownIndexes = why === 'end' ? [waiting, held, leased] : [waiting, notRecalled, toBeEnded];
      const query = reads
        .selectFrom('queue')
        .select(['message', 'position'])
        .where((eb) => eb.or(ownIndexes));
      return (
        await query
          .where((eb) => selects(eb, selection))
          .limit(limit)
          .execute()
      ).map(keyOf);
    },

    recalled: async () => {
      const current = session();
      if (current === null) return [];
      const query = reads.selectFrom('queue').select(['message', 'position']).where(recalled);
      return (await query.where('owner', '=', current).execute()).map(keyOf);
    },

    whereabouts: async (entries) => {
      const free: EntryKey[] = [];
      let awaited = 0;
      for (let at = 0; at < entries.length; at += atOnce) {
        const keys = entries.slice(at, at + atOnce).map(octetsOf);
        const rows = await reads
          .selectFrom('queue')
          .select(['message', 'position', 'owner'])
          .where((eb) =>
            eb(
              eb.refTuple('message', 'position'),
              'in',
              keys.map((key) => eb.tuple(...key)),
            ),
          )
          .where(sql<boolean>`(owner is null or on_its_way = 0)`)
          .execute();
        for (const row of rows) {
          if (row.owner === null) free.push(keyOf(row));
          else awaited++;
        }
      }
      return { free, awaited };
    },
  };
}

const keyOf = ({ message, position }: { readonly message: Uint8Array; readonly position: number }): EntryKey => ({
  messageId: idText(message, 'msg_'),
  position,
});
const octetsOf = ({ messageId, position }: EntryKey): [Uint8Array, number] => [idOctets(messageId, 'msg_'), position];
