/** A consistent copy while others write: one read transaction, whatever the size. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { failpoint } from '../../observe/failpoint.ts';
import { StoreError } from '../store-error.ts';
import { openConnection } from './connection.ts';
import { lockExclusively } from './exclusive.ts';
import { readFailure } from './failure.ts';
import { createPrivate } from './private-file.ts';

/** The copy stands under its name only when it is whole and on disk. Throws when a file of that name exists. */
export function writeBackup(db: Database.Database, file: string): void {
  if (existsSync(file)) throw new StoreError('rejected', `${file} exists: a backup overwrites nothing`);
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  // VACUUM INTO takes an empty file, which keeps the mode we give it.
  createPrivate(partial);
  try {
    db.prepare('vacuum into ?').run(partial);
    failpoint('mid-backup');
    sync(partial);
    renameSync(partial, file);
    sync(dirname(file));
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/**
 * A copy of a store that nobody has open, as it stands: one of an older version stays one, so that there is a way back from the
 * version that will open it. Throws a StoreError.
 */
export function copyStore(from: string, to: string): void {
  const unlock = lockExclusively(from);
  try {
    const db = openConnection({ file: from, readOnly: true, synchronous: 'full', maxSize: null });
    try {
      writeBackup(db, to);
    } finally {
      db.close();
    }
  } catch (error) {
    throw readFailure(error);
  } finally {
    unlock();
  }
}

export function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
