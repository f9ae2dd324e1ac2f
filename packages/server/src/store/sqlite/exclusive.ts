/**
 * One process at a time: a lock that the operating system takes back when its holder dies. It is held on a small database
 * beside ours, so that our own second connection may still read. (Files that SQLite has locked must not be opened by other
 * means: closing them would drop the lock, POSIX.)
 */
import Database from 'better-sqlite3';
import { StoreError } from '../store-error.ts';
import { createPrivate } from './private-file.ts';

/** Returns how to give the lock back. Throws a StoreError `locked`. */
export function lockExclusively(file: string): () => void {
  const lockFile = `${file}-lock`;
  createPrivate(lockFile);
  const db = new Database(lockFile, { timeout: 0 });
  try {
    db.pragma('locking_mode=exclusive');
    db.exec('begin exclusive');
  } catch (error) {
    db.close();
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
    throw new StoreError('locked', `another process works with ${file}: one server may use it at a time`, {
      cause: error,
    });
  }
  return () => void db.close();
}
