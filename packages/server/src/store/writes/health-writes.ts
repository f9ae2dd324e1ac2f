/** Keeps roll-ups of many keys, hours and failures from growing without end. */
import { sql } from 'kysely';
import { dimensions } from '../../ledger/contributions.ts';
import type { Database } from '../database.ts';
import type { HealthWrites } from '../health.ts';
import { type FoldSpan, other } from './fold.ts';

/** A span that was closed longer ago is not looked at again: a report that comes so late is one of few. */
const lookBack = 14 * 24 * 3_600_000;

export function healthWrites({ reads, writes }: Pick<Database, 'reads' | 'writes'>, fold: FoldSpan): HealthWrites {
  const deleted = async (query: { executeTakeFirst: () => Promise<{ numDeletedRows: bigint }> }): Promise<number> =>
    Number((await query.executeTakeFirst()).numDeletedRows);

  return {
    foldRollUps: async ({ grain, dimension, before, keep, spans }) => {
      const table = `roll_ups_${grain}` as const;
      const large = await reads
        .selectFrom(table)
        .select(['at', sql<number>`count(*)`.as('keys')])
        .where('dimension', '=', dimension)
        .where('at', '>=', before - lookBack)
        .where('at', '<', before)
        .where('key', '!=', other)
        .groupBy('at')
        .having(sql<number>`count(*)`, '>', keep)
        .orderBy('at')
        .limit(spans)
        .execute();
      for (const { at } of large) await fold({ table, dimension, at, keep });
      return large.reduce((sum, { keys }) => sum + keys - keep, 0);
    },

    sweepHealth: async (before, limit) => {
      const failures = await deleted(
        writes.deleteFrom('failures').where(
          sql<boolean>`(at, event) in (
              select at, event from failures where at < ${before.failures} order by at, event limit ${limit})`,
        ),
      );
      const hours = await deleted(
        writes.deleteFrom('roll_ups_hourly').where(
          sql<boolean>`(dimension, key, at) in (
              select dimension, key, at from roll_ups_hourly
              where dimension in (${sql.join(dimensions)}) and at < ${before.hours} limit ${limit})`,
        ),
      );
      return failures + hours;
    },
  };
}
