/**
 * Creates an empty file that nobody else on the machine may read. A file that exists is not opened: closing it would drop
 * the locks that SQLite may hold on it in this process (POSIX).
 */
import { accessSync, chownSync, closeSync, constants, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Throws when it exists and this user may not write it, for SQLite says only that it cannot. */
export function createPrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
    giveToFolder(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    accessSync(file, constants.R_OK | constants.W_OK);
  }
}

/** What root makes in the folder of the service is the service's, as SQLite does it with a log: else it could not start again. */
export function giveToFolder(file: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(file));
  chownSync(file, uid, gid);
}
