/** What SQLite's result codes mean for the store. */
import { StoreError } from '../store-error.ts';

export function readFailure(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL') return new StoreError('full', 'no space left for the database', { cause: error });
  if (code.startsWith('SQLITE_CONSTRAINT')) return new StoreError('rejected', message, { cause: error });
  if (code.startsWith('SQLITE_BUSY'))
    return new StoreError('unavailable', `the database is locked: ${message}`, { cause: error });
  // The system's own begin with their code.
  const what = message.startsWith(`${code}: `) ? message : `${code === '' ? 'the store failed' : code}: ${message}`;
  return new StoreError('io', what, { cause: error });
}

/**
 * After these the file and SQLite's memory of it may differ: an fsync that failed once must not be tried again, for the
 * kernel may have dropped the pages. Nothing more is committed by this process.
 */
export function isFatal(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^SQLITE_(?:IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN)/.test(code);
}
