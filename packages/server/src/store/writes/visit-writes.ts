/** Who may look at the page. */
import type { Database } from '../database.ts';
import type { VisitWrites } from '../visits.ts';

export function visitWrites({ writes }: Pick<Database, 'writes'>): VisitWrites {
  return {
    addVisit: async ({ id, hash, name, scopes, kind, createdAt, expiresAt }) => {
      const row = { id, hash, name, scopes: JSON.stringify(scopes), kind };
      await writes
        .insertInto('visits')
        .values({ ...row, created_at: createdAt, expires_at: expiresAt })
        .execute();
    },
    removeVisit: async (id) =>
      (await writes.deleteFrom('visits').where('id', '=', id).executeTakeFirst()).numDeletedRows > 0n,
    sweepVisits: async (before) =>
      Number((await writes.deleteFrom('visits').where('expires_at', '<', before).executeTakeFirst()).numDeletedRows),
  };
}
