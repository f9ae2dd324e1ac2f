/** What happened, what was said about it, and who may ask. */
import { sql } from 'kysely';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Database } from '../database.ts';
import { eventColumns, isOfType, readEvent } from '../event-row.ts';
import { idOctets, idText } from '../id.ts';
import type { Store } from '../store.ts';

type LedgerReads = Pick<Store, 'events' | 'event' | 'dialogues' | 'idempotent' | 'keys'>;

export function ledgerReads({
  reads: db,
  payload,
  isAmong,
}: Pick<Database, 'reads' | 'payload' | 'isAmong'>): LedgerReads {
  return {
    events: async ({ messageId, type, since }, after, limit) => {
      const place = after === null ? null : readCursor(after, ['number', 'number']).map(Number);
      let query = db.selectFrom('events').select(eventColumns(payload));
      if (messageId !== undefined) query = query.where(isAmong('events.message', [idOctets(messageId, 'msg_')]));
      if (type !== undefined) query = query.where(isOfType(type));
      if (since === undefined) {
        if (place !== null) query = query.where('seq', '>', Number(place[1]));
        query = query.orderBy('seq');
      } else {
        query = query.where('at', '>=', since);
        if (place !== null) query = query.where(sql<boolean>`(at, seq) > (${sql.join(place)})`);
        query = query.orderBy('at').orderBy('seq');
      }
      const rows = await query.limit(limit + 1).execute();
      const data = rows.slice(0, limit);
      const last = data.at(-1);
      const more = rows.length > limit && last !== undefined;
      return { data: data.map(readEvent), next: more ? writeCursor([last.at, last.seq]) : null };
    },

    event: async (id) => {
      const row = await db
        .selectFrom('events')
        .select(eventColumns(payload))
        .where(isAmong('events.id', [idOctets(id, 'evt_')]))
        .executeTakeFirst();
      return row === undefined ? null : readEvent(row);
    },

    dialogues: async (messageId) => {
      const rows = await db
        .selectFrom('dialogues')
        .select(['position', 'at', 'attempt', 'text'])
        .where('message', '=', idOctets(messageId, 'msg_'))
        .orderBy('seq')
        .execute();
      return rows.map((row) => ({ messageId, ...row }));
    },

    idempotent: async (key) => {
      const row = await db
        .selectFrom('idempotency')
        .select(['message', 'fingerprint'])
        .where('key', '=', key)
        .executeTakeFirst();
      return row === undefined ? null : { messageId: idText(row.message, 'msg_'), fingerprint: row.fingerprint };
    },

    keys: async () => {
      const rows = await db.selectFrom('keys').selectAll().orderBy('created_at').orderBy('id').execute();
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        hash: row.hash,
        scopes: JSON.parse(row.scopes) as string[],
        senders: JSON.parse(row.senders) as string[],
        authors: JSON.parse(row.authors) as string[],
        createdAt: row.created_at,
      }));
    },
  };
}
