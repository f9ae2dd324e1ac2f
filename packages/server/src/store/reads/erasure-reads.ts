/** What is kept of erased addresses. */
import type { Database } from '../database.ts';
import type { ErasedEntry, ErasureReads } from '../erasure.ts';
import { idOctets } from '../id.ts';

const atOnce = 1000;

export function erasureReads({ reads: db }: Pick<Database, 'reads'>): ErasureReads {
  return {
    erased: async (keys) => {
      const found: ErasedEntry[] = [];
      for (let at = 0; at < keys.length; at += atOnce) {
        const some = keys.slice(at, at + atOnce).map((key) => new Uint8Array(Buffer.from(key, 'hex')));
        const rows = await db.selectFrom('erased').selectAll().where('key', 'in', some).execute();
        for (const { key, scope, value, detail } of rows)
          found.push({
            ...{ key: Buffer.from(key).toString('hex'), scope: scope as ErasedEntry['scope'], value },
            ...(JSON.parse(detail) as Pick<ErasedEntry, 'reason' | 'at' | 'expires_at'>),
          });
      }
      return found;
    },
    anyErased: async () => (await db.selectFrom('erased').select('scope').limit(1).executeTakeFirst()) !== undefined,
    dialogueRows: (messageId) =>
      db.selectFrom('dialogues').select(['seq', 'text']).where('message', '=', idOctets(messageId, 'msg_')).execute(),
    deliveryBodies: (after, limit) => {
      const query = db.selectFrom('deliveries').select(['id', 'body']).orderBy('id').limit(limit);
      return (after === null ? query : query.where('id', '>', after)).execute();
    },
    secret: async (name) => {
      const row = await db.selectFrom('secrets').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value ?? null;
    },
  };
}
