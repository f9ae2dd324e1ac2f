/** The database of PostgreSQL that a store is moved into: whole or not at all. */
import { CompiledQuery, Kysely, PostgresDialect, type PostgresDialectConfig, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { assureDurability, clientConfig, type PostgresConnection } from '../postgres/connection.ts';
import { storable } from '../postgres/pack.ts';
import type { Schema } from '../schema.ts';
import { type MovedRow, type MovedTable, movedTables } from './tables.ts';

export interface Column {
  readonly name: string;
  /** As PostgreSQL calls it. */
  readonly type: string;
  /** Numbered by PostgreSQL. */
  readonly numbered: boolean;
}

export function openMoveTarget(connection: PostgresConnection): Kysely<Schema> {
  const pool = new pg.Pool({ ...clientConfig(connection), max: 1 });
  // A connection that breaks is told by the query that needs it.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const onCreateConnection: PostgresDialectConfig['onCreateConnection'] = (client) =>
    assureDurability(async (text) => (await client.executeQuery(CompiledQuery.raw(text))).rows);
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool, onCreateConnection }) });
}

/** The first table that has rows; null for none. No service opens a session there until the transaction ends. */
export async function firstFilled(tx: Transaction<Schema>): Promise<MovedTable | null> {
  await sql`lock table sessions in exclusive mode`.execute(tx);
  for (const table of movedTables) {
    const row = await tx.selectFrom(table).select(sql.lit(1).as('one')).limit(1).executeTakeFirst();
    if (row !== undefined) return table;
  }
  return null;
}

export async function columnsOf(tx: Transaction<Schema>, table: MovedTable): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    select column_name as name, data_type as type, is_identity = 'YES' as numbered from information_schema.columns
    where table_schema = current_schema() and table_name = ${table} order by ordinal_position`.execute(tx);
  return rows;
}

/** Each column goes out as one array. */
export async function insertRows(
  tx: Transaction<Schema>,
  table: MovedTable,
  columns: readonly Column[],
  rows: readonly MovedRow[],
): Promise<void> {
  const names = sql.join(columns.map(({ name }) => sql.ref(name)));
  const arrays = columns.map(({ name, type }) => {
    const values = rows.map((row) => {
      const value = row[name];
      return typeof value === 'string' ? storable(value) : value;
    });
    return sql`${sql.val(values)}::${sql.raw(type)}[]`;
  });
  await sql`insert into ${sql.table(table)} (${names}) overriding system value
    select * from unnest(${sql.join(arrays)})`.execute(tx);
}

/** The next number is behind `last`. */
export async function numberBehind(
  tx: Transaction<Schema>,
  table: MovedTable,
  column: string,
  last: number,
): Promise<void> {
  if (last > 0) await sql`select setval(pg_get_serial_sequence(${table}, ${column}), ${last})`.execute(tx);
}

/** Without them the first queries of a large store would be planned as for an empty one. */
export async function gatherStatistics(tx: Transaction<Schema>): Promise<void> {
  await sql`analyze ${sql.join(movedTables.map((table) => sql.table(table)))}`.execute(tx);
}
