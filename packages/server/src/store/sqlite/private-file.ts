/**
 * Creates an empty file that nobody else on the machine may read. A file that exists is not opened: closing it would drop
 * the locks that SQLite may hold on it in this process (POSIX).
 */
import { closeSync, openSync } from 'node:fs';

export function createPrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
