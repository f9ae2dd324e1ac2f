/** Roll-ups summed over a window, and their course over it. */
import { type RawBuilder, sql } from 'kysely';
import { type Counts, counted, day, hour } from '../../ledger/contributions.ts';
import type { Database } from '../database.ts';
import type { HealthReads, SumsAsked } from '../health.ts';
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

const mostLeaders = 100;

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
  /**
   * The keys that come first, where few of many are wanted: only rows that have some of `order` are added up for that. Null:
   * they are not that many, or others come to as little as nothing.
   */
  const leaders = async (asked: Omit<SumsAsked, 'keys'>): Promise<readonly string[] | null> => {
    const { grain, dimension, first, from, to, order, limit } = asked;
    if (order === 'attempted' || first !== undefined || limit > mostLeaders) return null;
    const column = sql.ref<number>(columns[order]);
    const rows = await db
      .selectFrom(`roll_ups_${grain}`)
      .select('key')
      .where('dimension', '=', dimension)
      .where(within(grain, from, to, null))
      .where(column, '<>', 0)
      .groupBy('key')
      .having(sql<boolean>`sum(${column}) > 0`)
      .orderBy(sql`sum(${column})`, 'desc')
      .orderBy('key')
      .limit(limit)
      .execute();
    return rows.length < limit ? null : rows.map(({ key }) => key);
  };

  return {
    sums: async ({ grain, dimension, keys, first, from, to, order, limit }) => {
      if (keys?.length === 0) return [];
      const among = keys ?? (await leaders({ grain, dimension, first, from, to, order, limit }));
      let query = db
        .selectFrom(`roll_ups_${grain}`)
        .select(['key', ...summed])
        .where('dimension', '=', dimension)
        .where(within(grain, from, to, among?.length ?? null));
      if (among !== null) query = query.where('key', 'in', among);
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

    course: async ({ grain, dimension, keys, from, to, length }) => {
      if (keys.length === 0) return [];
      const query = db
        .selectFrom(`roll_ups_${grain}`)
        .where('dimension', '=', dimension)
        .where('key', 'in', keys)
        .where(within(grain, from, to, keys.length));
      if (length === undefined) {
        const rows = await query.selectAll().orderBy('key').orderBy('at').execute();
        return rows.map((row) => ({ key: row.key, at: row.at, counts: countsOf(row) }));
      }
      // SQLite divides what it is given as a fraction; a cast to a whole number cuts in both databases.
      const part = sql<number>`cast((at - ${from}) / ${length} as bigint)`;
      const rows = await query
        .select(['key', part.as('part'), ...summed])
        .groupBy(['key', 'part'])
        .orderBy('key')
        .orderBy('part')
        .execute();
      return rows.map(({ key, part: index, ...row }) => ({
        key,
        at: from + Number(index) * length,
        counts: countsOf(row as unknown as CountsRow),
      }));
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
