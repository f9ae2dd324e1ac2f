/** What changes about the sources. */
import type { Compilable } from 'kysely';
import type { Database } from '../database.ts';
import type { SourceWrites } from '../sources.ts';

export function sourceWrites({ writes, atomically }: Pick<Database, 'writes' | 'atomically'>): SourceWrites {
  return {
    putSource: async ({ name, settings, paused, host, createdAt }) => {
      const row = {
        ...{ name, settings: settings === null ? null : JSON.stringify(settings), paused: paused ? 1 : 0, host },
        created_at: createdAt,
      };
      await writes
        .insertInto('sources')
        .values(row)
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
        .execute();
    },
    removeSource: async (name) => {
      const { numDeletedRows } = await writes.deleteFrom('sources').where('name', '=', name).executeTakeFirst();
      await atomically([
        writes.deleteFrom('source_figures').where('name', '=', name),
        writes.deleteFrom('source_marks').where('source', '=', name),
        writes.deleteFrom('source_mails').where('source', '=', name),
      ]);
      return numDeletedRows > 0n;
    },
    changeSourceFigures: async (name, before, after) => {
      const figures = JSON.stringify(after);
      if (before === null) {
        const insert = writes.insertInto('source_figures').values({ name, figures });
        const { numInsertedOrUpdatedRows } = await insert
          .onConflict((conflict) => conflict.column('name').doNothing())
          .executeTakeFirst();
        return (numInsertedOrUpdatedRows ?? 0n) > 0n;
      }
      const { numUpdatedRows } = await writes
        .updateTable('source_figures')
        .set({ figures })
        .where('name', '=', name)
        .where('figures', '=', JSON.stringify(before))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    putSourceMark: async ({ source, place, value, at }, digests = []) => {
      const row = { source, place, value: JSON.stringify(value), at };
      const queries: Compilable[] = [
        writes
          .insertInto('source_marks')
          .values(row)
          .onConflict((conflict) => conflict.columns(['source', 'place']).doUpdateSet(row)),
      ];
      if (digests.length > 0)
        queries.push(
          writes
            .insertInto('source_mails')
            .values([...new Set(digests)].map((digest) => ({ source, digest: Buffer.from(digest, 'hex'), at })))
            .onConflict((conflict) => conflict.columns(['source', 'digest']).doNothing()),
        );
      await atomically(queries);
    },
    removeSourceMark: async (source, place) => {
      await writes.deleteFrom('source_marks').where('source', '=', source).where('place', '=', place).execute();
    },
    sweepMailsTaken: async (before, limit) => {
      const { numDeletedRows } = await writes
        .deleteFrom('source_mails')
        .where(({ eb, refTuple, selectFrom }) =>
          eb(
            refTuple('source', 'digest'),
            'in',
            selectFrom('source_mails')
              .select(['source', 'digest'])
              .where('at', '<', before)
              .orderBy('at')
              .limit(limit)
              .$asTuple('source', 'digest'),
          ),
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
