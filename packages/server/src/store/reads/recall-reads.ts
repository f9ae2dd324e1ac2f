/** What was recalled, and what of it has come back. */
import type { Database } from '../database.ts';
import { idOctets, idText } from '../id.ts';
import type { RecallReads } from '../recalls.ts';
import type { EntryKey } from '../rows.ts';
import { recalled } from '../waiting.ts';

const atOnce = 500;

export function recallReads({ reads, session }: Database): RecallReads {
  return {
    recalled: async () => {
      const current = session();
      if (current === null) return [];
      const query = reads.selectFrom('queue').select(['message', 'position']).where(recalled);
      const rows = await query.where('owner', '=', current).execute();
      return rows.map(({ message, position }) => ({ messageId: idText(message, 'msg_'), position }));
    },

    whereabouts: async (entries) => {
      let [free, leased] = [0, 0];
      for (let at = 0; at < entries.length; at += atOnce) {
        const page = entries.slice(at, at + atOnce);
        const rows = await reads
          .selectFrom('queue')
          .select('owner')
          .where((eb) =>
            eb(
              eb.refTuple('message', 'position'),
              'in',
              page.map(octetsOf).map((key) => eb.tuple(...key)),
            ),
          )
          .execute();
        free += rows.filter(({ owner }) => owner === null).length;
        leased += rows.filter(({ owner }) => owner !== null).length;
      }
      return { free, leased };
    },
  };
}

const octetsOf = ({ messageId, position }: EntryKey): [Uint8Array, number] => [idOctets(messageId, 'msg_'), position];
