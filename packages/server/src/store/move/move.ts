/**
 * Moves a store from a file of SQLite into an empty database of PostgreSQL, in one transaction. Nobody works with either
 * meanwhile; the file is put aside afterwards, for a service on it would send what waits a second time.
 */
import Database from 'better-sqlite3';
import type { Transaction } from 'kysely';
import { failpoint } from '../../observe/failpoint.ts';
import type { PostgresConnection } from '../postgres/connection.ts';
import { readFailure as readPostgresFailure } from '../postgres/failure.ts';
import { openPostgresStore } from '../postgres/open.ts';
import type { Schema } from '../schema.ts';
import { lockExclusively } from '../sqlite/exclusive.ts';
import { readFailure as readSqliteFailure } from '../sqlite/failure.ts';
import { setAside } from '../sqlite/replace.ts';
import { StoreError } from '../store-error.ts';
import { type MoveSource, openMoveSource } from './source.ts';
import { differences, type MovedRow, type MovedTable, movedTables } from './tables.ts';
import {
  type Column,
  columnsOf,
  firstFilled,
  gatherStatistics,
  insertRows,
  numberBehind,
  openMoveTarget,
} from './target.ts';

export interface MoveOptions {
  readonly file: string;
  readonly connection: PostgresConnection;
  /** Rows of a table that have been brought over so far. */
  readonly told?: ((table: MovedTable, rows: number) => void) | undefined;
}

export interface Moved {
  readonly rows: Readonly<Partial<Record<MovedTable, number>>>;
  /** Where the file is kept; null where it could not be put aside, and `trouble` says why. */
  readonly kept: string | null;
  readonly trouble: string | null;
}

/** Most in one statement. */
const batch = { rows: 1000, octets: 4 << 20 };

/**
 * Rejects with a StoreError: `locked`, `schema`, `rejected` when the database has rows already, `settings`, `unavailable`, whose
 * `applied` is null where the connection was lost during the commit.
 */
export async function moveStore(options: MoveOptions): Promise<Moved> {
  const unlock = lockExclusively(options.file);
  try {
    const rows = await copyStore(options);
    failpoint('after-move');
    return { rows, ...putAside(options.file) };
  } catch (error) {
    throw error instanceof Database.SqliteError ? readSqliteFailure(error) : readPostgresFailure(error);
  } finally {
    unlock();
  }
}

function putAside(file: string): Pick<Moved, 'kept' | 'trouble'> {
  try {
    return { kept: setAside(file, 'moved'), trouble: null };
  } catch (error) {
    return { kept: null, trouble: error instanceof Error ? error.message : String(error) };
  }
}

async function copyStore({ file, connection, told }: MoveOptions): Promise<Moved['rows']> {
  const source = await openMoveSource(file);
  try {
    // Makes its tables.
    await (await openPostgresStore({ connection })).close();
    return await copyAll(source, connection, told ?? (() => {}));
  } finally {
    await source.close();
  }
}

async function copyAll(
  source: MoveSource,
  connection: PostgresConnection,
  told: NonNullable<MoveOptions['told']>,
): Promise<Moved['rows']> {
  const target = openMoveTarget(connection);
  let isCommitting = false;
  try {
    return await target.transaction().execute(async (tx) => {
      const filled = await firstFilled(tx);
      if (filled !== null) throw new StoreError('rejected', `the database is not empty: there are rows in ${filled}`);
      const rows: Partial<Record<MovedTable, number>> = {};
      for (const table of movedTables) {
        rows[table] = await copyTable(tx, source, table, (count) => told(table, count));
        failpoint('mid-move', table);
      }
      await gatherStatistics(tx);
      isCommitting = true;
      return rows;
    });
  } catch (error) {
    if (!isCommitting) throw error;
    throw new StoreError('unavailable', readPostgresFailure(error).message, { cause: error, applied: null });
  } finally {
    await target.destroy();
  }
}

async function copyTable(
  tx: Transaction<Schema>,
  source: MoveSource,
  table: MovedTable,
  told: (rows: number) => void,
): Promise<number> {
  const columns = await columnsOf(tx, table);
  const numbered = columns.find((column) => column.numbered)?.name;
  const change = differences[table]?.change ?? ((row: MovedRow) => row);
  let count = 0;
  let last = table === 'sessions' ? await source.lastSession() : 0;
  let waiting: MovedRow[] = [];
  let octets = 0;
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    await insertRows(tx, table, columns, waiting);
    count += waiting.length;
    told(count);
    waiting = [];
    octets = 0;
  };
  for await (const read of source.rows(
    table,
    columns.map(({ name }) => name),
  )) {
    const row = change(read);
    if (numbered !== undefined) last = Math.max(last, Number(row[numbered]));
    waiting.push(row);
    octets += sizeOf(row, columns);
    if (waiting.length >= batch.rows || octets >= batch.octets) await flush();
  }
  await flush();
  if (numbered !== undefined) await numberBehind(tx, table, numbered, last);
  return count;
}

function sizeOf(row: MovedRow, columns: readonly Column[]): number {
  let size = 0;
  for (const { name } of columns) {
    const value = row[name];
    if (typeof value === 'string' || value instanceof Uint8Array) size += value.length;
  }
  return size;
}
