/**
 * This process's session. Its id is what leases and commits carry: once the row is gone the session is dead, whatever the
 * process believes.
 */
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { asBefore } from '../recalled-by.ts';
import type { Store } from '../store.ts';

export interface Session extends Pick<Store, 'openSession' | 'renew' | 'closeSession'> {
  /** Null when none is open. */
  readonly current: () => number | null;
}

export function createSession({
  writes,
  atomically,
  instant,
}: Pick<Database, 'writes' | 'atomically' | 'instant'>): Session {
  let id: number | null = null;

  const release = async (gone: number): Promise<void> => {
    await atomically([
      writes.deleteFrom('sessions').where('id', '=', gone),
      writes.updateTable('queue').set({ owner: sql`null`, in_hand: 0 }).where('owner', '=', gone),
      writes.updateTable('queue').set(asBefore).where('recalled_by', '=', gone),
    ]);
  };

  return {
    current: () => id,
    openSession: async (lease, now) => {
      const before = id;
      id = null;
      if (before !== null) await release(before);
      const row = await writes
        .insertInto('sessions')
        .values({ lease, alive_until: sql`${instant(now)} + ${lease}` })
        .returning('id')
        .executeTakeFirstOrThrow();
      id = row.id;
    },
    renew: async (now) => {
      if (id === null) return false;
      const { numUpdatedRows } = await writes
        .updateTable('sessions')
        .set({ alive_until: sql`${instant(now)} + lease` })
        .where('id', '=', id)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    closeSession: async () => {
      const before = id;
      id = null;
      if (before !== null) await release(before);
    },
  };
}
