/**
 * SQLite writes its log back to the places of its pages by itself, and keeps to itself when it cannot: the log would grow until the disk
 * is full, and nobody would know why. A log that has grown too long is written back by name, where a failure is told.
 */
import { statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { logSize } from './connection.ts';
import { readFailure } from './failure.ts';

/** Octets; a log is longer for a while beside a long read or a large transaction. */
const tooLong = 4 * logSize;

/** To be called before a commit; throws what SQLite says. */
export function watchLog(db: Database.Database, file: string): () => void {
  const log = `${file}-wal`;
  let most = tooLong;
  return () => {
    const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    if (size < tooLong) most = tooLong;
    if (size < most) return;
    writeBack(db);
    // What a reader keeps from being written back is not tried again with each commit.
    most = 2 * size;
  };
}

/** Without waiting for readers. That the disk is full is met, and told, where there is more to write. */
export function writeBack(db: Database.Database): void {
  try {
    db.pragma('wal_checkpoint(PASSIVE)');
  } catch (error) {
    if (readFailure(error).code !== 'full') throw error;
  }
}
