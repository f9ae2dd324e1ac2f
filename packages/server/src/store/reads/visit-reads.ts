/** Who may look at the page. */
import type { Database } from '../database.ts';
import type { Visit, VisitReads } from '../visits.ts';

export function visitReads({ reads: db }: Pick<Database, 'reads'>): VisitReads {
  return {
    visit: async (id) => {
      const row = await db.selectFrom('visits').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : read(row);
    },
    visits: async (kind, limit) => {
      const rows = await db
        .selectFrom('visits')
        .selectAll()
        .where('kind', '=', kind)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(read);
    },
  };
}

interface Row {
  readonly id: string;
  readonly hash: string;
  readonly name: string;
  readonly scopes: string;
  readonly kind: string;
  readonly created_at: number;
  readonly expires_at: number;
}

const read = ({ id, hash, name, scopes, kind, created_at, expires_at }: Row): Visit => ({
  ...{ id, hash, name, scopes: JSON.parse(scopes) as string[] },
  kind: kind === 'link' ? 'link' : 'session',
  ...{ createdAt: created_at, expiresAt: expires_at },
});
