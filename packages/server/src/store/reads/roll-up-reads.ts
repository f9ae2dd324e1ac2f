/** Roll-ups summed over a window, and their course over it. */
import { sql } from 'kysely';
import { type Counts, counted } from '../../ledger/contributions.ts';
import type { Database } from '../database.ts';
import type { HealthReads } from '../health.ts';

const columns = {
  attempted: 'attempted',
  delivered: 'delivered',
  soft: 'soft',
  recovered: 'recovered',
  softFinal: 'soft_final',
  hard: 'hard',
  complaints: 'complaints',
} as const satisfies Readonly<Record<keyof Counts, string>>;

const summed = counted.map((name) => sql<number>`cast(sum(${sql.ref(columns[name])}) as bigint)`.as(columns[name]));

interface CountsRow {
  readonly attempted: number;
  readonly delivered: number;
  readonly soft: number;
  readonly recovered: number;
  readonly soft_final: number;
  readonly hard: number;
  readonly complaints: number;
}

export function rollUpReads({ reads: db }: Pick<Database, 'reads'>): Pick<HealthReads, 'sums' | 'course'> {
  return {
    sums: async ({ grain, dimension, keys, first, from, to, order, limit }) => {
      if (keys?.length === 0) return [];
      let query = db
        .selectFrom(`roll_ups_${grain}`)
        .select(['key', ...summed])
        .where('dimension', '=', dimension)
        .where('at', '>=', from)
        .where('at', '<', to);
      if (keys !== null) query = query.where('key', 'in', keys);
      // Between "list|" and "list}": what begins so. A name with "|" in it may look like two parts: those are told apart here.
      if (first !== undefined) query = query.where('key', '>=', `${first}|`).where('key', '<', `${first}}`);
      const rows = await query
        .groupBy('key')
        .having(({ or }) => or(counted.map((name) => sql<boolean>`sum(${sql.ref(columns[name])}) <> 0`)))
        .orderBy(sql`sum(${sql.ref(columns[order])})`, 'desc')
        .orderBy('key')
        .limit(limit)
        .execute();
      return rows
        .map((row) => ({ key: row.key, counts: countsOf(row as unknown as CountsRow) }))
        .filter(({ key }) => first === undefined || key.lastIndexOf('|') === first.length);
    },

    course: async ({ grain, dimension, keys, from, to }) => {
      if (keys.length === 0) return [];
      const rows = await db
        .selectFrom(`roll_ups_${grain}`)
        .selectAll()
        .where('dimension', '=', dimension)
        .where('key', 'in', keys)
        .where('at', '>=', from)
        .where('at', '<', to)
        .orderBy('key')
        .orderBy('at')
        .execute();
      return rows.map((row) => ({ key: row.key, at: row.at, counts: countsOf(row) }));
    },
  };
}

function countsOf({ attempted, delivered, soft, recovered, soft_final, hard, complaints }: CountsRow): Counts {
  return { attempted, delivered, soft, recovered, softFinal: soft_final, hard, complaints };
}
