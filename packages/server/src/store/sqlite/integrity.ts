/** SQLite's own look at its file: the order of keys in every page, and with `deep` that indexes and tables agree. */
import type Database from 'better-sqlite3';
import { isFatal, readFailure } from './failure.ts';

const most = 100;

export function checkIntegrity(db: Database.Database, deep: boolean): readonly string[] {
  try {
    const rows = db.pragma(`${deep ? 'integrity_check' : 'quick_check'}(${most})`) as readonly Record<
      string,
      unknown
    >[];
    const found = rows.map((row) => String(Object.values(row)[0]));
    return found.length === 1 && found[0] === 'ok' ? [] : found.map((text) => `SQLite: ${text}`);
  } catch (error) {
    if (!isFatal(error)) throw error;
    // So damaged that the check itself ends.
    return [`SQLite: ${readFailure(error).message}`];
  }
}
