/**
 * An open database file with the settings that "committed" rests on. They are read back: a wrong one is a failure to
 * start, never a warning (research: kill tests cannot see a missing fsync).
 */
import Database from 'better-sqlite3';
import { StoreError } from '../store-error.ts';
import { createPrivate } from './private-file.ts';

export type Synchronous = 'full' | 'normal' | 'off';

export interface ConnectionOptions {
  readonly file: string;
  readonly readOnly: boolean;
  readonly synchronous: Synchronous;
  /** Most octets that the database may take; null: as many as the disk has. */
  readonly maxSize: number | null;
}

const levels: Readonly<Record<Synchronous, number>> = { off: 0, normal: 1, full: 2 };
/** A body takes fewer pages. */
const pageSize = 8192;
/** Pages in the log before they go to their places: bodies that live shorter never do. */
const checkpointPages = 2000;
/** Octets that the log takes. */
export const logSize = checkpointPages * pageSize;

export function openConnection(options: ConnectionOptions): Database.Database {
  // The log and its index take over the mode.
  if (!options.readOnly) createPrivate(options.file);
  const db = new Database(options.file, { readonly: options.readOnly, fileMustExist: true });
  try {
    configure(db, options);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

function configure(db: Database.Database, { readOnly, synchronous, maxSize }: ConnectionOptions): void {
  expectPragma(db, 'busy_timeout', 5000, 5000);
  expectPragma(db, 'cache_size', -32_000, -32_000);
  expectPragma(db, 'temp_store', 'memory', 2);
  if (readOnly) return;
  db.pragma(`page_size=${pageSize}`);
  expectPragma(db, 'journal_mode', 'wal', 'wal');
  expectPragma(db, 'synchronous', synchronous, levels[synchronous]);
  expectPragma(db, 'foreign_keys', 1, 1);
  expectPragma(db, 'wal_autocheckpoint', checkpointPages, checkpointPages);
  // Where fsync leaves the octets in the drive's cache (macOS).
  expectPragma(db, 'fullfsync', 1, 1);
  expectPragma(db, 'checkpoint_fullfsync', 1, 1);
  db.pragma(`journal_size_limit=${2 * logSize}`);
  if (maxSize !== null) db.pragma(`max_page_count=${Math.max(64, Math.floor(maxSize / pageSize))}`);
}

function expectPragma(db: Database.Database, name: string, value: string | number, expected: string | number): void {
  db.pragma(`${name}=${value}`);
  const actual: unknown = db.pragma(name, { simple: true });
  if (actual !== expected) throw new StoreError('settings', `SQLite has ${name}=${String(actual)}, not ${expected}`);
}
