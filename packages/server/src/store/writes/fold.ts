/**
 * Folding the small keys of a day into "other". What is taken away and what is added must be the same rows, whoever counts
 * meanwhile: SQLite has one writer, PostgreSQL does it in one statement.
 */
import { type Compilable, type Kysely, type RawBuilder, sql } from 'kysely';
import type { Dimension } from '../../ledger/contributions.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';

export const other = 'other';

export interface Span {
  readonly table: 'roll_ups_hourly' | 'roll_ups_daily';
  readonly dimension: Dimension;
  readonly at: number;
  /** Keys that stay as they are. */
  readonly keep: number;
}

export type FoldSpan = (span: Span) => Promise<void>;

const columns = ['attempted', 'delivered', 'soft', 'recovered', 'soft_final', 'hard', 'complaints'] as const;
const names = sql.join(columns.map((name) => sql.ref(name)));

function isSmall({ table, dimension, at, keep }: Span): RawBuilder<boolean> {
  const span = sql`dimension = ${dimension} and at = ${at} and key <> ${other}`;
  return sql<boolean>`${span} and key not in (
    select key from ${sql.table(table)} where ${span} order by attempted desc, key limit ${keep})`;
}

/** Adds up `from` into the row of "other". */
function adding({ table, dimension, at }: Span, from: RawBuilder<unknown>): RawBuilder<unknown> {
  const sums = columns.map((name) => sql`cast(sum(${sql.ref(name)}) as bigint)`);
  const more = columns.map(
    (name) => sql`${sql.ref(name)} = ${sql.ref(`${table}.${name}`)} + ${sql.ref(`excluded.${name}`)}`,
  );
  return sql`insert into ${sql.table(table)} (dimension, key, at, ${names})
    select cast(${dimension} as text), cast(${other} as text), cast(${at} as bigint), ${sql.join(sums)} from ${from}
    having count(*) > 0
    on conflict (dimension, key, at) do update set ${sql.join(more)}`;
}

export function foldInTwo({ writes, atomically }: Pick<Database, 'writes' | 'atomically'>): FoldSpan {
  const asQuery = (statement: RawBuilder<unknown>): Compilable => ({
    compile: () => statement.compile(writes) as never,
  });
  return (span) => {
    const table = sql.table(span.table);
    const small = isSmall(span);
    return atomically([
      asQuery(adding(span, sql`${table} where ${small}`)),
      asQuery(sql`delete from ${table} where ${small}`),
    ]);
  };
}

export function foldAtOnce(db: Kysely<Schema>): FoldSpan {
  return async (span) => {
    const gone = sql`delete from ${sql.table(span.table)} where ${isSmall(span)} returning ${names}`;
    await sql`with gone as (${gone}) ${adding(span, sql`gone`)}`.execute(db);
  };
}
