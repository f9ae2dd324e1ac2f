/** The store in SQLite that is moved, over a connection that only reads. Its lock is the caller's. */
import type Database from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { assureVersion } from '../migrate.ts';
import type { Schema } from '../schema.ts';
import { openConnection } from '../sqlite/connection.ts';
import { migrations } from '../sqlite/migrations.ts';
import { makeReadable } from '../sqlite/unpacking.ts';
import { differences, type MovedRow, type MovedTable } from './tables.ts';

export interface MoveSource {
  /** In the order that the table has them in. */
  readonly rows: (table: MovedTable, columns: readonly string[]) => AsyncIterableIterator<MovedRow>;
  /** The last number that a session had: it is the fencing token, and never given to another. */
  readonly lastSession: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Rejects with a StoreError `schema` when it is of another version. */
export async function openMoveSource(file: string): Promise<MoveSource> {
  const database: Database.Database = openConnection({ file, readOnly: true, synchronous: 'full', maxSize: null });
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  const closeTexts = makeReadable(database, file);
  const close: MoveSource['close'] = async () => {
    closeTexts();
    await db.destroy();
  };
  try {
    await assureVersion(db, migrations);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    rows: (table, columns) => {
      const packed = differences[table]?.columns ?? {};
      const cells = columns.map((column) => sql`${packed[column] ?? sql.ref(column)}`.as(column));
      return db.selectFrom(table).select(cells).stream() as AsyncIterableIterator<MovedRow>;
    },
    lastSession: async () => {
      const { rows } = await sql<{ seq: number }>`select seq from sqlite_sequence where name = 'sessions'`.execute(db);
      return rows[0]?.seq ?? 0;
    },
    close,
  };
}
