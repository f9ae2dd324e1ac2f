/**
 * Puts a database in the place of another, which is kept beside it. Whenever the process is killed, one of the two stands under
 * the name, whole: never nothing, in whose place a start would make an empty one, and never one with the other's log.
 */
import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { failpoint } from '../../observe/failpoint.ts';
import { sync } from './backup.ts';
import { lockExclusively } from './exclusive.ts';
import { isFatal, readFailure } from './failure.ts';
import { giveToFolder } from './private-file.ts';

const tables = ['kysely_migration', 'messages', 'events'];

/** Whether it is a store of ours: SQLite takes an empty file for a database, and would make one of it. Throws a StoreError. */
export function isStore(file: string): boolean {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const names = db.prepare("select name from sqlite_master where type = 'table'").pluck().all();
      return tables.every((name) => names.includes(name));
    } finally {
      db.close();
    }
  } catch (error) {
    throw readFailure(error);
  }
}

/** Gives the name under which the one before is kept, null where there was none. Throws a StoreError `locked`. */
export function replaceDatabase(file: string, fresh: string): string | null {
  const unlock = lockExclusively(file);
  try {
    giveToFolder(fresh);
    sync(fresh);
    const kept = freeName(file, 'before');
    const was = existsSync(file);
    if (was) {
      writeLogBack(file);
      linkSync(file, kept);
    }
    // Also without its database: SQLite would read it into the new one.
    for (const end of ['-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, kept + end);
    failpoint('mid-restore');
    renameSync(fresh, file);
    sync(dirname(file));
    return was ? kept : null;
  } finally {
    unlock();
  }
}

/** Takes a database out of its place; gives the name under which it is kept. The lock is the caller's. */
export function setAside(file: string, word: string): string {
  writeLogBack(file);
  const kept = freeName(file, word);
  for (const end of ['-wal', '-shm', '']) if (existsSync(file + end)) renameSync(file + end, kept + end);
  rmSync(`${file}-ballast`, { force: true });
  sync(dirname(file));
  return kept;
}

function freeName(file: string, word: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? `${file}.${word}` : `${file}.${word}-${number}`;
    if (['', '-wal', '-shm'].every((end) => !existsSync(name + end))) return name;
  }
}

/** The lock is ours, so that closing it is the last word. */
function writeLogBack(file: string): void {
  try {
    const db = new Database(file, { fileMustExist: true });
    try {
      db.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      db.close();
    }
  } catch (error) {
    // A damaged one is what one restores for; it is kept as it is.
    if (!isFatal(error)) throw error;
  }
}
