/** Roll-ups summed over a window, and their course over it. */
import { type RawBuilder, sql } from 'kysely';
import { type Counts, counted, day, hour } from '../../ledger/contributions.ts';
import type { Database } from '../database.ts';
import type { HealthReads } from '../health.ts';
import type { Grain } from '../tally.ts';

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
        .where(within(grain, from, to, keys?.length ?? null));
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
        .where(within(grain, from, to, keys.length))
        .orderBy('key')
        .orderBy('at')
        .execute();
      return rows.map((row) => ({ key: row.key, at: row.at, counts: countsOf(row) }));
    },
  };
}

/** More rows than these are not looked up one by one. */
const mostSought = 2000;

/**
 * The rows of a dimension are in the order of their time. A few keys of a long window are looked up in each hour or day of it;
 * otherwise the window is read through. `keys`: how many; null for all.
 */
export function within(grain: Grain, from: number, to: number, keys: number | null): RawBuilder<boolean> {
  const span = grain === 'hourly' ? hour : day;
  const first = Math.ceil(from / span) * span;
  const spans = Math.max(0, Math.ceil((to - first) / span));
  if (keys === null || spans === 0 || spans * keys > mostSought) return sql`(at >= ${from} and at < ${to})`;
  return sql`at in (${sql.join(Array.from({ length: spans }, (_, index) => first + index * span))})`;
}

function countsOf({ attempted, delivered, soft, recovered, soft_final, hard, complaints }: CountsRow): Counts {
  return { attempted, delivered, soft, recovered, softFinal: soft_final, hard, complaints };
}
